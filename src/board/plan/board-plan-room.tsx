import { memo, useId } from 'react'
import type { BoardRoomShape } from '#src/domain/floor-plan/board-floor.ts'
import {
  capacityGap,
  capHeight,
  type BoardLabelRoom,
  type BoardLabelSizes,
} from '#src/domain/floor-plan/board-label-parts.ts'
import type { BoardLabel } from '#src/domain/floor-plan/board-label.ts'
import type { DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import type { RoomTileModel } from '#src/board/room-tile-model.ts'
import { layOutRoomLabel } from './plan-labels.ts'

type BoardPlanRoomProps = Pick<
  RoomTileModel,
  'label' | 'state' | 'figure' | 'word' | 'shortWord' | 'note'
> & {
  place: BoardRoomShape
  /** The text that the label reserves space for; null before the label is laid out. */
  reserved: BoardLabelRoom | null
  /** Null before the label is laid out. */
  sizes: BoardLabelSizes | null
  hatch: string
}

/** The fill of these states hides the edge. Leaving out the elements of the edge makes page changes faster on a TV. */
const statesWithoutEdge: ReadonlySet<DisplayedState> = new Set(['in-use', 'over'])

/** A room on a board's plan. Memoised, so that it renders only when its content changes. */
export const BoardPlanRoom = memo(function BoardPlanRoom(room: BoardPlanRoomProps) {
  const { label, state, place, reserved } = room
  const clip = useId()
  const isOld = state === 'stale' || state === 'no-data'
  const { name, note, figure, shape, word, x } = layOutLabel(room) ?? emptyLabel
  // In a stale room, the age replaces the state's label and icon, which would be redundant.
  const isAgeOnly = state === 'stale' && word !== null
  const icon =
    figure !== null && word === null && room.figure === null ? inPlaceOf(figure, shape, x) : shape
  return (
    <g role="img" aria-label={label} data-state={state} className="board-plan-room">
      <path d={place.path} className="board-plan-area" />
      {isOld && <path d={place.path} fill={room.hatch} />}
      {!statesWithoutEdge.has(state) && (
        <>
          {/* Clips the edge to the room, so that a highlighted edge does not cover adjacent rooms. */}
          <clipPath id={clip}>
            <path d={place.path} />
          </clipPath>
          <path d={place.path} clipPath={`url(#${clip})`} className="board-plan-edge" />
        </>
      )}
      {name?.lines.map((line) => (
        <text key={line.y} x={x} y={line.y} fontSize={name.size} className="board-plan-name">
          {line.text}
        </text>
      ))}
      {note && (
        <text x={x} y={note.y} fontSize={note.size} className="board-plan-note">
          {note.text}
        </text>
      )}
      {figure && room.figure !== null && (
        <text x={x} y={figure.y} fontSize={figure.size} className="board-plan-figure">
          {room.figure}
          {figure.capacitySize !== null && (
            <tspan
              dx={capacityGap * figure.size}
              fontSize={figure.capacitySize}
              className="board-plan-of"
            >
              /{reserved?.limit}
            </tspan>
          )}
        </text>
      )}
      {icon && !isAgeOnly && (
        <StatusIcon
          shape={stateStyles[state].shape}
          x={icon.x}
          y={icon.y}
          width={icon.side}
          height={icon.side}
          style={{ width: icon.side, height: icon.side }}
          className="board-plan-shape"
        />
      )}
      {word && (
        <text
          x={isAgeOnly ? x : word.x}
          y={word.y}
          fontSize={word.size}
          className="board-plan-word"
        >
          {word.text}
        </text>
      )}
    </g>
  )
})

const emptyLabel = { x: 0, name: null, note: null, figure: null, shape: null, word: null }

function layOutLabel(room: BoardPlanRoomProps): BoardLabel | null {
  const { place, reserved, sizes, figure, word, shortWord, note } = room
  if (reserved === null || sizes === null) return null
  return layOutRoomLabel({ figure: figure ?? '', word, shortWord, note }, reserved, place, sizes)
}

/** Returns the status icon, centred where the count would be, for a room without a count. Null if there is no icon. */
function inPlaceOf(
  figure: NonNullable<BoardLabel['figure']>,
  shape: BoardLabel['shape'],
  x: number,
): BoardLabel['shape'] {
  if (shape === null) return null
  const middle = figure.y - (capHeight * figure.size) / 2
  return { x, y: middle - shape.side / 2, side: shape.side }
}
