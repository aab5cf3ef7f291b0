import { day } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { languageTag } from '#messages/language.ts'

/** Maximum length of an invalid zone name in a label. */
const maximumNameLength = 60

/** Formats a time in the zone: `09:14`. */
export function formatTime(at: number, zone: TimeZone): string {
  return dateTimeFormatter({ timeZone: zone.name, hour: '2-digit', minute: '2-digit' }).format(at)
}

/** Formats a date and time in the zone: `23 Nov, 09:14`, with the year if it differs from that of `now`. */
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
 * Formats a past instant in the zone: `09:14` within the last 24 hours, otherwise with the date. A time without a date
 * means its latest occurrence.
 */
export function formatTimestamp(at: number, zone: TimeZone, now: number): string {
  return now - at < day ? formatTime(at, zone) : formatDateTime(at, zone, now)
}

/** Returns whether two instants are in the same calendar year of the zone. */
export function isSameYear(at: number, other: number, zone: TimeZone): boolean {
  const year = dateTimeFormatter({ timeZone: zone.name, year: 'numeric' })
  return year.format(at) === year.format(other)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Returns a cached formatter in the active language, with a 24-hour clock as everywhere in the UI. */
export function dateTimeFormatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const known = formatters.get(key)
  if (known) return known
  const created = new Intl.DateTimeFormat(languageTag, { hourCycle: 'h23', ...options })
  formatters.set(key, created)
  return created
}

/** Formats a date in the zone: `3 Mar 2027`. */
export function formatDate(at: number, zone: TimeZone): string {
  return dateTimeFormatter({
    timeZone: zone.name,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(at)
}

/** Returns `Europe/Berlin (CET)`, `UTC`, `UTC (no time zone set)` or `UTC (unreadable time zone “Mars/Olympus”)`. */
export function formatTimeZone(zone: TimeZone, at: number): string {
  const { invalidName } = zone
  if (invalidName) return `UTC (unreadable time zone “${invalidName.slice(0, maximumNameLength)}”)`
  if (!zone.known) return 'UTC (no time zone set)'
  const abbreviation = timeZoneAbbreviation(zone, at)
  return zone.name === abbreviation ? zone.name : `${zone.name} (${abbreviation})`
}

/** Returns the zone's abbreviation at an instant: `CET`, `GMT+5:30`. */
export function timeZoneAbbreviation(zone: TimeZone, at: number): string {
  const parts = dateTimeFormatter({ timeZone: zone.name, timeZoneName: 'short' }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone.name
}

const calendarDayFormats = new Map<string, Intl.DateTimeFormat>()

/** Formats a day in the zone: `23 Nov` with month, otherwise `Mon 23`. */
export function formatCalendarDay(at: number, zone: TimeZone, withMonth: boolean): string {
  const key = `${zone.name} ${withMonth}`
  const format =
    calendarDayFormats.get(key) ??
    new Intl.DateTimeFormat(languageTag, {
      timeZone: zone.name,
      day: 'numeric',
      ...(withMonth ? { month: 'short' } : { weekday: 'short' }),
    })
  calendarDayFormats.set(key, format)
  return format.format(at)
}
