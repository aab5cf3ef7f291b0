import { useMemo } from 'react'
import type { RoomInView } from '#src/rooms/rooms-in-view.ts'
import type { SensorDirectory } from '#src/topology/sensor-directory.ts'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
import type { Box } from './bounds.ts'
import { PlanRoom } from './plan-room.tsx'
import { inPixels, type RoomShape } from './room-shape.ts'
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
      <ErrorBoundary
        key={room.id}
        resetKey={room}
        fallback={<FailedRoom name={room.name} bounds={shape.bounds} scale={scale} />}
      >
        <PlanRoom
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
      </ErrorBoundary>
    ) : null
  })
}

/** Stands in for a room that cannot be rendered: the box around it, with a mark. */
function FailedRoom({
  name,
  bounds: { left, top, right, bottom },
  scale,
}: {
  name: string
  bounds: Box
  scale: number
}) {
  const words = `${name} cannot be shown.`
  return (
    <g role="img" aria-label={words} className="text-busy-ink">
      <title>{words}</title>
      <rect
        x={inPixels(left, scale)}
        y={inPixels(top, scale)}
        width={inPixels(right - left, scale)}
        height={inPixels(bottom - top, scale)}
        strokeDasharray="4"
        vectorEffect="non-scaling-stroke"
        className="fill-surface-raised stroke-line-strong"
      />
      <text
        x={inPixels((left + right) / 2, scale)}
        y={inPixels((top + bottom) / 2, scale)}
        textAnchor="middle"
        className="fill-current font-semibold"
      >
        !
      </text>
    </g>
  )
}
