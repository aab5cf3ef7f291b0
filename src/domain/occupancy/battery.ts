import { calendarDaysBetween } from '#src/domain/time/local-time.ts'
import { day } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

/** A battery is due soon if its change-by date is at most this many days ahead (docs/butlr-api.md). */
const dueSoonDays = 30

/**
 * Returns how many calendar days are left, in the building's time zone, until the change-by date of a battery: 0 on
 * that date, negative once it is overdue. Returns null if the battery is not due soon.
 *
 * @param dueAt the change-by date, in Unix milliseconds
 * @param zone the building's time zone, in which the date is shown
 */
export function daysToBatteryChange(dueAt: number, now: number, zone: TimeZone): number | null {
  // Avoids the slow comparison of dates for most batteries, which are due much later.
  if (dueAt - now > (dueSoonDays + 2) * day) return null
  const days = calendarDaysBetween(now, dueAt, zone)
  return days > dueSoonDays ? null : days
}
