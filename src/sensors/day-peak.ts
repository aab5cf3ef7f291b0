import type { Sample } from '#src/reporting/series.ts'

/** The most people at one moment of a day. `at` is Unix milliseconds; a lower bound where a sensor was missing. */
export type DayPeak = { at: number; people: number; atLeast: boolean }

/**
 * The peak of a day: the largest sum of the room's sensors in one minute. Never the sum of each sensor's own peak,
 * since sensors peak at different moments. The figure of this moment counts too: it may be newer than the last minute.
 *
 * @param samples the room's occupancy by the minute, in order of time
 * @param expected sensors the room should have; a minute with fewer is a lower bound
 * @param current the figure now, if it is known
 */
export function dayPeak(
  samples: readonly Sample[],
  expected: number,
  current: DayPeak | null,
): DayPeak | null {
  let peak: DayPeak | null = null
  for (const { at, value, sensors } of samples) {
    const minute = { at, people: value, atLeast: sensors < expected }
    if (!peak || exceeds(minute, peak)) peak = minute
  }
  return current && (!peak || exceeds(current, peak)) ? current : peak
}

/** Larger; or as large and certain where the other is not. */
function exceeds(one: DayPeak, other: DayPeak): boolean {
  return one.people > other.people || (one.people === other.people && other.atLeast && !one.atLeast)
}
