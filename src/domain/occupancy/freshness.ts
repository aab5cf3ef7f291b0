import { minute } from '#src/domain/time/duration.ts'

/** How reliable a reading is, based on its age. */
export type Freshness = 'live' | 'late' | 'stale' | 'no-data'

/** The latency of a response can make data appear to be from the future, but by no more than this. */
const maxClockDriftMs = 5_000

/**
 * Classifies a reading by its age relative to the poll interval: live below two poll intervals, late below one minute,
 * stale below ten minutes, then no data. Long poll intervals extend these limits: with a five-minute interval, a
 * reading is not stale after one minute. A reading more than `maxClockDriftMs` in the future dates from before a clock
 * was set back: its age is unknown, so it counts as no data.
 *
 * @param ageMs age of the reading in milliseconds, by the server's clock
 * @param intervalMs poll interval in milliseconds
 */
export function classifyFreshness(ageMs: number, intervalMs: number): Freshness {
  if (ageMs < -maxClockDriftMs || ageMs >= hiddenAfterMs(intervalMs)) return 'no-data'
  if (ageMs < 2 * intervalMs) return 'live'
  return ageMs < minute ? 'late' : 'stale'
}

/** Returns the age in milliseconds at which a reading is no longer shown. */
export function hiddenAfterMs(intervalMs: number): number {
  return Math.max(10 * minute, 3 * intervalMs)
}
