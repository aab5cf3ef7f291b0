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
  /**
   * The same hour on the same weekday in the previous eight weeks, oldest first, on open days; empty if today is closed.
   */
  compared: readonly LocalHour[]
}

/** Maximum number of cached results. */
const maxCached = 1_000
/** The last result for each time zone and opening hours, which applies until its local hour ends. */
const cachedHours = new Map<string, UsualHours>()

/**
 * Returns the hours with which an instant is compared. An hour that a clock change skips has no entry, and an hour that
 * it repeats has two.
 *
 * @param timeZone IANA name
 */
export function findUsualHours(
  now: UnixMinute,
  timeZone: string,
  opening: Opening = defaultOpening,
): UsualHours {
  const key = JSON.stringify([timeZone, opening])
  const cached = cachedHours.get(key)
  if (cached && cached.current.from <= now && now < cached.current.to) return cached
  const found = computeUsualHours(now, timeZone, opening)
  if (cachedHours.size >= maxCached) cachedHours.clear()
  cachedHours.set(key, found)
  return found
}

function computeUsualHours(
  now: UnixMinute,
  timeZone: string,
  { hours: openingHours, closedDays }: Opening,
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

/**
 * Returns the days of a room that have enough known minutes, in order. If the hour occurs twice on a day, both
 * occurrences are one entry.
 */
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
