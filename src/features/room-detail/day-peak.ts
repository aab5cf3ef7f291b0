import type { Sample } from '#src/domain/readings/series.ts'

/** The most people at one moment of a day. `at` is Unix milliseconds; a lower bound where a sensor was missing. */
export type DayPeak = { at: number; people: number; atLeast: boolean }

/**
 * The peak of a day: the largest sum of the room's sensors in one minute or at one poll. Never the sum of each sensor's
 * own peak, since sensors peak at different moments.
 *
 * @param samples the room's occupancy by the minute, in order of time
 * @param expected sensors the room should have; a minute with fewer is a lower bound
 * @param maximum the largest plausible count of one sensor: a minute with more is left out
 * @param others peaks that are known otherwise, such as the figure now
 */
export function dayPeak(
  samples: readonly Sample[],
  expected: number,
  maximum: number,
  others: readonly (DayPeak | null)[],
): DayPeak | null {
  let peak: DayPeak | null = null
  for (const { at, value, sensors } of samples) {
    if (value > maximum * sensors) continue
    peak = largerPeak(peak, { at, people: value, atLeast: sensors < expected })
  }
  return others.reduce(largerPeak, peak)
}

/** The larger of two peaks; of equal ones the certain one, else the earlier. */
function largerPeak(one: DayPeak | null, other: DayPeak | null): DayPeak | null {
  return other && (!one || exceeds(other, one)) ? other : one
}

/** Larger; or as large and certain where the other is not; or as certain and earlier. */
function exceeds(one: DayPeak, other: DayPeak): boolean {
  if (one.people !== other.people) return one.people > other.people
  return one.atLeast === other.atLeast ? one.at < other.at : other.atLeast
}
