import type { MetricRow } from '#src/domain/occupancy/room-metrics.ts'
import type { RoomSumMeaning } from '#src/domain/occupancy/metrics.ts'
import { verdicts } from '#messages/metrics-page.ts'

const signs: Record<RoomSumMeaning | 'unknown', string> = {
  occupancy: '=',
  figure: '≈',
  'at-most': '≤',
  'at-least': '≥',
  diagnostic: '#',
  never: '×',
  unknown: '?',
}

export function Verdict({ row }: { row: MetricRow }) {
  const meaning = sumMeaning(row)
  return (
    <span className="metrics-verdict" data-meaning={meaning}>
      <i aria-hidden="true">{signs[meaning]}</i>
      {verdicts[meaning]}
    </span>
  )
}

/** Returns what a sum means. If a sensor is missing, a sum of people is only a lower bound. */
function sumMeaning({ metric: { roomSumMeaning }, room }: MetricRow): RoomSumMeaning | 'unknown' {
  if (room.kind === 'unknown') return 'unknown'
  return room.kind === 'partial' && roomSumMeaning !== 'diagnostic' ? 'at-least' : roomSumMeaning
}
