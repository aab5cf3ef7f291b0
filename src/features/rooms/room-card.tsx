import { clsx } from 'clsx'
import type { RoomOccupancy } from '#src/domain/occupancy/room-occupancy.ts'
import { Age, Timestamp, PollAge } from '#src/components/time/timestamps.tsx'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { type DisplayedOccupancy, displayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { describeSensors, roomCardLabel, describeState } from '#src/format/occupancy-labels.ts'
import { Meter } from '#src/components/occupancy/meter.tsx'
import { hyphenationLang } from '#src/format/numbers.ts'
import { meterTones, stateStyles } from '#src/components/occupancy/state-styles.ts'
import { memo } from 'react'
import type { WeekdayUsual } from '#src/domain/history/usual.ts'
import { Link } from '#src/lib/navigation.tsx'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { PeopleCount } from '#src/components/occupancy/people-count.tsx'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { roomLinkProps } from '#src/components/occupancy/room-link-props.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { lastSeen, seen } from '#messages/rooms.tsx'
import { LazySparkline, LazyUsualLine } from './overview-lazy-parts.tsx'

function CardFooter({
  view,
  figure,
  expired,
  zone,
}: {
  view: DisplayedOccupancy
  figure: RoomOccupancy
  /** Whether the occupancy is too old to be shown. */
  expired: boolean
  zone: TimeZone
}) {
  const sensors = describeSensors(figure, expired)
  const isWarning = sensors.missing && view.kind !== 'stale' && figure.kind === 'at-least'
  return (
    <div
      className={clsx(
        'relative col-span-full mt-0.5 grid gap-2 whitespace-nowrap md:mt-1',
        // The reason why a room has no data, or a warning about sensors, keeps a minimum width beside a long age.
        'grid-cols-[minmax(5rem,1fr)_auto]',
        view.kind === 'stale' ? 'text-ink-muted' : 'text-ink-faint',
      )}
    >
      <span className={clsx('explained truncate', isWarning && 'text-busy-ink')}>
        {sensors.warningFirst}
      </span>
      <span
        key={view.kind}
        className={clsx('truncate tabular-nums', view.kind === 'late' && 'text-busy-ink')}
      >
        {(view.kind !== 'none' || !isWarning) && <RoomAge view={view} zone={zone} />}
      </span>
    </div>
  )
}

/** Shows the age of a room's occupancy, or when the room last had data. */
function RoomAge({ view, zone }: { view: DisplayedOccupancy; zone: TimeZone }) {
  switch (view.kind) {
    case 'live':
    case 'late':
    case 'stale': {
      const age = view.seenAt === null ? <PollAge /> : <Age at={view.seenAt} />
      return view.kind === 'stale' ? lastSeen(age) : age
    }
    case 'none':
      return view.lastSeenAt === null ? null : seen(<Timestamp at={view.lastSeenAt} zone={zone} />)
  }
}

/** Shows how full a room is, as a meter and a label, or only as a label if the capacity or the count is unknown. */
function OccupancyLevel({ view, capacity }: { view: DisplayedOccupancy; capacity: number | null }) {
  const state = displayedState(view)
  const label = describeState(view, capacity)
  return (
    // The key replaces the elements when the label changes: resizing the meter would count as a layout shift.
    <div
      key={label}
      className="relative col-span-full mt-1.5 grid h-5 grid-cols-[minmax(0,1fr)_auto] items-center gap-3 md:mt-1"
    >
      {view.kind !== 'none' && capacity !== null ? (
        <Meter value={view.people / capacity} tone={meterTones[state]} openEnded={view.atLeast} />
      ) : (
        <span />
      )}
      <span className={clsx('min-w-12 text-right font-medium', stateStyles[state].label)}>
        {label}
      </span>
    </div>
  )
}

type RoomCardProps = {
  room: LiveRoom
  /** Freshness of this room's occupancy. */
  freshness: Freshness
  displayed: DisplayedOccupancy
  /** The kind of room, followed by its floor when the grid is not grouped by floor. */
  subtitle: string
  zone: TimeZone
  href: string
  /** Whether this room is open in the panel beside the grid. */
  open: boolean
  /** Usual occupancy at this time; undefined if the card does not show it. */
  usual?: WeekdayUsual | undefined
}

/**
 * A room as one link. Ages and the sparkline update in their own components, so that a card renders only when its room
 * changes.
 */
export const RoomCard = memo(function RoomCard(props: RoomCardProps) {
  const { room, freshness, displayed: view, subtitle, zone, href, open, usual } = props
  const state = displayedState(view)
  const style = stateStyles[state]
  return (
    <Link
      href={href}
      {...roomLinkProps(roomCardLabel(room, view), open)}
      aria-describedby={usual && `${room.id}usual`}
      className={clsx(
        'relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 rounded-card border px-4 py-3',
        'md:flex md:min-h-44 md:flex-col md:pt-3.5',
        borderClasses[state] ?? 'border-line bg-surface-raised hover:border-line-strong',
        open && 'outline-2 outline-accent',
        state === 'stale' && staleBandClasses,
      )}
    >
      {/* A name on two lines takes the place of the kind of room, so that a long name does not stretch the cards
          beside it. */}
      <div
        className={clsx(
          'relative grid auto-rows-max grid-cols-[1rem_minmax(0,1fr)] gap-x-2 md:grid-cols-[minmax(0,1fr)_1rem]',
          subtitle === room.kind && 'md:max-h-10 md:overflow-y-clip',
        )}
      >
        <StatusIcon
          shape={style.shape}
          className={clsx('row-start-1 mt-0.5 md:col-start-2', style.icon)}
        />
        <p
          lang={hyphenationLang(room.name)}
          className={clsx(
            'col-start-2 row-start-1 line-clamp-2 text-15 font-semibold wrap-break-word hyphens-auto md:col-start-1',
            state === 'stale' && 'text-ink-muted',
          )}
        >
          {room.name}
        </p>
        <p className="col-start-2 truncate text-ink-muted md:col-span-full md:col-start-1">
          {subtitle}
        </p>
      </div>
      {/* A sparkline that does not fit beside a long number wraps onto a second line, which is hidden. */}
      <div className="relative flex items-start justify-between gap-x-3 gap-y-2 md:mt-auto md:-ml-0.5 md:h-14 md:flex-wrap md:items-end md:overflow-y-clip md:pt-2 md:pl-0.5">
        <PeopleCount occupancy={view} capacity={room.capacity} size="card" />
        {view.kind !== 'none' && <LazySparkline room={room} state={state} />}
      </div>
      <OccupancyLevel view={view} capacity={room.capacity} />
      {usual && <LazyUsualLine room={room} view={view} usual={usual} />}
      <CardFooter
        view={view}
        figure={room.occupancy}
        expired={freshness === 'no-data'}
        zone={zone}
      />
    </Link>
  )
})

const borderClasses: Partial<Record<string, string>> = {
  over: 'bg-surface-raised border-[color-mix(in_oklab,var(--over)_45%,var(--line))]',
  'no-data': 'border-dashed border-[color-mix(in_oklch,var(--line-strong)_55%,var(--line))]',
}
const staleBandClasses =
  'before:hatched before:absolute before:inset-x-0 before:bottom-10 before:h-19.5'
