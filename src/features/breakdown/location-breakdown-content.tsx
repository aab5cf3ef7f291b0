import { useExplainHref } from '#src/lib/navigation.tsx'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { toLocationExport } from './breakdown-export.ts'
import { BreakdownRow, PanelHeader, PanelSection, TotalRow, DataSource } from './panel-sections.tsx'
import {
  type LocationTerm,
  type RoomTerm,
  type ListedRoomTerms,
  breakDownLocation,
  type LocationBreakdown,
} from './location-breakdown.ts'
import { serializeTarget, type ResolvedLocation } from './explain-target.ts'
import type { ReactNode } from 'react'
import { Age } from '#src/components/time/timestamps.tsx'
import { ZonedTimestamp } from '#src/components/time/zoned-timestamp.tsx'
import * as text from '#messages/breakdown.tsx'
import { type TimeZone, toTimeZone } from '#src/domain/time/time-zone.ts'
import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useFreshness } from '#src/data/live-rooms/use-live-rooms.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { describeMissingParts } from '#src/format/missing-parts.ts'
import type { Topology } from '#src/domain/topology/topology.ts'

/** The child locations of a total; renders nothing if the total consists of rooms. */
function LocationTermList({ locations }: { locations: readonly LocationTerm[] }) {
  const getExplainHref = useExplainHref()
  if (locations.length === 0) return null
  return (
    <ul aria-label={text.locationsList}>
      {locations.map(({ subject, name, totals }) => (
        <BreakdownRow
          key={serializeTarget(subject)}
          href={getExplainHref(serializeTarget(subject))}
          name={name}
          amount={text.amount(totals.people, totals.atLeast)}
        >
          {text.roomsInUse(totals)}
        </BreakdownRow>
      ))}
    </ul>
  )
}

/** The rooms of a total: incomplete ones first, then by occupancy. Rooms that are not listed appear as a count. */
function RoomTermList({ rooms, zone }: { rooms: ListedRoomTerms; zone: TimeZone }) {
  const getExplainHref = useExplainHref()
  const { incomplete, counted } = rooms
  const row = (part: RoomTerm) => (
    <BreakdownRow
      key={part.id}
      href={getExplainHref(serializeTarget({ kind: 'room', id: part.id }))}
      name={part.name}
      amount={part.exclusion === null ? text.amount(part.people, part.missingSensors > 0) : null}
      isWarning
    >
      {describeTerm(part, zone)}
    </BreakdownRow>
  )
  return (
    <>
      {incomplete.length > 0 && (
        <>
          <h4 className="mt-1 text-ink-muted">{text.incompleteHeading}</h4>
          <ul aria-label={text.incompleteRoomsList}>{incomplete.map(row)}</ul>
        </>
      )}
      {counted.length > 0 && (
        <>
          {incomplete.length > 0 && <h4 className="mt-2 text-ink-muted">{text.completeHeading}</h4>}
          <ul aria-label={text.roomsList}>{counted.map(row)}</ul>
        </>
      )}
      {describeOmittedRooms(rooms).map((words) => (
        <p key={words} className="py-1 text-ink-muted">
          {words}
        </p>
      ))}
    </>
  )
}

function describeTerm({ missingSensors, exclusion }: RoomTerm, zone: TimeZone): ReactNode {
  switch (exclusion?.kind) {
    case undefined:
      return missingSensors > 0 ? text.sensorsMissing(missingSensors) : undefined
    case 'no-data':
      return exclusion.lastSeenAt === null
        ? text.neverReported
        : text.lastReported(<ZonedTimestamp at={exclusion.lastSeenAt} zone={zone} />)
    case 'last-known':
      return text.lastCountNotIncluded(exclusion.people, <Age at={exclusion.seenAt} />)
    case 'at-least-nobody':
      return text.missingAndEmpty(missingSensors)
    case 'no-sensors':
      return text.noSensors
  }
}

export function LocationBreakdownContent({
  titleId,
  location,
  at,
  topology,
}: {
  titleId: string
  location: ResolvedLocation
  /** When the last response arrived, in Unix milliseconds. */
  at: number
  topology: Topology | undefined
}) {
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const freshness = useFreshness()
  const breakdown = breakDownLocation(location, topology, directory)
  const sum = breakdown.totals
  // Locations in several zones have no common local time, so times are in UTC.
  const zone = location.zone ?? toTimeZone(null)
  const isExpired = freshness === 'no-data'
  const title = freshness === 'stale' ? text.outdatedTitle : text.title
  return (
    <>
      <PanelHeader
        titleId={titleId}
        title={
          isExpired
            ? text.noDataTitle(location.name)
            : title(location.name, sum.people, sum.atLeast)
        }
      >
        {!isExpired && sum.incompleteRooms > 0 && (
          <p className="text-busy-ink">{text.incompleteRooms(sum)}</p>
        )}
      </PanelHeader>
      <PanelSection
        title={text.termsHeading}
        tools={
          !isExpired && (
            <ExportButtons
              label={text.termsHeading}
              getTable={() =>
                toLocationExport(location, breakdown, { at, zone, freshness, topology })
              }
            />
          )
        }
      >
        {isExpired ? (
          <p className="text-ink-muted">{text.expiredTotal}</p>
        ) : (
          <div className={clsx(freshness === 'stale' && 'hatched')}>
            <LocationTermList locations={breakdown.locations} />
            <RoomTermList rooms={breakdown.rooms} zone={zone} />
            <TotalRow>
              <span className="font-normal text-ink-faint">= </span>
              {text.sum(sum.people, sum.atLeast)}
            </TotalRow>
          </div>
        )}
        {!isExpired && <p className="text-ink-muted">{text.totalRule(sum)}</p>}
        <ExclusionNotes breakdown={breakdown} location={location} topology={topology} />
      </PanelSection>
      <DataSource at={at} zone={zone} multipleZones={location.zone === null} />
    </>
  )
}

function ExclusionNotes({
  breakdown,
  location,
  topology,
}: {
  breakdown: LocationBreakdown
  location: ResolvedLocation
  topology: Topology | undefined
}) {
  const { test, uninstalled, traffic } = breakdown.excludedDevices
  const wholeTopology = location.target.kind === 'all' ? topology : undefined
  const hidden = wholeTopology?.hiddenRoomIds.length ?? 0
  const missing = wholeTopology?.missing ?? []
  return (
    <>
      {test + uninstalled + traffic > 0 && (
        <p className="mt-1 text-ink-muted">{text.devicesNotCounted(breakdown.excludedDevices)}</p>
      )}
      {hidden > 0 && <p className="mt-1 text-ink-muted">{text.hiddenRooms(hidden)}</p>}
      {missing.length > 0 && (
        <p className="mt-1 text-busy-ink">{text.missingFromButlr(describeMissingParts(missing))}</p>
      )}
    </>
  )
}

/** Describes the rooms that a list omits: `12 more rooms with 34 people`, `212 rooms with 0 people`. */
export function describeOmittedRooms({
  omitted,
  empty,
  withoutSensors,
}: ListedRoomTerms): string[] {
  const more = omitted.incomplete + omitted.counted
  return [
    ...(more > 0 ? [text.moreRooms(more, omitted.people, omitted.incomplete)] : []),
    ...(empty > 0 ? [text.emptyRooms(empty)] : []),
    ...(withoutSensors > 0 ? [text.roomsWithoutSensors(withoutSensors)] : []),
  ]
}
