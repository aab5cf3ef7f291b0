import { day } from './duration.ts'

/**
 * What a building's times are shown in: its site's IANA zone, or UTC when none is set. `unreadable` is what is set where
 * that is no zone.
 */
export type TimeZone = { name: string; known: boolean; invalidName?: string }

/** Language of numbers and dates; day before month and 24 hours, as the interface's English reads everywhere. */
const locale = 'en-GB'
const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * The zone of a site. A missing or misspelt name gives UTC with `known: false`, which the interface says.
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

/** The zone of this device: for what concerns its reader, such as a session, and never for a building. */
export function deviceTimeZone(): TimeZone {
  return toTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone)
}

/** `09:14` in the zone. */
export function formatTime(at: number, zone: TimeZone): string {
  return dateTimeFormatter({ timeZone: zone.name, hour: '2-digit', minute: '2-digit' }).format(at)
}

/** `23 Nov, 09:14` in the zone, with the year where it is another one than at `now`. */
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
 * A moment in the past in the zone: `09:14` within a day, else with its date. A time of day alone means the last time it
 * was that late.
 */
export function formatTimestamp(at: number, zone: TimeZone, now: number): string {
  return now - at < day ? formatTime(at, zone) : formatDateTime(at, zone, now)
}

/** Whether two moments are in one year of the zone. */
export function isSameYear(at: number, other: number, zone: TimeZone): boolean {
  const year = dateTimeFormatter({ timeZone: zone.name, year: 'numeric' })
  return year.format(at) === year.format(other)
}

/** A format of the interface's language, made once. */
export function dateTimeFormatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const known = formatters.get(key)
  if (known) return known
  const created = new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options })
  formatters.set(key, created)
  return created
}
