import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { day, hour } from '#src/domain/time/duration.ts'
import { weekdayDate } from '#messages/time-zones.ts'
import { dateTimeFormatter, isSameYear } from './times.ts'

/** Noon of Monday, 5 January 1970, in UTC. */
const monday = 4 * day + 12 * hour

/** Returns the short name of a weekday, such as `Mon` for 0. */
export function formatWeekday(weekday: number): string {
  return dateTimeFormatter({ timeZone: 'UTC', weekday: 'short' }).format(monday + weekday * day)
}

/** Returns the day of an instant in the zone, such as `Wed 25 Nov`. */
export function formatDay(at: number, zone: TimeZone): string {
  const timeZone = zone.name
  const weekday = dateTimeFormatter({ timeZone, weekday: 'short' }).format(at)
  return weekdayDate(
    weekday,
    dateTimeFormatter({ timeZone, day: 'numeric', month: 'short' }).format(at),
  )
}

/** Returns the time of day for minutes since midnight, such as `09:30`. */
export function formatMinuteOfDay(minutes: number): string {
  return dateTimeFormatter({ timeZone: 'UTC', hour: '2-digit', minute: '2-digit' }).format(
    minutes * 60_000,
  )
}

/** Returns the time of a whole hour, such as `09:00`. */
export function formatHour(hourOfDay: number): string {
  return formatMinuteOfDay((hourOfDay % 24) * 60)
}

/**
 * Returns the days of a period, such as `27 Oct – 25 Nov`, or `Wed 25 Nov` for one day. Includes the year if it differs
 * from the year of `now`.
 *
 * @param to end of the period in Unix milliseconds, exclusive
 */
export function formatDays(from: number, to: number, zone: TimeZone, now: number): string {
  const last = Math.max(from, to - 1)
  const timeZone = zone.name
  const isThisYear = isSameYear(from, now, zone) && isSameYear(last, now, zone)
  const parts: Intl.DateTimeFormatOptions = {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }
  const format = dateTimeFormatter(parts)
  if (format.format(from) !== format.format(last)) return format.formatRange(from, last)
  const weekday = dateTimeFormatter({ timeZone, weekday: 'short' }).format(from)
  return weekdayDate(weekday, format.format(from))
}
