import type { OpeningHours } from '#src/contract/board.ts'
import type { TimeZone } from './time-zone.ts'
import { toZoneClock } from './zone-clock.ts'

/**
 * Returns whether the screen is on at a given time. Compares local times of the building, so that the result is correct
 * on days of 23 and 25 hours. Hours that end at or before their start continue into the next day and belong to the day
 * on which they start.
 *
 * @param at Unix milliseconds
 */
export function isOpen(hours: OpeningHours | null, at: number, zone: TimeZone): boolean {
  if (hours === null) return true
  const { day, time } = localClock(at, zone)
  const { from, to } = hours
  const overnight = to <= from
  const startedToday = hours.days.includes(day) && time >= from && (overnight || time < to)
  const startedYesterday = overnight && time < to && hours.days.includes(day === 1 ? 7 : day - 1)
  return startedToday || startedYesterday
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formats = new Map<string, Intl.DateTimeFormat>()

function localClock(at: number, zone: TimeZone): { day: number; time: string } {
  const clock = toZoneClock(at, zone)
  const parts = weekdayTimeFormat(clock.zone).formatToParts(clock.at)
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? ''
  return { day: days.indexOf(part('weekday')) + 1, time: `${part('hour')}:${part('minute')}` }
}

function weekdayTimeFormat(zone: TimeZone): Intl.DateTimeFormat {
  const known = formats.get(zone.name)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone.name,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(zone.name, format)
  return format
}
