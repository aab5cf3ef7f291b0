import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import { toTimeZone, type TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import * as text from '#messages/export.ts'
import { formatTimeZone } from './dates.ts'
import { formatIsoDate, formatIsoTime } from './iso-time.ts'
import { placeNames } from './place-names.ts'

type TableContents = {
  /** The name of the table, such as `Rooms`. */
  subject: string
  topology: Topology | undefined
  /** ID of a site, building or floor; null for all sites. */
  placeId: string | null
  filters: readonly string[]
  /** Time of the data in Unix milliseconds; null if there is none. */
  at: number | null
  /** Time zones of the rows, possibly with duplicates. */
  zones: readonly TimeZone[]
}

/**
 * Returns a period for the title of an export, such as `2026-11-26 to 2026-11-28 Europe/Berlin`. Contains the times if
 * the period does not consist of whole days.
 *
 * @param from Unix milliseconds
 * @param to Unix milliseconds, exclusive
 */
export function formatIsoPeriod(
  { from, to }: { from: number; to: number },
  zone: TimeZone,
): string {
  const hasWholeDays = [from, to].every((at) => startOfLocalDay(at, zone) === at)
  const times = hasWholeDays
    ? text.fromTo(formatIsoDate(from, zone), formatIsoDate(to - 1, zone))
    : text.fromTo(formatIsoMinute(from, zone), formatIsoMinute(to, zone))
  return text.inZone(times, zone.name)
}

/** Formats a time in the zone as `2026-11-23T10:14`. */
const formatIsoMinute = (at: number, zone: TimeZone) => formatIsoTime(at, zone).slice(0, 16)

/**
 * Returns the details of an export over whole days: the first and the last day with their years, and the time zones.
 *
 * @param from Unix milliseconds
 * @param to Unix milliseconds, exclusive
 * @param zones of the exported rooms, possibly with duplicates. The days are in the first one
 */
export function periodDetails(
  { from, to }: { from: number; to: number },
  zones: readonly [TimeZone, ...TimeZone[]],
): [label: string, value: string][] {
  const [zone] = zones
  const zoneNames = new Set([...new Set(zones)].map((one) => formatTimeZone(one, from, to - 1)))
  return [
    [text.range, `${formatIsoDate(from, zone)} – ${formatIsoDate(to - 1, zone)}`],
    [text.timeZone, [...zoneNames].join(', ')],
  ]
}

/** Returns the title of an exported table, and its location, filters, time and zones as details. */
export function tableExportHeading({
  subject,
  topology,
  placeId,
  filters,
  at,
  zones,
}: TableContents): { title: string; details: [label: string, value: string][] } {
  const places = placeNames(topology, placeId)
  const zone = zones.find(({ known }) => known) ?? toTimeZone(null)
  const distinctZones = [...new Set(zones)]
  const zoneNames = new Set(distinctZones.map((one) => formatTimeZone(one, at ?? 0)))
  return {
    title: text.exportTitle(
      [subject, ...places],
      at === null ? filters : [...filters, text.inZone(formatIsoMinute(at, zone), zone.name)],
    ),
    details: [
      [text.location, places.join(', ')],
      [text.filters, filters.join(', ') || text.noFilters],
      [text.dataAsOf, at === null ? text.unknownTime : formatIsoTime(at, zone)],
      [text.timeZone, [...zoneNames].join(', ')],
    ],
  }
}
