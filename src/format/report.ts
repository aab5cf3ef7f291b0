import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { timeInZone } from '#messages/time-zones.ts'
import { formatDate, formatTime, timeZoneAbbreviation } from './dates.ts'
import { dateTimeFormatter } from './times.ts'

/**
 * Returns the days of a period with the year, such as `27 Oct – 25 Nov 2026`, or `25 Nov 2026` for one day.
 *
 * @param to end of the period in Unix milliseconds, exclusive
 */
export function formatDaysOfYear(from: number, to: number, zone: TimeZone): string {
  return dateTimeFormatter({
    timeZone: zone.name,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).formatRange(from, Math.max(from, to - 1))
}

/** Formats a time in the zone with its date and zone: `26 Nov 2026, 11:08 CET`. */
export function formatFullTime(at: number, zone: TimeZone): string {
  return timeInZone(
    `${formatDate(at, zone)}, ${formatTime(at, zone)}`,
    timeZoneAbbreviation(zone, at),
  )
}
