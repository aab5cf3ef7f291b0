import { memo, useMemo } from 'react'
import type { Box } from '#src/domain/floor-plan/geometry.ts'
import type { PageFloor } from '#src/domain/floor-plan/page-floor.ts'
import { shapeInView } from '#src/domain/floor-plan/room-shape.ts'
import type { RoomInView } from '#src/rooms/rooms-in-view.ts'
import type { SensorDirectory } from '#src/topology/sensor-directory.ts'
import { useGrowingCount } from '#src/ui/use-growing-count.ts'
import { PlanRoom, type PlanRoomProps } from './plan-room.tsx'

export type PlanRoomsProps = {
  /** Every room of the floor; those without a shape are not drawn. */
  rooms: readonly RoomInView[]
  /** Ids of the rooms that the filters leave. */
  shown: ReadonlySet<string>
  directory: SensorDirectory | undefined
  at: number | null
  linkTo: (roomId: string) => string
  openRoomId: string | undefined
}

const noSensors: [] = []
/** Rooms laid out in one task. */
const batch = 24

/** The rooms of a floor, each with its label where it is seen. */
export function PlanRooms({
  rooms,
  shown,
  directory,
  at,
  linkTo,
  openRoomId,
  shapes,
  locate,
  view,
  scale,
  hatch,
}: PlanRoomsProps &
  Pick<PageFloor, 'shapes' | 'locate'> & {
    /** The part of the floor that is seen, metres. */
    view: Box
    /** Pixels per metre. */
    scale: number
    /** The paint of what is no longer true. */
    hatch: string
  }) {
  const count = useGrowingCount(rooms.length, batch)
  return rooms.slice(0, count).map(({ room, freshness }) => {
    const shape = shapes.get(room.id)
    return shape ? (
      <RoomInPart
        key={room.id}
        room={room}
        shape={shape}
        view={view}
        locate={locate}
        sensors={directory?.byRoom[room.id] ?? noSensors}
        freshness={freshness}
        asOf={freshness === 'no-data' ? at : null}
        scale={scale}
        href={shown.has(room.id) ? linkTo(room.id) : null}
        open={room.id === openRoomId}
        hatch={hatch}
      />
    ) : null
  })
}

/** After a move of the view, only the rooms at its edges are laid out again. */
const RoomInPart = memo(function RoomInPart({
  shape,
  view,
  ...room
}: PlanRoomProps & { view: Box }) {
  const seen = useMemo(() => shapeInView(shape, view), [shape, view])
  return <PlanRoom {...room} shape={seen} />
})
