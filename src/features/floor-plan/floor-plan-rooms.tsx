import { useRoomHref } from '#src/lib/navigation.tsx'
import { memo, useMemo } from 'react'
import { toPixels, type Box } from '#src/domain/floor-plan/geometry.ts'
import { type PageFloor, shapeInView } from '#src/domain/floor-plan/page-floor.ts'
import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { rootFontScale } from '#src/components/ui/root-font-scale.ts'
import { useIncrementalCount } from '#src/components/ui/use-incremental-count.ts'
import { FloorPlanRoom, type FloorPlanRoomProps } from './floor-plan-room.tsx'
import { cannotBeShown } from '#messages/common.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'

export type FloorPlanRoomsProps = {
  /** All rooms of the floor; those without a shape are not drawn. */
  rooms: readonly RoomCardModel[]
  matchingRoomIds: ReadonlySet<string>
  directory: SensorDirectory | undefined
  openRoomId: string | undefined
  /** Returns the URL of a room if the rooms are those of a past minute. */
  getPastRoomHref: ((roomId: string) => string) | undefined
}

const noSensors: [] = []
/** Number of rooms whose labels are laid out in one task. */
const roomsPerBatch = 24

/** Places each room's label in the visible part of the room. */
export function FloorPlanRooms({
  rooms,
  matchingRoomIds,
  directory,
  openRoomId,
  getPastRoomHref,
  shapes,
  locate,
  view,
  scale,
  hatch,
}: FloorPlanRoomsProps &
  Pick<PageFloor, 'shapes' | 'locate'> & {
    /** The visible part of the floor, in metres. */
    view: Box
    /** Scale in pixels per metre. */
    scale: number
    /** The `fill` for stale rooms. */
    hatch: string
  }) {
  const getLiveRoomHref = useRoomHref()
  const getRoomHref = getPastRoomHref ?? getLiveRoomHref
  const count = useIncrementalCount(rooms.length, roomsPerBatch)
  const textScale = rootFontScale()
  return rooms.slice(0, count).map(({ room, freshness, displayed, usual }) => {
    const shape = shapes.get(room.id)
    return shape ? (
      <ErrorBoundary
        key={room.id}
        resetKey={room}
        fallback={<RoomErrorFallback name={room.name} bounds={shape.bounds} scale={scale} />}
      >
        <ClippedRoom
          room={room}
          shape={shape}
          view={view}
          locate={locate}
          sensors={directory?.byRoom[room.id] ?? noSensors}
          freshness={freshness}
          displayed={displayed}
          usual={usual}
          scale={scale}
          textScale={textScale}
          href={matchingRoomIds.has(room.id) ? getRoomHref(room.id) : null}
          open={room.id === openRoomId}
          hatch={hatch}
        />
      </ErrorBoundary>
    ) : null
  })
}

/** When the view moves, only the rooms at its edges change their visible shape and are laid out again. */
const ClippedRoom = memo(function ClippedRoom({
  shape,
  view,
  ...room
}: FloorPlanRoomProps & { view: Box }) {
  const visibleShape = useMemo(() => shapeInView(shape, view), [shape, view])
  return <FloorPlanRoom {...room} shape={visibleShape} />
})
/** Placeholder for a room that fails to render: its bounding box with an exclamation mark. */
function RoomErrorFallback({
  name,
  bounds: { left, top, right, bottom },
  scale,
}: {
  name: string
  bounds: Box
  scale: number
}) {
  const message = cannotBeShown(name)
  return (
    <g role="img" aria-label={message} className="text-busy-ink">
      <title>{message}</title>
      <rect
        x={toPixels(left, scale)}
        y={toPixels(top, scale)}
        width={toPixels(right - left, scale)}
        height={toPixels(bottom - top, scale)}
        strokeDasharray="4"
        vectorEffect="non-scaling-stroke"
        className="fill-surface-raised stroke-line-strong"
      />
      <text
        x={toPixels((left + right) / 2, scale)}
        y={toPixels((top + bottom) / 2, scale)}
        textAnchor="middle"
        className="fill-current font-semibold"
      >
        !
      </text>
    </g>
  )
}
