import { recentMs, type Step } from '#src/domain/readings/recent.ts'

/** A point of a sparkline: where in its width, 0 to 1, and how high, 0 to 1; null where nothing is known from there on. */
export type SparkPoint = { x: number; y: number | null }

/**
 * The steps of a half hour as points. The highest occupancy in it is the top, nobody is the bottom. What held when the
 * half hour began stands at its left edge; what holds at the end reaches as far as it is known to be true.
 *
 * @param steps in order of time
 * @param to where the half hour ends, Unix milliseconds
 * @param until the latest moment for which the last step is known to be true, Unix milliseconds
 * @param maximum the most people that the room's sensors can plausibly count; more is a gap
 */
export function sparkPoints(
  steps: readonly Step[],
  to: number,
  until: number,
  maximum: number,
): SparkPoint[] {
  const from = to - recentMs
  const holding = steps.findLastIndex(([at]) => at <= from)
  const within = steps
    .slice(Math.max(0, holding))
    .map(([at, people]) => [at, people !== null && people <= maximum ? people : null] as const)
  const end = Math.min(Math.max(until, within.at(-1)?.[0] ?? 0), to)
  const top = Math.max(1, ...within.map(([, people]) => people ?? 0))
  const across = (at: number) => Math.min(1, Math.max(0, (at - from) / recentMs))
  const height = (people: number | null) => (people === null ? null : people / top)

  const points = within.map(([at, people]) => ({ x: across(at), y: height(people) }))
  const last = points.at(-1)
  if (!last || last.y === null || last.x >= across(end)) return points
  return [...points, { x: across(end), y: last.y }]
}
