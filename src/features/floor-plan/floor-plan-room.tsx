import { clsx } from 'clsx'
import { useId, memo } from 'react'
import { Link } from '#src/lib/navigation.tsx'
import { pathData } from '#src/domain/floor-plan/geometry.ts'
import { layOutPageLabel } from '#src/domain/floor-plan/page-label.ts'
import type { PageFloor, RoomShape } from '#src/domain/floor-plan/page-floor.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { roomView } from '#src/domain/live-rooms/displayed-occupancy.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { cardName } from '#src/format/occupancy-labels.ts'
import type { PresenceSensor } from '#src/domain/topology/sensor-directory.ts'
import { labelWords, PlanLabel } from './floor-plan-label.tsx'
import { roomPaint } from './room-style.ts'
import { SensorDots } from './sensor-dots.tsx'

/** An edge inside a room's walls: of a line as wide again, its neighbours would cover the half. */
export function RoomFrame({ path, className }: { path: string; className: string }) {
  const id = useId()
  return (
    <>
      <clipPath id={id}>
        <path d={path} />
      </clipPath>
      <path
        d={path}
        strokeWidth="5"
        vectorEffect="non-scaling-stroke"
        clipPath={`url(#${id})`}
        className={clsx('fill-none', className)}
      />
    </>
  )
}

export type PlanRoomProps = {
  room: LiveRoom
  shape: RoomShape
  /** Where a sensor is on this floor. */
  locate: PageFloor['locate']
  sensors: readonly PresenceSensor[]
  freshness: Freshness
  /** When an expired figure was last true, Unix milliseconds; null while it has not expired. */
  asOf: number | null
  /** Pixels per metre. */
  scale: number
  /** Null where a filter leaves the room out: it is drawn faintly, so that the floor keeps its shape. */
  href: string | null
  open: boolean
  /** The paint of what is no longer true. */
  hatch: string
}

const nothing: [] = []

/**
 * A room on the plan: one link, with the name of its card. Panning does not render it, and a poll only does when its
 * room changed.
 */
export const PlanRoom = memo(function PlanRoom({
  room,
  shape,
  locate,
  sensors,
  freshness,
  asOf,
  scale,
  href,
  open,
  hatch,
}: PlanRoomProps) {
  const path = pathData(shape.corners, scale)
  if (href === null) {
    return (
      <path
        d={path}
        vectorEffect="non-scaling-stroke"
        className="fill-surface-raised stroke-line-strong opacity-45"
      />
    )
  }
  const view = roomView(room, freshness, asOf)
  const paint = roomPaint(view, room.capacity)
  const words = labelWords(room, view)
  const layout = layOutPageLabel(shape, words, scale)
  return (
    <Link
      href={href}
      aria-label={cardName(room, freshness)}
      aria-keyshortcuts="e"
      aria-current={open ? 'true' : undefined}
      data-room={room.id}
      className={clsx('outline-none', paint.ink)}
    >
      {layout?.name?.lines.join(' ') !== room.name && <title>{cardName(room, freshness)}</title>}
      <path
        d={path}
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
        className={clsx(paint.fill, paint.edge)}
      />
      {paint.frame !== null && <RoomFrame path={path} className={paint.frame} />}
      {paint.hatched && <path d={path} fill={hatch} />}
      {layout && <PlanLabel view={view} words={words} layout={layout} />}
      <SensorDots
        sensors={sensors}
        room={shape.bounds}
        locate={locate}
        contributions={room.figure.contributions}
        known={freshness === 'live' || freshness === 'late'}
        scale={scale}
        clearOf={layout?.covers ?? nothing}
      />
    </Link>
  )
})
