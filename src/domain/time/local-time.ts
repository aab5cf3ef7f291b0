import { tz } from '@date-fns/tz'
import { addDays, isWeekend, set, startOfDay } from 'date-fns'
import type { TimeZone } from './time-zone.ts'

/**
 * The instant of a full hour on the zone's current calendar day, or so many days from it; right when the clocks change.
 * Unix milliseconds.
 *
 * @param at which instant's day, Unix milliseconds
 * @param hours of the day, 0 to 23
 * @param days -1 for the day before
 */
export function atLocalHour(at: number, zone: TimeZone, hours: number, days = 0): number {
  return set(addDays(startOfDay(at, { in: tz(zone.name) }), days), { hours }).getTime()
}

/** Whether an instant falls on a Saturday or a Sunday in the zone. */
export function isLocalWeekend(at: number, zone: TimeZone): boolean {
  return isWeekend(at, { in: tz(zone.name) })
}

/** The instant at which the zone's current calendar day began; right on days of 23 and 25 hours. Unix milliseconds. */
export function startOfLocalDay(at: number, zone: TimeZone): number {
  return startOfDay(at, { in: tz(zone.name) }).getTime()
}
