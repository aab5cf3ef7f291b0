import { day } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { languageTag } from '#messages/language.ts'

/** Formats a time in the zone as `09:14`. */
export function formatTime(at: number, zone: TimeZone): string {
  return dateTimeFormatter({ timeZone: zone.name, hour: '2-digit', minute: '2-digit' }).format(at)
}

/** Formats a date and time in the zone as `23 Nov, 09:14`. Includes the year if it differs from the year of `now`. */
export function formatDateTime(at: number, zone: TimeZone, now: number): string {
  return dateTimeFormatter({
    timeZone: zone.name,
    day: 'numeric',
    month: 'short',
    ...(isSameYear(at, now, zone) ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
}

/**
 * Formats a past instant in the zone: as `09:14` within the last 24 hours, otherwise with its date. A time without a
 * date is therefore always unambiguous.
 */
export function formatTimestamp(at: number, zone: TimeZone, now: number): string {
  return now - at < day ? formatTime(at, zone) : formatDateTime(at, zone, now)
}

/** Returns whether two instants are in the same calendar year in the zone. */
export function isSameYear(at: number, other: number, zone: TimeZone): boolean {
  const year = dateTimeFormatter({ timeZone: zone.name, year: 'numeric' })
  return year.format(at) === year.format(other)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Returns a cached formatter in the active language, with the 24-hour clock of the UI. */
export function dateTimeFormatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const known = formatters.get(key)
  if (known) return known
  const created = new Intl.DateTimeFormat(languageTag, { hourCycle: 'h23', ...options })
  formatters.set(key, created)
  return created
}
