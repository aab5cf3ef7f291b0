import './room-summary.css'
import { clsx } from 'clsx'
import { type DisplayedOccupancy, displayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { Age, Timestamp } from '#src/components/time/timestamps.tsx'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatTime, withForeignZone, formatZonedTimestamp } from '#src/format/dates.ts'
import { Suspense, type ReactNode } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { formatNumber, formatPercent } from '#src/format/numbers.ts'
import { describeState } from '#src/format/occupancy-labels.ts'
import * as text from '#messages/room-detail.tsx'
import { usePeakToday } from './use-peak-today.ts'
import { Link, useExplainHref } from '#src/lib/navigation.tsx'
import { AtLeastValue } from '#src/components/occupancy/room-metric.tsx'
import { PeopleCount } from '#src/components/occupancy/people-count.tsx'
import { meterTones, stateStyles } from '#src/components/occupancy/state-styles.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { RoomName } from './panel-layout.tsx'
import { RoomUsualLine } from './room-usual.tsx'
import { lazyOrNothing } from '#src/components/ui/lazy-part.tsx'
import { Meter } from '#src/components/occupancy/meter.tsx'

const RoomSettings = lazyOrNothing(() =>
  import('./room-settings.tsx').then((module) => module.RoomSettings),
)

function OccupancyAge({
  view,
  at,
  zone,
}: {
  view: DisplayedOccupancy
  at: number | null
  zone: TimeZone
}) {
  if (view.kind === 'none') {
    return view.lastSeenAt === null ? null : (
      <span className="text-ink-muted">
        {text.lastUpdated(
          <Timestamp at={view.lastSeenAt} zone={zone} format={formatZonedTimestamp} />,
        )}
      </span>
    )
  }
  const seenAt = view.seenAt ?? at
  if (seenAt === null) return null
  return (
    <span
      className={clsx(
        view.kind === 'live' && 'text-ink-faint',
        view.kind === 'late' && 'text-busy-ink',
        view.kind === 'stale' && 'text-ink-muted',
      )}
    >
      {view.kind === 'stale' ? text.lastUpdated(<Age at={seenAt} />) : <Age at={seenAt} />}
    </span>
  )
}

function RoomStats({
  room,
  view,
  polled,
  at,
  zone,
}: {
  room: LiveRoom
  view: DisplayedOccupancy
  /** Freshness of the last poll. If the poll is stale or has no data, the number of reporting sensors is unknown. */
  polled: Freshness
  at: number | null
  zone: TimeZone
}) {
  const { capacity, occupancy } = room
  const expired = polled === 'stale' || polled === 'no-data'
  const isCurrent = view.kind === 'live' || view.kind === 'late'
  const isSensorMissing = occupancy.contributions.some(({ kind }) => kind === 'missing')
  const current =
    isCurrent && at !== null ? { at, people: view.people, atLeast: view.atLeast } : null
  const peak = usePeakToday(room, zone, current)
  return (
    <dl className={clsx('room-stats', expired && 'text-ink-faint')}>
      {capacity !== null && view.kind !== 'none' && (
        <Stat label={text.ofCapacity}>
          <Count value={formatPercent(view.people / capacity)} atLeast={view.atLeast} />
        </Stat>
      )}
      <Stat
        label={
          peak && peak.people > 0
            ? text.peakTodayAt(withForeignZone(formatTime(peak.at, zone), peak.at, zone))
            : text.peakToday
        }
      >
        {peak ? <Count value={formatNumber(peak.people)} atLeast={peak.atLeast} /> : '–'}
      </Stat>
      <Stat label={text.sensorsReporting}>
        {text.reportingShare(
          <span className={clsx(isSensorMissing && !expired && 'text-busy-ink')}>
            {polled === 'no-data' ? '–' : formatNumber(occupancy.reportingSensors)}
          </span>,
          occupancy.expectedSensors,
          (words) => (
            <span className="text-15 font-normal text-ink-faint">{words}</span>
          ),
        )}
      </Stat>
    </dl>
  )
}

function Stat({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-muted">{label}</dt>
      <dd className="text-22 font-semibold whitespace-nowrap">{children}</dd>
    </div>
  )
}

function Count({ value, atLeast }: { value: string; atLeast: boolean }) {
  return atLeast ? <AtLeastValue value={value} /> : value
}

/** Shows the room's occupancy by the same rules as its card. */
export function RoomSummary({
  room,
  view,
  polled,
  at,
  zone,
  level,
}: {
  room: LiveRoom
  view: DisplayedOccupancy
  polled: Freshness
  /** When the last response arrived, in Unix milliseconds; null before the first one. */
  at: number | null
  zone: TimeZone
  level: 1 | 2
}) {
  const getExplainHref = useExplainHref()
  const state = displayedState(view)
  const style = stateStyles[state]
  const { capacity } = room
  return (
    <div className="px-4 py-6 md:px-8 min-[60rem]:py-7">
      <RoomName name={room.name} level={level} />
      {/* The height is reserved, because the settings load later and must not move the sections below. */}
      <div className="flex min-h-6 flex-wrap items-baseline gap-x-3">
        {room.kind !== null && <p className="text-ink-muted">{room.kind}</p>}
        {room.floorId !== null && (
          <Suspense fallback={null}>
            <RoomSettings room={room} />
          </Suspense>
        )}
      </div>
      <div
        className={clsx(
          'mt-5 grid gap-x-12 gap-y-5 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end',
          state === 'stale' && '-mx-4 hatched px-4 py-3 md:-mx-8 md:px-8',
        )}
      >
        <div>
          <Link
            href={getExplainHref(`room:${room.id}`)}
            title={text.showBreakdown}
            className="explained inline-block"
          >
            <PeopleCount occupancy={view} capacity={capacity} size="room" />
          </Link>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-2">
            <StatusIcon shape={style.shape} className={clsx('size-4.5', style.icon)} />
            <span
              className={clsx(
                'text-15 font-medium',
                state === 'in-use' || state === 'free' ? 'text-ink' : style.label,
              )}
            >
              {describeState(view, capacity)}
            </span>
            <OccupancyAge view={view} at={at} zone={zone} />
          </p>
          {room.occupancy.expectedSensors > 0 && <RoomUsualLine {...{ room, view, zone }} />}
        </div>
        {room.occupancy.expectedSensors > 0 && (
          <RoomStats room={room} view={view} polled={polled} at={at} zone={zone} />
        )}
        {view.kind !== 'none' && capacity !== null && (
          <Meter
            value={view.people / capacity}
            tone={meterTones[state]}
            openEnded={view.atLeast}
            className="h-2! sm:col-span-full"
          />
        )}
      </div>
    </div>
  )
}
