import { addDays, type LocalDate } from '#src/domain/time/local-date.ts'
import { minutesPerDay, type UnixMinute } from './minutes.ts'
import { defaultOpeningHours } from './opening-hours.ts'
import { localHours, type LocalHour } from './room-hours.ts'

const weeks = 8
/** Days that a room needs before anything is usual in it. */
export const minimumUsualDays = 3
/** Known minutes that an hour needs to count. */
const minimumKnownMinutes = 30

/** The people in a room in one hour of a day: their average over the known minutes. */
export type UsualDay = { date: LocalDate; people: number }

/** How many people are usually in a room: the median of its days and the bounds of their middle half. */
export type Usual = { lower: number; median: number; upper: number }

/** The hours with which an instant is compared. */
export type UsualHours = {
  /** The local hour of the instant. */
  current: LocalHour
  /** The same hour on the same weekday of the eight weeks before, oldest first; none if the weekday is closed. */
  compared: LocalHour[]
}

/**
 * Returns the hours that decide what is usual at an instant. An hour that a clock change skips has no entry, and one
 * that it repeats has two.
 *
 * @param timeZone IANA name
 */
export function findUsualHours(now: UnixMinute, timeZone: string): UsualHours {
  const hours = localHours(now - (7 * weeks + 1) * minutesPerDay, now + 1, timeZone)
  const current = hours.at(-1)
  if (current === undefined) throw new RangeError(`No local hour contains minute ${now}.`)
  const { date, weekday, hour } = current
  const isOpen = (defaultOpeningHours[weekday] ?? []).length > 0
  const first = addDays(date, -7 * weeks)
  const compared = hours.filter(
    (one) => one.weekday === weekday && one.hour === hour && one.date >= first && one.date < date,
  )
  return { current, compared: isOpen ? compared : [] }
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

/**
 * Returns what is usual by the averages of the days, in whole people; null with fewer than three days. The quartiles
 * are values of days (nearest rank): with eight days, the second and the sixth in ascending order.
 */
export function computeUsual(days: readonly UsualDay[]): Usual | null {
  if (days.length < minimumUsualDays) return null
  const sorted = days.map(({ people }) => people).toSorted((one, other) => one - other)
  const at = (rank: number) => sorted[Math.ceil(rank) - 1] ?? 0
  const { length } = sorted
  return {
    lower: Math.round(at(length / 4)),
    median: Math.round((at(length / 2) + at((length + 1) / 2)) / 2),
    upper: Math.round(at((3 * length) / 4)),
  }
}

/** A room's current people compared with what is usual. */
export type UsualComparison = 'busier' | 'quieter' | 'usual'

/** Rooms for up to this many people differ from usual by 1 person, larger ones by 2. */
const smallDifferenceCapacity = 6

/**
 * Compares the current people of a room with what is usual: outside the middle half by 2 people, or by 1 in rooms for up
 * to 6. If sensors are missing (`atLeast`), the room is never quieter.
 */
export function compareWithUsual(
  { people, atLeast }: { people: number; atLeast: boolean },
  capacity: number | null,
  { lower, upper }: Usual,
): UsualComparison {
  const difference = capacity !== null && capacity <= smallDifferenceCapacity ? 1 : 2
  if (people >= upper + difference) return 'busier'
  return !atLeast && people <= lower - difference ? 'quieter' : 'usual'
}
