import type { RoomHistory } from '#src/contract/history.ts'
import { localMinuteOfDay } from '#src/domain/time/local-date.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

/** A share with the sums that it is computed from. */
type Share = { value: number; part: number; whole: number }

/** The shares of a room that the UI prints. docs/metrics.md defines them. All of them cover opening hours only. */
export type RoomShares = {
  /** Minutes in use divided by known minutes; null without a known minute. */
  frequency: Share | null
  /** Person-minutes divided by seat-minutes in use; null if never in use, or without a capacity. */
  occupancyInUse: Share | null
  /** Person-minutes divided by seat-minutes of the known minutes; null without a known minute or a capacity. */
  utilisation: Share | null
  /** Number of decimals with which to print the three percentages. */
  decimals: 0 | 1
  /** Share of open minutes with data; null if the room was never open. */
  known: Share | null
  /** Share of open minutes with data from all sensors; null if the room was never open. */
  complete: Share | null
}

/** Returns the shares of a room. They all use today's capacity, even if the capacity changed within the range. */
export function computeRoomShares({
  coverage,
  capacity,
  openMinutesInUse,
  openPersonMinutes,
}: Pick<
  RoomHistory,
  'coverage' | 'capacity' | 'openMinutesInUse' | 'openPersonMinutes'
>): RoomShares {
  const { openMinutes, knownOpenMinutes, completeOpenMinutes } = coverage
  const seats = capacity ?? 0
  const frequency = toShare(openMinutesInUse, knownOpenMinutes)
  const occupancyInUse = toShare(openPersonMinutes, openMinutesInUse * seats)
  return {
    frequency,
    occupancyInUse,
    utilisation: toShare(openPersonMinutes, knownOpenMinutes * seats),
    decimals: equationDecimals(frequency?.value ?? 0, occupancyInUse?.value ?? 0),
    known: toShare(knownOpenMinutes, openMinutes),
    complete: toShare(completeOpenMinutes, openMinutes),
  }
}

function toShare(part: number, whole: number): Share | null {
  return whole > 0 ? { value: part / whole, part, whole } : null
}

/** Returns a share in percent, rounded to a number of decimals. */
export function toPercent(share: number, decimals: 0 | 1): number {
  const factor = 10 ** decimals
  return Math.round(share * 100 * factor) / factor
}

/**
 * Returns the number of decimals for the percentages of frequency × occupancy when in use = utilisation. It is 1 if the
 * product of the whole percentages rounds to a different whole percentage than the product of the exact values,
 * otherwise 0.
 */
export function equationDecimals(frequency: number, occupancyInUse: number): 0 | 1 {
  const productOfRounded = (toPercent(frequency, 0) * toPercent(occupancyInUse, 0)) / 100
  return Math.round(productOfRounded) === toPercent(frequency * occupancyInUse, 0) ? 0 : 1
}

type WeekHour = RoomHistory['weekHours'][number]

/** Minimum number of known minutes in the range for an hour of the week to be the busiest. */
const minimumKnownMinutes = 30
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
