import { useId, useMemo, type ComponentProps } from 'react'
import type { LiveRoom } from '#src/live/live-rooms.ts'
import type { Topology } from '#src/topology/tree.ts'
import type { BoardDraft } from '#src/wall-display/board-contract.ts'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
import { isPrivate, said, type Answered } from '#src/wall-display/board/said.ts'
import { boardFloor, type BoardRoom } from './board-floor.ts'
import { floorLetters } from './floor-letters.ts'
import './plan.css'
import { PlanHatch } from './plan-hatch.tsx'
import { PlanRoom } from './plan-room.tsx'
import { isFloorNamed, planSpace } from './plan-space.ts'

/** One floor drawn to scale, as large as it can be. A unit of the drawing is a thousandth of the screen's shorter side. */
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
  const id = useId()
  const here = rooms.filter((room) => room.floorId === floorId && room.outline !== null)
  const floorName = topology.floors.find((floor) => floor.id === floorId)?.name ?? floorId
  const isNamed = isFloorNamed(board, floorName)
  const drawn = useFloor(board, topology, here, isNamed)
  const { freshness } = answered
  const isOld = freshness === 'stale' || freshness === 'no-data'
  if (drawn === null) return null
  const { floor, sizes } = drawn
  return (
    <div className="board-plan" data-old={isOld ? '' : undefined}>
      {isNamed && <h2 className="board-plan-floor">{floorName}</h2>}
      <svg
        viewBox={`0 0 ${floor.width} ${floor.height}`}
        style={{ width: `${floor.width / 10}cqmin`, height: `${floor.height / 10}cqmin` }}
        role="group"
        aria-label={`Plan of ${floorName}`}
      >
        <PlanHatch id={id} />
        <rect width="100%" height="100%" className="board-plan-slab" />
        {here.map((room) => {
          const place = floor.rooms.get(room.id)
          if (!place) return null
          return (
            <ErrorBoundary
              key={room.id}
              resetKey={room}
              fallback={<FailedRoom name={room.name} place={place} />}
            >
              <RoomOnPlan {...{ board, room, answered, place, sizes }} hatch={`url(#${id})`} />
            </ErrorBoundary>
          )
        })}
        <path d={floor.walls} className="board-plan-walls" />
      </svg>
    </div>
  )
}

function RoomOnPlan({
  board,
  room,
  answered,
  ...drawing
}: { board: BoardDraft; room: LiveRoom; answered: Answered } & Pick<
  ComponentProps<typeof PlanRoom>,
  'place' | 'sizes' | 'hatch'
>) {
  const { level: _, figure, ...words } = said(board, room, answered)
  return (
    <PlanRoom
      {...words}
      // Where a number is only missing at the moment, its place stays empty.
      figure={figure ?? (isPrivate(board, room) ? null : '')}
      {...drawing}
    />
  )
}

/** Stands in for a room that cannot be rendered: its outline, and a mark. */
function FailedRoom({ name, place }: { name: string; place: BoardRoom }) {
  const { left, top, right, bottom } = place.text
  return (
    <g role="img" aria-label={`${name} cannot be shown`} className="board-plan-room">
      <path d={place.path} className="board-plan-area" />
      <text x={(left + right) / 2} y={(top + bottom) / 2} className="board-plan-note">
        !
      </text>
    </g>
  )
}

/** Letters and geometry of a floor, reckoned anew only when the board, a wall or what a room is called changes. */
function useFloor(
  board: BoardDraft,
  topology: Topology,
  here: readonly LiveRoom[],
  isNamed: boolean,
) {
  const ids = here.map(({ id }) => id).join('\n')
  return useMemo(() => {
    const onBoard = new Set(ids.split('\n'))
    const { sizes, ...space } = planSpace(board, isNamed)
    const rooms = topology.rooms.flatMap(({ outline, ...room }) =>
      outline !== null && onBoard.has(room.id) ? [{ ...room, outline }] : [],
    )
    const floor = boardFloor(rooms, space)
    if (floor === null) return null
    const called = rooms.map(({ id, name, capacity }) => ({
      id,
      name: board.shortNames[id] ?? name,
      capacity,
      isPrivate: isPrivate(board, { capacity }),
    }))
    return { floor, sizes: floorLetters(called, floor, sizes) }
  }, [ids, board, isNamed, topology])
}
