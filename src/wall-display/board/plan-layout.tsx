import { clsx } from 'clsx'
import { memo, useMemo } from 'react'
import type { LiveRoom } from '#src/live/live-rooms.ts'
import { roomFreshness, roomView } from '#src/live/room-view.ts'
import { stateLooks } from '#src/live/state-looks.ts'
import { floorShape } from '#src/rooms/plan/floor-shape.ts'
import { heightOf, widthOf } from '#src/rooms/plan/bounds.ts'
import { roomPaint } from '#src/rooms/plan/room-paint.ts'
import { pathOf, type RoomShape } from '#src/rooms/plan/room-shape.ts'
import type { Topology } from '#src/topology/tree.ts'
import { Glyph } from '#src/ui/glyph.tsx'
import type { BoardDraft } from '#src/wall-display/board-contract.ts'
import { boardSizes, insideOf } from '#src/wall-display/letters/board-grid.ts'
import { planLabel } from './plan-label.ts'
import { isPrivate, said, type Answered, type Said } from './said.ts'

/** One floor drawn to scale. Its lengths are in percent of the screen's shorter side, like all of a board. */
export function PlanLayout({
  board,
  topology,
  rooms,
  answered,
  floorId,
}: {
  board: BoardDraft
  topology: Topology
  rooms: readonly LiveRoom[]
  answered: Answered
  floorId: string
}) {
  const drawn = useMemo(() => floorShape(topology, floorId), [topology, floorId])
  const { name, least, figure } = useMemo(() => boardSizes(board), [board])
  const area = useMemo(() => insideOf(board.screen, name, least), [board, name, least])
  const here = rooms.filter((room) => room.floorId === floorId)
  const floorName = topology.floors.find(({ id }) => id === floorId)?.name ?? floorId
  if (drawn === null) {
    return (
      <p className="board-undrawn">
        Butlr has no coordinates for the rooms of {floorName}. Choose cards or rows for this board.
      </p>
    )
  }
  const { floor, wall, shapes } = drawn
  const scale = Math.min(area.width / widthOf(floor), area.height / heightOf(floor))
  const [x, y] = [
    (area.width - widthOf(floor) * scale) / 2 - floor.left * scale,
    (area.height - heightOf(floor) * scale) / 2 - floor.top * scale,
  ]
  return (
    <svg
      className="board-plan"
      viewBox={`0 0 ${area.width} ${area.height}`}
      role="group"
      aria-label={`Plan of ${floorName}`}
    >
      <g transform={`translate(${x} ${y})`}>
        <path d={pathOf(wall, scale)} className="fill-surface-sunken" />
        {here.map((room) => {
          const shape = shapes.get(room.id)
          const own = roomFreshness(room, answered.freshness, answered.at, answered.intervalMs)
          const paint = roomPaint(
            roomView(room, own, answered.at),
            isPrivate(board, room) ? null : room.capacity,
          )
          return (
            shape && (
              <PlanRoom
                key={room.id}
                {...said(board, room, answered)}
                {...{ shape, scale, least, figureSize: figure, nameSize: name }}
                fill={clsx(paint.fill, paint.edge, paint.ink)}
              />
            )
          )
        })}
        <path d={pathOf(wall, scale)} strokeWidth="0.3" className="fill-none stroke-ink-muted" />
      </g>
    </svg>
  )
}

type PlanRoomProps = Said & {
  shape: RoomShape
  scale: number
  nameSize: number
  least: number
  figureSize: number
  fill: string
}

const PlanRoom = memo(function PlanRoom(room: PlanRoomProps) {
  const { shape, scale, nameSize, least, figureSize, fill } = room
  const label = planLabel(room, shape, scale, { name: nameSize, least, figure: figureSize })
  return (
    <g role="img" aria-label={room.label} data-state={room.state}>
      <path d={pathOf(shape.outline, scale)} strokeWidth="0.2" className={fill} />
      {label && (
        <g
          className={clsx(
            'fill-current',
            fill.split(' ').find((one) => one.startsWith('text-')),
          )}
        >
          {label.name && (
            <text x={label.x} y={label.name.y} fontSize={label.name.size} fontWeight="600">
              {label.name.words}
            </text>
          )}
          {label.figure && (
            <text x={label.x} y={label.figure.y} fontSize={label.figure.size} fontWeight="600">
              {label.figure.words}
            </text>
          )}
          {label.shape && (
            <Glyph
              shape={stateLooks[room.state].shape}
              x={label.shape.x}
              y={label.shape.y}
              width={label.shape.size}
              height={label.shape.size}
              className="board-mark"
            />
          )}
        </g>
      )}
    </g>
  )
})
