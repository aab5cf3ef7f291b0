import { day, minute } from './duration.ts'
import { offsetPeriods, type OffsetPeriod } from './offset-periods.ts'

/** A local day or its beginning, in Unix minutes: from `from` up to, but not including, `to`. */
type DayRange = { from: number; to: number }

const minutesPerDay = day / minute

/**
 * Returns for each minute of a local day the Unix minute of another local day at which the clock shows the same time. A
 * minute is null if the clock skips that time. The second occurrence of a repeated time corresponds to the second
 * occurrence on the other day, if there is one. All other minutes correspond to the first occurrence.
 *
 * @param timeZone IANA name
 */
export function sameLocalTimes(
  range: DayRange,
  other: DayRange,
  timeZone: string,
): (number | null)[] {
  const periods = offsetPeriods(range.from, range.to, timeZone)
  const otherPeriods = offsetPeriods(other.from, other.to, timeZone)
  const shift = midnight(otherPeriods) - midnight(periods)
  return periods.flatMap((period, index) =>
    Array.from({ length: period.to - period.from }, (_, at) => {
      const time = period.from + at + period.offset
      const occurrence = instantsOf(time, periods.slice(0, index)).length
      const instants = instantsOf(time + shift, otherPeriods)
      return instants[occurrence] ?? instants[0] ?? null
    }),
  )
}

/** Returns the local minute, counted from 1970, at which the first day of the periods begins. */
function midnight(periods: readonly OffsetPeriod[]): number {
  const { from, offset } = periods[0] ?? { from: 0, offset: 0 }
  return Math.floor((from + offset) / minutesPerDay) * minutesPerDay
}

/** Returns the Unix minutes at which the clock shows a local minute, in order. */
function instantsOf(localMinute: number, periods: readonly OffsetPeriod[]): number[] {
  return periods.flatMap(({ from, to, offset }) => {
    const at = localMinute - offset
    return at >= from && at < to ? [at] : []
  })
}
