import { clsx } from 'clsx'
import { useMemo } from 'react'
import { Link } from '#src/lib/navigation.tsx'
import { useFreshness, useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { useServerTime } from '#src/lib/use-server-clock.ts'
import { hour } from '#src/domain/time/duration.ts'
import { zoneInWords } from '#src/format/dates.ts'
import type { Zone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { placeSearch } from './selected-location.ts'
import { placeRows, type PlaceRow, placeLine, placeName } from './location-rows.ts'
import { rememberPlace } from './last-location.ts'

/** Every site, building and floor with what is true of it now. Choosing one shows it, and is remembered. */
export function PlaceList({
  path,
  search,
  placeId,
  topology,
}: {
  path: string
  search: string
  placeId: string | null
  topology: Topology
}) {
  const { rooms } = useLiveRooms()
  const freshness = useFreshness()
  const rows = useMemo(() => placeRows(topology, rooms ?? []), [topology, rooms])
  const known = freshness === 'live' || freshness === 'late'
  return (
    <ul className="-m-2 grid">
      {rows.map((row) => (
        <Row
          // Places of different kinds may have the same id.
          key={`${row.depth} ${row.id ?? ''}`}
          row={row}
          known={known}
          current={row.id === placeId}
          href={path + placeSearch(search, row.id)}
        />
      ))}
    </ul>
  )
}

const indents = ['pl-2', 'pl-2', 'pl-6', 'pl-10']

function Row({
  row,
  known,
  current,
  href,
}: {
  row: PlaceRow
  known: boolean
  current: boolean
  href: string
}) {
  const line = placeLine(row)
  return (
    <li>
      <Link
        href={href}
        aria-current={current ? 'true' : undefined}
        aria-label={placeName(row, known)}
        onClick={(event) => {
          rememberPlace(row.id)
          event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
        }}
        className={clsx(
          'grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 rounded-control py-2 pr-2 hover:bg-selected aria-[current]:bg-selected',
          indents[row.depth],
        )}
      >
        <span className={clsx('truncate', row.depth < 3 ? 'font-semibold' : 'font-medium')}>
          {row.name}
        </span>
        <span className="text-right font-semibold">{known ? line.people : '–'}</span>
        <span className="truncate text-ink-muted">{known ? line.inUse : 'No data now'}</span>
        <span className="text-right text-ink-muted">{known && line.share}</span>
        {row.zone && (
          <span className="col-span-full truncate text-ink-faint">
            Times in <InZone zone={row.zone} />
          </span>
        )}
      </Link>
    </li>
  )
}

function InZone({ zone }: { zone: Zone }) {
  const at = useServerTime(onTheHour)
  return <>{zoneInWords(zone, at)}</>
}

const onTheHour = (now: number) => Math.floor(now / hour) * hour
