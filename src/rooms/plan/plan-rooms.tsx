import { useMemo } from 'react'
import type { RoomInView } from '#src/rooms/rooms-in-view.ts'
import type { SensorDirectory } from '#src/topology/sensor-directory.ts'
import type { Box } from './bounds.ts'
import { PlanRoom } from './plan-room.tsx'
import type { RoomShape } from './room-shape.ts'
import { shapeInView } from './shape-in-view.ts'

export type PlanRoomsProps = {
  /** Every room of the floor that somebody drew. */
  rooms: readonly RoomInView[]
  /** Ids of the rooms that the filters leave. */
  shown: ReadonlySet<string>
  directory: SensorDirectory | undefined
  at: number | null
  linkTo: (roomId: string) => string
  openRoomId: string | undefined
}

const noSensors: [] = []

/** The rooms of a floor, each with its words where they are seen. */
export function PlanRooms({
  rooms,
  shown,
  directory,
  at,
  linkTo,
  openRoomId,
  shapes,
  view,
  scale,
  hatch,
}: PlanRoomsProps & {
  shapes: ReadonlyMap<string, RoomShape>
  /** The part of the floor that is seen, metres. */
  view: Box
  /** Pixels per metre. */
  scale: number
  /** The paint of what is no longer true. */
  hatch: string
}) {
  const inView = useMemo(
    () => new Map([...shapes].map(([id, shape]) => [id, shapeInView(shape, view)])),
    [shapes, view],
  )
  return rooms.map(({ room, freshness }) => {
    const shape = inView.get(room.id)
    return shape ? (
      <PlanRoom
        key={room.id}
        room={room}
        shape={shape}
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
