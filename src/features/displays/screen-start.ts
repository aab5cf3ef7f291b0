import type { Board, OpeningHours } from '#src/contract/board.ts'
import { minute } from '#src/domain/time/duration.ts'
import {
  addDays,
  localDateAt,
  localMinuteOfDay,
  startOfLocalDate,
  weekdayOfDate,
} from '#src/domain/time/local-date.ts'
import { isOpen } from '#src/domain/time/screen-hours.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { withForeignZone } from '#src/format/dates.ts'
import { dateTimeFormatter, formatTime } from '#src/format/times.ts'
import * as text from '#messages/displays.tsx'

/**
 * Returns when the screen next turns on, in Unix milliseconds; null if it never does.
 *
 * @param at a time at which the screen is off, in Unix milliseconds
 */
export function nextScreenStart(hours: OpeningHours, at: number, zone: TimeZone): number | null {
  const [hour = 0, minutes = 0] = hours.from.split(':').map(Number)
  const today = localDateAt(at, zone)
  for (let days = 0; days <= 7; days += 1) {
    const date = addDays(today, days)
    if (!hours.days.includes(weekdayOfDate(date) + 1)) continue
    const start = startOfLocalDate(date, zone) + (60 * hour + minutes) * minute
    // After a clock change in the night, the local clock shows another time.
    const error = localMinuteOfDay(start, zone) - (60 * hour + minutes)
    if (start - error * minute > at) return start - error * minute
  }
  return null
}

/**
 * Returns `Screen off until Mon 07:00`, or null while the screen is on. The zone follows the time if the device's clock
 * shows a different time.
 *
 * @param zone the time zone of the board
 * @param now Unix milliseconds by the server's clock
 */
export function screenOffLabel(
  { hours }: Pick<Board, 'hours'>,
  zone: TimeZone,
  now: number,
): string | null {
  if (hours === null || isOpen(hours, now, zone)) return null
  const start = nextScreenStart(hours, now, zone)
  return text.screenOff[hours.otherwise](start === null ? null : formatStart(start, zone, now))
}

function formatStart(at: number, zone: TimeZone, now: number): string {
  const isToday = localDateAt(at, zone) === localDateAt(now, zone)
  const time = formatTime(at, zone)
  const weekday = dateTimeFormatter({ timeZone: zone.name, weekday: 'short' })
  return withForeignZone(isToday ? time : `${weekday.format(at)} ${time}`, at, zone)
}
