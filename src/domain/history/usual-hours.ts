import { addDays, type LocalDate } from '#src/domain/time/local-date.ts'
import { minutesPerDay, type UnixMinute } from './minutes.ts'
import { defaultOpening, type Opening } from './opening-hours.ts'
import { localHours, minimumKnownMinutes, type LocalHour } from './room-hours.ts'
import type { UsualDay } from './usual.ts'

const weeks = 8

/** The hours with which an instant is compared. */
export type UsualHours = {
  /** The local hour of the instant. */
  current: LocalHour
  /** Whether the site is open today. */
  isOpenDay: boolean
  /** The same hour on the same weekday of the eight weeks before, oldest first, on open days; none if today is closed. */
  compared: LocalHour[]
}

/**
 * Returns the hours that decide what is usual at an instant. An hour that a clock change skips has no entry, and one
 * that it repeats has two.
 *
 * @param timeZone IANA name
 */
export function findUsualHours(
  now: UnixMinute,
  timeZone: string,
  { hours: openingHours, closedDays }: Opening = defaultOpening,
): UsualHours {
  const hours = localHours(now - (7 * weeks + 1) * minutesPerDay, now + 1, timeZone)
  const current = hours.at(-1)
  if (current === undefined) throw new RangeError(`No local hour contains minute ${now}.`)
  const { date, weekday, hour } = current
  const isOpenDay = (openingHours[weekday] ?? []).length > 0 && !closedDays.includes(date)
  const first = addDays(date, -7 * weeks)
  const compared = hours.filter(
    (one) =>
      one.weekday === weekday &&
      one.hour === hour &&
      one.date >= first &&
      one.date < date &&
      !closedDays.includes(one.date),
  )
  return { current, isOpenDay, compared: isOpenDay ? compared : [] }
}

/** Known minutes and person-minutes of one of the compared hours. */
type HourSum = { date: LocalDate; minutes: number; personMinutes: number }

/** Returns the days of a room that count, in order. The two hours of a day that repeats an hour are one. */
export function toUsualDays(hours: readonly HourSum[]): UsualDay[] {
  const days = new Map<LocalDate, HourSum>()
  for (const { date, minutes, personMinutes } of hours) {
    const known = days.get(date) ?? { date, minutes: 0, personMinutes: 0 }
    days.set(date, {
      date,
      minutes: known.minutes + minutes,
      personMinutes: known.personMinutes + personMinutes,
    })
  }
  return [...days.values()]
    .filter(({ minutes }) => minutes >= minimumKnownMinutes)
    .map(({ date, minutes, personMinutes }) => ({ date, people: personMinutes / minutes }))
    .toSorted((one, other) => one.date.localeCompare(other.date))
}
