import * as text from '#messages/board.ts'
import type { BoardMarker } from '#src/domain/floor-plan/board-marker.ts'

/** Radius of the hole in the dot, as a share of its radius. */
const holeShare = 0.4

/** The dot "You are here" on a plan, with its words if they fit beside it. */
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

/** Explains the dot if its words do not fit beside it. */
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
