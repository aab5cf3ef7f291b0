import { clsx } from 'clsx'
import { useMemo } from 'react'
import { Link } from '#src/lib/navigation.tsx'
import { paths } from '#src/lib/routes.ts'
import { useFreshness, useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { hour } from '#src/domain/time/duration.ts'
import { formatTimeZone } from '#src/format/dates.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { withPlaceParam } from './selected-location.ts'
import {
  toLocationRows,
  type LocationRow,
  formatLocationStats,
  locationLabel,
} from './location-rows.ts'
import { saveLastLocation } from './last-location.ts'
import * as text from '#messages/location.ts'

/** Selecting a location opens it and stores it for the next visit. */
export function LocationList({
  path,
  search,
  locationId,
  topology,
}: {
  path: string
  search: string
  locationId: string | null
  topology: Topology
}) {
  const { rooms } = useLiveRooms()
  const freshness = useFreshness()
  const rows = useMemo(() => toLocationRows(topology, rooms ?? []), [topology, rooms])
  const hasCurrentData = freshness === 'live' || freshness === 'late'
  // A replay shows no live data.
  const hasTotals = path !== paths.replay
  return (
    <ul className="-m-2 grid">
      {rows.map((row) => (
        <LocationListItem
          // Locations of different kinds may have the same ID, so the key includes the depth.
          key={`${row.depth} ${row.id ?? ''}`}
          row={row}
          hasTotals={hasTotals}
          hasCurrentData={hasCurrentData}
          current={row.id === locationId}
          href={path + withPlaceParam(search, row.id)}
        />
      ))}
    </ul>
  )
}

const depthClassNames = ['pl-2', 'pl-2', 'pl-6', 'pl-10']

function LocationListItem({
  row,
  hasTotals,
  hasCurrentData,
  current,
  href,
}: {
  row: LocationRow
  hasTotals: boolean
  hasCurrentData: boolean
  current: boolean
  href: string
}) {
  const stats = formatLocationStats(row)
  return (
    <li>
      <Link
        href={href}
        aria-current={current ? 'true' : undefined}
        aria-label={hasTotals ? locationLabel(row, hasCurrentData) : undefined}
        onClick={(event) => {
          saveLastLocation(row.id)
          event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
        }}
        className={clsx(
          'grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 rounded-control py-2 pr-2 hover:bg-selected aria-[current]:bg-selected',
          depthClassNames[row.depth],
        )}
      >
        <span className={clsx('min-w-0', row.depth < 3 ? 'font-semibold' : 'font-medium')}>
          {row.name}
        </span>
        {hasTotals && (
          <>
            <span className="text-right font-semibold tabular-nums">
              {hasCurrentData ? stats.people : '–'}
            </span>
            <span className="text-ink-muted">{hasCurrentData ? stats.inUse : text.noData}</span>
            <span className="text-right text-ink-muted tabular-nums">
              {hasCurrentData && stats.share}
            </span>
          </>
        )}
        {row.zone && (
          <span className="col-span-full text-ink-faint">
            <TimeZoneLabel zone={row.zone} />
          </span>
        )}
      </Link>
    </li>
  )
}

function TimeZoneLabel({ zone }: { zone: TimeZone }) {
  const at = useServerClock(floorToHour)
  return <>{text.timeZone(formatTimeZone(zone, at))}</>
}

const floorToHour = (now: number) => Math.floor(now / hour) * hour
