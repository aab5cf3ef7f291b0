import { tz } from '@date-fns/tz'
import { addDays, differenceInCalendarDays, isWeekend, set, startOfDay } from 'date-fns'
import type { TimeZone } from './time-zone.ts'

/**
 * Returns the instant of a whole hour on a local calendar day, in Unix milliseconds. Handles daylight-saving changes.
 *
 * @param at an instant on the reference day, in Unix milliseconds
 * @param hours hour of the day, 0 to 23
 * @param days offset from the reference day; -1 for the day before
 */
export function atLocalHour(at: number, zone: TimeZone, hours: number, days = 0): number {
  return set(addDays(startOfDay(at, { in: tz(zone.name) }), days), { hours }).getTime()
}

export function isLocalWeekend(at: number, zone: TimeZone): boolean {
  return isWeekend(at, { in: tz(zone.name) })
}

/**
 * Returns by how many calendar days the local date of `to` is after the local date of `from`. The number is negative if
 * it is earlier.
 */
export function calendarDaysBetween(from: number, to: number, zone: TimeZone): number {
  return differenceInCalendarDays(to, from, { in: tz(zone.name) })
}

/**
 * Returns the start of the local calendar day of `at`, in Unix milliseconds. Handles days that are shorter or longer
 * than 24 hours.
 */
export function startOfLocalDay(at: number, zone: TimeZone): number {
  return startOfDay(at, { in: tz(zone.name) }).getTime()
}
