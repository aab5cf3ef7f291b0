/** How far a reading can be trusted, based on its age. */
export type Freshness = 'live' | 'late' | 'stale' | 'no-data'

const minute = 60_000

/**
 * Classifies a reading by its age relative to the poll interval: live below two poll intervals, late below one minute,
 * stale below ten minutes, then no data. Long poll intervals extend these limits: with a five-minute interval, a
 * reading is not stale after one minute.
 *
 * @param ageMs age of the reading in milliseconds, by the server's clock
 * @param intervalMs poll interval in milliseconds
 */
export function classifyFreshness(ageMs: number, intervalMs: number): Freshness {
  if (ageMs < 2 * intervalMs) return 'live'
  if (ageMs < minute) return 'late'
  return ageMs < hiddenAfterMs(intervalMs) ? 'stale' : 'no-data'
}

/** Returns the age in milliseconds from which a reading is no longer shown. */
export function hiddenAfterMs(intervalMs: number): number {
  return Math.max(10 * minute, 3 * intervalMs)
}
