/** How much a figure can still be trusted, from its age (product: Freshness). */
export type Freshness = 'live' | 'late' | 'stale' | 'no-data'

const minute = 60_000

/**
 * Judges a figure by its age against how often it should come.
 * Live while younger than two poll intervals, late up to a minute, stale up to ten minutes, then no data. Where the
 * interval itself is long, the limits move with it: a figure that is due every five minutes is not stale after one.
 *
 * @param ageMs milliseconds since the figure was true, by the server's clock
 * @param intervalMs milliseconds between two polls
 */
export function classifyFreshness(ageMs: number, intervalMs: number): Freshness {
  if (ageMs < 2 * intervalMs) return 'live'
  if (ageMs < minute) return 'late'
  return ageMs < hiddenAfterMs(intervalMs) ? 'stale' : 'no-data'
}

/** From which age on a figure is not shown at all, milliseconds. */
export function hiddenAfterMs(intervalMs: number): number {
  return Math.max(10 * minute, 3 * intervalMs)
}
