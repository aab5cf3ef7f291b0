import { memo, useId } from 'react'
import type { BoardRoomShape } from '#src/domain/floor-plan/board-floor.ts'
import { capacityGap, type BoardLabelSizes } from '#src/domain/floor-plan/board-label-candidates.ts'
import { layOutBoardLabel } from '#src/domain/floor-plan/board-label.ts'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import type { RoomTileModel } from '#src/board/room-tile-model.ts'

type BoardPlanRoomProps = Omit<RoomTileModel, 'level'> & {
  place: BoardRoomShape
  sizes: BoardLabelSizes
  /** SVG fill for stale and missing data. */
  hatch: string
}

/** A room on a board's plan. Renders only when its content changes. */
export const BoardPlanRoom = memo(function BoardPlanRoom(room: BoardPlanRoomProps) {
  const { label, state, place, sizes, hatch } = room
  const clip = useId()
  const isOld = state === 'stale' || state === 'no-data'
  const { name, note, figure, shape, word, x } =
    layOutBoardLabel(room, place.text, sizes) ?? emptyLabel
  // In a stale room, the age replaces the label and the icon of the state.
  const onlyAge = state === 'stale' && word !== null
  return (
    <g role="img" aria-label={label} data-state={state} className="board-plan-room">
      <path d={place.path} className="board-plan-area" />
      {isOld && <path d={place.path} fill={hatch} />}
      {/* Clipped to the room, so that a highlighted edge does not overlap the adjacent rooms. */}
      <clipPath id={clip}>
        <path d={place.path} />
      </clipPath>
      <path d={place.path} clipPath={`url(#${clip})`} className="board-plan-edge" />
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
      {figure && room.figure !== '' && (
        <text x={x} y={figure.y} fontSize={figure.size} className="board-plan-figure">
          {room.figure}
          {figure.capacitySize !== null && (
            <tspan
              dx={capacityGap * figure.size}
              fontSize={figure.capacitySize}
              className="board-plan-of"
            >
              /{room.capacity}
            </tspan>
          )}
        </text>
      )}
      {shape && !onlyAge && (
        <StatusIcon
          shape={stateStyles[state].shape}
          x={shape.x}
          y={shape.y}
          width={shape.side}
          height={shape.side}
          style={{ width: shape.side, height: shape.side }}
          className="board-plan-shape"
        />
      )}
      {word && (
        <text x={onlyAge ? x : word.x} y={word.y} fontSize={word.size} className="board-plan-word">
          {room.word}
        </text>
      )}
    </g>
  )
})

const emptyLabel = { x: 0, name: null, note: null, figure: null, shape: null, word: null }
