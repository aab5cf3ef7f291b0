import { type TimeZone, toTimeZone } from '#src/domain/time/time-zone.ts'
import { languageTag } from '#messages/language.ts'
import * as text from '#messages/time-zones.ts'
import { dateTimeFormatter, formatDateTime, formatTime, formatTimestamp } from './times.ts'

// A separate module, because the first route needs only the functions of times.ts.
export { formatDateTime, formatTime, formatTimestamp, isSameYear } from './times.ts'

/** Returns the device's time zone, for times that do not belong to a building, such as the activity of displays. */
export function deviceTimeZone(): TimeZone {
  return toTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone)
}

/** Formats a time in the device's zone as `23 Nov, 09:14 CET`. The zone distinguishes it from times of buildings. */
export function formatDeviceDateTime(at: number, now: number): string {
  const zone = deviceTimeZone()
  return text.timeInZone(formatDateTime(at, zone, now), timeZoneAbbreviation(zone, at))
}

/** Formats a time like `formatDeviceDateTime`, but without the date: `09:14 CET`. */
export function formatDeviceTime(at: number): string {
  const zone = deviceTimeZone()
  return text.timeInZone(formatTime(at, zone), timeZoneAbbreviation(zone, at))
}

/** Maximum length of an invalid zone name in a label. */
const maximumNameLength = 60

/** Formats a date in the zone as `3 Mar 2027`. */
export function formatDate(at: number, zone: TimeZone): string {
  return dateTimeFormatter({
    timeZone: zone.name,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(at)
}

/** Formats a calendar date, `yyyy-mm-dd`, with its weekday: `Fri, 30 Oct 2026`. */
export function formatCalendarDate(date: string): string {
  return dateTimeFormatter({
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(Date.parse(date))
}

/**
 * Returns `Europe/Berlin (CET)`, `UTC`, `UTC (no time zone set)` or `UTC (unknown time zone “Mars/Olympus”)`. Contains
 * both abbreviations, such as `CEST/CET`, if the clocks change between the two times.
 */
export function formatTimeZone(zone: TimeZone, at: number, until: number = at): string {
  const { invalidName } = zone
  if (invalidName) return text.timeZoneUnknown(invalidName.slice(0, maximumNameLength))
  if (!zone.known) return text.timeZoneNotSet
  const abbreviations = [at, until].map((time) => timeZoneAbbreviation(zone, time))
  const abbreviation = [...new Set(abbreviations)].join('/')
  return zone.name === abbreviation ? zone.name : text.timeZone(zone.name, abbreviation)
}

/** Returns the zone's abbreviation at a given time, such as `CET` or `GMT+5:30`. */
export function timeZoneAbbreviation(zone: TimeZone, at: number): string {
  const parts = dateTimeFormatter({ timeZone: zone.name, timeZoneName: 'short' }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone.name
}

/**
 * Adds the zone to a formatted time (`09:14 EST`) if the device's clock shows a different time, so that users do not
 * read it as local.
 *
 * @param time the formatted time
 * @param at the same time in Unix milliseconds
 */
export function withForeignZone(time: string, at: number, zone: TimeZone): string {
  return formatDateTime(at, zone, at) === formatDateTime(at, deviceTimeZone(), at)
    ? time
    : text.timeInZone(time, timeZoneAbbreviation(zone, at))
}

/** Adds the zone to a formatted time (`09:14 GMT-5`) if it is not the main zone of a page with rooms in several zones. */
export function withZone(time: string, at: number, zone: TimeZone, mainZone: TimeZone): string {
  return zone.name === mainZone.name ? time : text.timeInZone(time, timeZoneAbbreviation(zone, at))
}

/**
 * Formats a past instant like `formatTimestamp`. Adds the zone (`09:14 EST`) if the device's clock shows a different
 * time.
 */
export function formatZonedTimestamp(at: number, zone: TimeZone, now: number): string {
  return withForeignZone(formatTimestamp(at, zone, now), at, zone)
}

const calendarDayFormats = new Map<string, Intl.DateTimeFormat>()

/** Formats a day in the zone as `23 Nov` with the month, otherwise as `Mon 23`. */
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

/** Formats a time in the zone to the second, as `09:14:07`. */
export function formatTimeOfSecond(at: number, zone: TimeZone): string {
  return dateTimeFormatter({
    timeZone: zone.name,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(at)
}
