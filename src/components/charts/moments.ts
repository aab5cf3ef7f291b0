import { silentBetween } from './gaps.ts'
import type { ChartData, Point, Series } from './series.ts'

/** What one series says at a moment; `null` while it is silent. */
export type Saying = { series: Series; value: number | null; partial: boolean }

/**
 * Every time at which the chart has a value, in order: where the crosshair stops and what the table lists.
 * Unix milliseconds.
 */
export function momentsOf({
  series,
  from,
  to,
}: Pick<ChartData, 'series' | 'from' | 'to'>): number[] {
  const times = series.flatMap(({ points }) => points.map((point) => point.at))
  return [...new Set(times)].filter((at) => at >= from && at < to).sort((a, b) => a - b)
}

/** Whether there is anything to show: gaps alone are nothing. */
export function hasReadings({
  series,
  from,
  to,
}: Pick<ChartData, 'series' | 'from' | 'to'>): boolean {
  return series.some(({ points }) =>
    points.some(({ at, value }) => value !== null && at >= from && at < to),
  )
}

/** The index of the moment nearest to a time; -1 when there is none. */
export function nearestMoment(moments: readonly number[], at: number): number {
  const after = firstFrom(moments, at, (moment) => moment)
  const [left, right] = [moments[after - 1], moments[after]]
  if (right === undefined) return after - 1
  return left !== undefined && at - left <= right - at ? after - 1 : after
}

/** What each series says at the moment: largest first, silent ones after them, totals last. */
export function sayingsAt(data: Pick<ChartData, 'series' | 'step'>, at: number): Saying[] {
  const rank = ({ series, value }: Saying) =>
    series.emphasis === 'total' ? -Infinity : (value ?? -1)
  return data.series
    .map((series): Saying => {
      const point = trueAt(series.points, at, data.step)
      return { series, value: point?.value ?? null, partial: point?.partial ?? false }
    })
    .sort((a, b) => rank(b) - rank(a))
}

/** The point that stands for the moment: for its step, or until the next when that is merely late. */
function trueAt(points: readonly Point[], at: number, step: number): Point | undefined {
  const after = firstFrom(points, at + 1, (each) => each.at)
  const [point, next] = [points[after - 1], points[after]]
  if (!point) return undefined
  return at - point.at < step || (next && !silentBetween(point, next, step)) ? point : undefined
}

/** The index of the first item at `at` or later, by bisection. */
function firstFrom<Item>(
  items: readonly Item[],
  at: number,
  timeOf: (item: Item) => number,
): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const item = items[middle]
    if (item !== undefined && timeOf(item) < at) low = middle + 1
    else high = middle
  }
  return low
}
