import type { RoomHistory } from '#src/contract/history.ts'
import { minimumKnownMinutes } from './room-hours.ts'
import { localMinuteOfDay } from '#src/domain/time/local-date.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

type WeekHour = RoomHistory['weekHours'][number]

/** Minimum average number of people in the busiest hour. A smaller average would be shown as 0. */
const minimumAverage = 0.05

/** `average` is `personMinutes` divided by `knownMinutes`. */
export type BusiestHour = Pick<WeekHour, 'weekday' | 'hour' | 'personMinutes' | 'knownMinutes'> & {
  average: number
}

/**
 * Returns the hour of the week with the most people on average over its known minutes. Of equal hours, returns the
 * earliest. Returns null if the room was hardly ever in use.
 */
export function findBusiestHour(weekHours: readonly WeekHour[]): BusiestHour | null {
  let busiest: BusiestHour | null = null
  for (const { weekday, hour, knownMinutes, personMinutes } of weekHours) {
    if (knownMinutes < minimumKnownMinutes) continue
    const average = personMinutes / knownMinutes
    if (average < minimumAverage) continue
    if (busiest === null || average > busiest.average) {
      busiest = { weekday, hour, average, personMinutes, knownMinutes }
    }
  }
  return busiest
}

/** Typical and extreme times of first and last use, in minutes since local midnight. */
export type UseTimes = {
  /** Number of days with a first and a last use. */
  days: number
  first: { typical: number; earliest: number }
  last: { typical: number; latest: number }
}

/**
 * Returns when a room was first and last in use each day, over several days: the statistical median and the extreme, in
 * minutes since local midnight. Null if no day has a first and a last use.
 */
export function summarizeUseTimes(
  days: readonly Pick<RoomHistory['days'][number], 'firstUse' | 'lastUse'>[],
  zone: TimeZone,
): UseTimes | null {
  const clockTimes = (instants: readonly (number | null)[]) =>
    instants
      .filter((instant) => instant !== null)
      .map((instant) => localMinuteOfDay(instant, zone))
      .toSorted((a, b) => a - b)
  const first = clockTimes(days.map((day) => day.firstUse))
  const last = clockTimes(days.map((day) => day.lastUse))
  const [earliest, latest] = [first[0], last.at(-1)]
  if (earliest === undefined || latest === undefined) return null
  return {
    days: first.length,
    first: { typical: median(first), earliest },
    last: { typical: median(last), latest },
  }
}

/** Returns the median of ascending whole numbers, rounded to a whole number. */
function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2
  const lower = sorted[Math.ceil(middle) - 1] ?? 0
  const upper = sorted[Math.floor(middle)] ?? 0
  return Math.round((lower + upper) / 2)
}
