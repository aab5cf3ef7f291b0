import { day } from './duration.ts'

/**
 * The zone in which a building's times are shown: its site's IANA zone, or UTC when none is set. `invalidName` is the
 * configured name when it is not a valid zone.
 */
export type TimeZone = { name: string; known: boolean; invalidName?: string }

/** Locale of numbers and dates: day before month and a 24-hour clock, as everywhere in the UI. */
const locale = 'en-GB'
const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * Returns the zone of a site. A missing or invalid name gives UTC with `known: false`, which the UI points out.
 *
 * @param name an IANA name such as `Europe/Berlin`
 */
export function toTimeZone(name: string | null | undefined): TimeZone {
  const set = name?.trim()
  if (!set) return { name: 'UTC', known: false }
  try {
    dateTimeFormatter({ timeZone: set })
    return { name: set, known: true }
  } catch {
    return { name: 'UTC', known: false, invalidName: set }
  }
}

/** Returns the device's zone, for times that concern the user, such as a session; never for a building. */
export function deviceTimeZone(): TimeZone {
  return toTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone)
}

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

/** Returns a cached formatter in the UI locale. */
export function dateTimeFormatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const known = formatters.get(key)
  if (known) return known
  const created = new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options })
  formatters.set(key, created)
  return created
}
