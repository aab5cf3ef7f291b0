import { clsx } from 'clsx'
import { useId, memo } from 'react'
import { Link } from '#src/lib/navigation.tsx'
import { pathData } from '#src/domain/floor-plan/geometry.ts'
import { layOutPageLabel } from '#src/domain/floor-plan/page-label.ts'
import type { PageFloor, RoomShape } from '#src/domain/floor-plan/page-floor.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { DisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { roomLinkProps } from '#src/components/occupancy/room-link-props.ts'
import type { WeekdayUsual } from '#src/domain/history/usual.ts'
import { describeUsual, formatUsualLabel } from '#src/format/usual-labels.ts'
import type { PresenceSensor } from '#src/domain/topology/sensor-directory.ts'
import {
  layOutRoomLabel,
  planLabelText,
  planRoomLabel,
  FloorPlanLabel,
} from './floor-plan-label.tsx'
import { roomStyle, withheldStyle } from './plan-state-styles.ts'
import { SensorDots } from './sensor-dots.tsx'

/** An outline clipped to the inside of a room, because neighbouring rooms would cover its outer half. */
function InnerOutline({ path, className }: { path: string; className: string }) {
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

export type FloorPlanRoomProps = {
  room: LiveRoom
  shape: RoomShape
  /** Returns the position of a sensor on this floor. */
  locate: PageFloor['locate']
  sensors: readonly PresenceSensor[]
  freshness: Freshness
  displayed: DisplayedOccupancy
  /** Usual occupancy at this time; undefined if rooms are not compared. */
  usual: WeekdayUsual | undefined
  /** Scale in pixels per metre. */
  scale: number
  /** Font size of the page as a multiple of the default size. */
  textScale: number
  /** Null when filters exclude the room, which is then drawn faintly, so that the floor keeps its shape. */
  href: string | null
  open: boolean
  /** The `fill` for stale rooms. */
  hatch: string
}

const noBoxes: [] = []

/**
 * A room on the plan: one link, with the accessible name of its card and, while rooms are compared, usual occupancy.
 * Panning re-renders the room only if its visible part changes. A poll re-renders it only if its occupancy or freshness
 * changes.
 */
export const FloorPlanRoom = memo(function FloorPlanRoom({
  room,
  shape,
  locate,
  sensors,
  freshness,
  displayed,
  usual,
  scale,
  textScale,
  href,
  open,
  hatch,
}: FloorPlanRoomProps) {
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
  const isWithheld = room.isWithheld === true
  const style = isWithheld ? withheldStyle : roomStyle(displayed, room.capacity)
  const comparison = usual && describeUsual(displayed, room.capacity, usual)
  const label = [
    planRoomLabel(room, displayed),
    ...(comparison ? [formatUsualLabel(comparison)] : []),
  ].join('. ')
  const { labelText, layout } = layOutRoomLabel(
    planLabelText(room, displayed, usual),
    comparison?.kind,
    (text) => layOutPageLabel(shape, text, scale, textScale),
  )
  return (
    <Link
      href={href}
      {...roomLinkProps(label, open)}
      data-room={room.id}
      className={clsx('outline-none', style.ink)}
    >
      {(comparison || isWithheld || layout?.name?.lines.join(' ') !== room.name) && (
        <title>{label}</title>
      )}
      <path
        d={path}
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
        className={clsx(style.fill, style.edge)}
      />
      {style.frame !== null && <InnerOutline path={path} className={style.frame} />}
      {style.hatched && <path d={path} fill={hatch} />}
      {layout && (
        <FloorPlanLabel
          view={displayed}
          isWithheld={isWithheld}
          label={labelText}
          layout={layout}
        />
      )}
      <SensorDots
        sensors={sensors}
        room={shape.bounds}
        locate={locate}
        contributions={room.occupancy.contributions}
        healthKnown={freshness === 'live' || freshness === 'late'}
        scale={scale}
        occupiedBoxes={layout?.coveredBoxes ?? noBoxes}
      />
    </Link>
  )
})
