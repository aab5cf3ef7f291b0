import type { MetricRow } from '#src/domain/occupancy/room-metrics.ts'
import type { RoomSumMeaning } from '#src/domain/occupancy/metrics.ts'
import * as text from '#messages/metrics-page.ts'

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
      {text.verdicts[meaning]}
    </span>
  )
}

/** Returns what a sum means. If a sensor is missing, a sum of people is only a lower bound. */
function sumMeaning({ metric: { roomSumMeaning }, room }: MetricRow): RoomSumMeaning | 'unknown' {
  if (room.kind === 'unknown') return 'unknown'
  return room.kind === 'partial' && roomSumMeaning !== 'diagnostic' ? 'at-least' : roomSumMeaning
}

/** Explains the meaning of a sum, after its verdict. */
export function describeReason({ metric, room }: MetricRow): string {
  if (room.kind === 'unknown') return text.valueMissing
  return room.kind === 'partial' ? text.sensorMissing : text.reasons[metric.name]
}

/** Returns the verdict on a sum and its reason as one text: `Upper bound: sensors peak at different times`. */
export function describeMeaning(row: MetricRow, sensors: number): string {
  return sensors > 1
    ? text.exportMeaning(text.verdicts[sumMeaning(row)], describeReason(row))
    : text.sameAsSensor
}
