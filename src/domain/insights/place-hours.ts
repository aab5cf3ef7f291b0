import type { PlaceHour } from '#src/contract/insights.ts'

/**
 * The people in a place in one hour, over several days. Without a day with data, `days` is 0 and all other fields are
 * null.
 */
export type HourSpread = {
  /** Number of days with data. */
  days: number
  /** The median; for an even number of days, the mean of the two middle values. */
  median: number | null
  /** The bounds of the middle half, by nearest rank, as in `computeUsual`. */
  lower: number | null
  upper: number | null
  lowest: number | null
  highest: number | null
}

/** One hour of a typical day: the spread over open days. `isOpen`: the hour is open on at least one day. */
export type TypicalHour = HourSpread & { hour: number; isOpen: boolean }

/** One cell of the map of weekday × hour: the spread over all days of the weekday. */
export type WeekCell = HourSpread & { weekday: number; hour: number; isOpen: boolean }

/** Returns the spread over the days with data. */
function computeSpread(hours: readonly PlaceHour[]): HourSpread {
  const sorted = hours
    .flatMap(({ people }) => (people === null ? [] : [people]))
    .toSorted((one, other) => one - other)
  const { length } = sorted
  if (length === 0) {
    return { days: 0, median: null, lower: null, upper: null, lowest: null, highest: null }
  }
  const at = (rank: number) => sorted[Math.ceil(rank) - 1] ?? 0
  return {
    days: length,
    median: (at(length / 2) + at((length + 1) / 2)) / 2,
    lower: at(length / 4),
    upper: at((3 * length) / 4),
    lowest: at(1),
    highest: at(length),
  }
}

/** Returns the local dates with at least one open hour, in order. */
export function listOpenDates(hours: readonly PlaceHour[]): string[] {
  return [...new Set(hours.filter(({ isOpen }) => isOpen).map(({ date }) => date))]
}

/** Returns the number of open dates with data, which are the days of `computeTypicalDay`. */
export function countTypicalDays(hours: readonly PlaceHour[]): number {
  const known = new Set(hours.filter(({ people }) => people !== null).map(({ date }) => date))
  return listOpenDates(hours).filter((date) => known.has(date)).length
}

/** Returns the 24 hours of a typical open day. */
export function computeTypicalDay(hours: readonly PlaceHour[]): TypicalHour[] {
  const open = new Set(listOpenDates(hours))
  const counted = hours.filter(({ date }) => open.has(date))
  return Array.from({ length: 24 }, (_, hour) => {
    const same = counted.filter((one) => one.hour === hour)
    return { hour, isOpen: same.some(({ isOpen }) => isOpen), ...computeSpread(same) }
  })
}

/** Returns the cells of the map of weekday × hour, Monday 00:00 first. */
export function computeWeekMap(hours: readonly PlaceHour[]): WeekCell[] {
  return Array.from({ length: 7 * 24 }, (_, index) => {
    const [weekday, hour] = [Math.floor(index / 24), index % 24]
    const same = hours.filter((one) => one.weekday === weekday && one.hour === hour)
    return { weekday, hour, isOpen: same.some(({ isOpen }) => isOpen), ...computeSpread(same) }
  })
}

/** Returns the first entry with the largest median; null if no median is above 0. */
export function findBusiest<T extends HourSpread>(entries: readonly T[]): T | null {
  let busiest: T | null = null
  for (const entry of entries) {
    if ((entry.median ?? 0) > (busiest?.median ?? 0)) busiest = entry
  }
  return busiest
}
