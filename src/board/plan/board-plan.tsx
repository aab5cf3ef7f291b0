import { useId, useMemo, type ComponentProps } from 'react'
import * as text from '#messages/board.ts'
import { joinIds, splitIds } from '#src/lib/id-list.ts'
import { layOutBoardFloor, type BoardRoomShape } from '#src/domain/floor-plan/board-floor.ts'
import { scaleBoardLabels } from '#src/domain/floor-plan/board-label.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'
import { findFloorLocation, locateFloors, type Topology } from '#src/domain/topology/topology.ts'
import { HatchPattern } from '#src/components/ui/hatch-pattern.tsx'
import { useIncrementalCount } from '#src/components/ui/use-incremental-count.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { toRoomTile, type DataStatus } from '#src/board/room-tile-model.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { fitPlaces } from '#src/board/typography/fit-board.ts'
import { toUnits } from '#src/board/typography/units.ts'
import './plan.css'
import { BoardPlanRoom } from './board-plan-room.tsx'
import { isFloorNamed, computePlanSpace } from './plan-space.ts'

/** Number of rooms laid out in one task. */
const roomsPerTask = 24

/** One floor drawn to scale, as large as possible. One drawing unit is a thousandth of the screen's shorter side. */
export function BoardPlan({
  board,
  topology,
  rooms,
  dataStatus,
  floorId,
}: {
  board: BoardDraft
  topology: Topology
  rooms: readonly LiveRoom[]
  dataStatus: DataStatus
  floorId: string
}) {
  const id = useId()
  const floorRooms = rooms.filter((room) => room.floorId === floorId)
  const floorName = useMemo(
    () => findFloorLocation(locateFloors(topology), floorId).label || floorId,
    [topology, floorId],
  )
  const isNamed = isFloorNamed(board, floorName)
  const layout = useFloorLayout(board, topology, floorRooms, isNamed)
  const shown = floorRooms.slice(0, useIncrementalCount(floorRooms.length, roomsPerTask))
  const { freshness } = dataStatus
  const isOld = freshness === 'stale' || freshness === 'no-data'
  if (layout === null) return null
  const { floor, sizes } = layout
  return (
    <div className="board-plan" data-old={isOld ? '' : undefined}>
      {isNamed && <h2 className="board-plan-floor">{floorName}</h2>}
      <svg
        viewBox={`0 0 ${floor.width} ${floor.height}`}
        style={{ width: toUnits(floor.width / 10), height: toUnits(floor.height / 10) }}
        role="group"
        aria-label={text.planOf(floorName)}
      >
        <HatchPattern id={id} spacing={15} strokeWidth={5.6} className="board-plan-hatch" />
        <rect width="100%" height="100%" className="board-plan-slab" />
        {shown.map((room) => {
          const place = floor.rooms.get(room.id)
          if (!place) return null
          return (
            <ErrorBoundary
              key={room.id}
              resetKey={room}
              fallback={<FailedPlanRoom name={room.name} place={place} />}
            >
              <PlanRoomTile {...{ board, room, dataStatus, place, sizes }} hatch={`url(#${id})`} />
            </ErrorBoundary>
          )
        })}
        {/* Drawn above all rooms, so that no room covers half of its neighbour's wall. */}
        {shown.map(({ id: roomId }) => {
          const place = floor.rooms.get(roomId)
          return place && <path key={roomId} d={place.path} className="board-plan-walls" />
        })}
      </svg>
    </div>
  )
}

/** A room on the plan, with the content that its data determines. */
function PlanRoomTile({
  board,
  room,
  dataStatus,
  ...drawing
}: { board: BoardDraft; room: LiveRoom; dataStatus: DataStatus } & Pick<
  ComponentProps<typeof BoardPlanRoom>,
  'place' | 'sizes' | 'hatch'
>) {
  const { level: _, figure, ...words } = toRoomTile(board, room, dataStatus)
  return (
    <BoardPlanRoom
      {...words}
      // A temporarily missing count leaves its place empty.
      figure={figure ?? (isStatusOnly(board.privacy, room.capacity) ? null : '')}
      {...drawing}
    />
  )
}

/** Fallback for a room that fails to render: its outline and an exclamation mark. */
function FailedPlanRoom({ name, place }: { name: string; place: BoardRoomShape }) {
  const { path, text: textArea } = place
  return (
    <g role="img" aria-label={text.roomFailed(name)} className="board-plan-room">
      <path d={path} className="board-plan-area" />
      {textArea !== null && (
        <text
          x={(textArea.left + textArea.right) / 2}
          y={(textArea.top + textArea.bottom) / 2}
          className="board-plan-note"
        >
          !
        </text>
      )}
    </g>
  )
}

/** Returns the geometry and font sizes of a floor, recomputed when the board or the topology changes. */
function useFloorLayout(
  board: BoardDraft,
  topology: Topology,
  here: readonly LiveRoom[],
  isNamed: boolean,
) {
  const ids = joinIds(here.map(({ id }) => id))
  return useMemo(() => {
    const onBoard = new Set(splitIds(ids))
    const { sizes, ...space } = computePlanSpace(fitPlaces(board, topology), isNamed)
    const rooms = topology.rooms.filter(({ id }) => onBoard.has(id))
    const floor = layOutBoardFloor(rooms, space)
    if (floor === null) return null
    const called = rooms.map(({ id, name, capacity }) => ({
      id,
      name: board.shortNames[id] ?? name,
      capacity,
      isPrivate: isStatusOnly(board.privacy, capacity),
    }))
    return { floor, sizes: scaleBoardLabels(called, floor, sizes) }
  }, [ids, board, isNamed, topology])
}
