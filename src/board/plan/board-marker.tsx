import * as text from '#messages/board.ts'
import type { BoardMarker } from '#src/domain/floor-plan/board-marker.ts'

/** Radius of the hole, relative to the radius of the dot. */
const holeShare = 0.4

/** The “You are here” dot on a plan. Its label is shown only if it fits beside the dot. */
export function PlanMarker({ x, y, radius, words }: BoardMarker) {
  return (
    <g role="img" aria-label={text.youAreHere}>
      <circle cx={x} cy={y} r={radius} className="board-marker-dot" />
      <circle cx={x} cy={y} r={holeShare * radius} className="board-marker-hole" />
      {words?.lines.map((line) => (
        <text
          key={line.y}
          x={words.x}
          y={line.y}
          textAnchor={words.anchor}
          fontSize={words.size}
          className="board-marker-words"
        >
          {line.text}
        </text>
      ))}
    </g>
  )
}

/** The key to the dot, for plans on which the label does not fit beside it. */
export function MarkerKey() {
  return (
    <>
      <svg viewBox="0 0 16 16" aria-hidden="true" className="board-shape">
        <circle cx="8" cy="8" r="7" className="board-marker-dot" />
        <circle cx="8" cy="8" r={7 * holeShare} className="board-marker-hole" />
      </svg>
      {text.youAreHere}
    </>
  )
}
