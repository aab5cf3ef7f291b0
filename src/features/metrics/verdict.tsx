import type { RoomSumMeaning } from '#src/domain/occupancy/metrics.ts'
import { verdicts } from '#messages/metrics-page.ts'

const signs: Record<RoomSumMeaning, string> = {
  occupancy: '=',
  figure: '≈',
  'at-most': '≤',
  'at-least': '≥',
  diagnostic: '#',
  never: '×',
}

/** What the sum of a metric is for a room: a sign and a word. */
export function Verdict({ meaning }: { meaning: RoomSumMeaning }) {
  return (
    <span className="metrics-verdict" data-meaning={meaning}>
      <i aria-hidden="true">{signs[meaning]}</i>
      {verdicts[meaning]}
    </span>
  )
}
