import type { TimeZone } from '#src/domain/time/time-zone.ts'

/**
 * One value of a series. `at` is Unix milliseconds (UTC), the start of what the point stands for; `null` is a gap
 * that somebody decided on. `partial` marks a sum that lacks a part.
 */
export type ChartPoint = { at: number; value: number | null; partial?: boolean }

/** `colour` is anything CSS takes, usually `var(--series-1)`. `total` is drawn last, heavier, and listed last. */
export type ChartSeries = {
  id: string
  label: string
  colour: string
  points: readonly ChartPoint[]
  emphasis?: 'total'
}

/** A span of Unix milliseconds, `to` excluded, in which something was silent; `label` says what. */
export type ChartGap = { from: number; to: number; label: string }

/**
 * How values between points are read: `step` holds a count until the next one (a smooth curve would show −0.8
 * people), `linear` joins means.
 */
export type CurveKind = 'step' | 'linear'

/** All that a chart, its table, its CSV and its picture are made of. */
export type ChartData = {
  /** What the chart shows, as a phrase: its accessible name. */
  label: string
  /** What the values count, such as `people`. */
  unit: string
  zone: TimeZone
  /** The window in Unix milliseconds, `to` excluded. */
  from: number
  to: number
  /** Milliseconds between two points of a series that is not silent. */
  step: number
  series: readonly ChartSeries[]
  curve: CurveKind
  /** A value not to exceed, drawn dashed and named `limit 14`. */
  limit?: number
  /** Spans to hatch. Without it: wherever a series other than the total is silent. */
  gaps?: readonly ChartGap[]
  /** Unix milliseconds; nothing is missing after it. Without it the window's end. */
  now?: number
}

/** The series that stand for parts, without totals. */
export function withoutTotals(series: readonly ChartSeries[]): ChartSeries[] {
  return series.filter((each) => each.emphasis !== 'total')
}

/** Pixels of a chart where nothing else is asked for. */
export const defaultChartHeight = 308

/** Longer than this many steps between two points is a gap; shorter is a late one. */
const gapTolerance = 1.5

/** Whether the points are too far apart for the first to be true until the second. `step` in milliseconds. */
export function isGapBetween(earlier: ChartPoint, later: ChartPoint, step: number): boolean {
  return later.at - earlier.at > gapTolerance * step
}

/**
 * The same points with an explicit `null` where one is missing, one step after the last that was there: a gap is a
 * gap, never bridged.
 *
 * @param points in order of time
 * @param step milliseconds expected between two points
 */
export function insertGaps(points: readonly ChartPoint[], step: number): ChartPoint[] {
  return points.flatMap((point, index) => {
    const next = points[index + 1]
    const missing =
      next && point.value !== null && next.value !== null && isGapBetween(point, next, step)
    return missing ? [point, { at: point.at + step, value: null }] : [point]
  })
}

/** The spans of one series, within `[from, to)`, that no value covers. */
function findUncoveredRanges(
  points: readonly ChartPoint[],
  step: number,
  from: number,
  to: number,
) {
  const spans: { from: number; to: number }[] = []
  let covered = from
  for (const point of points) {
    if (point.value === null) continue
    if (point.at - covered > (gapTolerance - 1) * step) spans.push({ from: covered, to: point.at })
    covered = Math.max(covered, point.at + step)
  }
  // The newest window may still be under way, so silence at the end needs one step more.
  if (to - covered > gapTolerance * step) spans.push({ from: covered, to })
  return spans.filter((span) => span.from < to && span.to > from)
}

/** `North silent`, `North and Door silent`, `4 silent`: short enough to stand in a hatch. */
function formatGapLabel(labels: readonly string[]): string {
  return labels.length > 2 ? `${labels.length} silent` : `${labels.join(' and ')} silent`
}

/**
 * Where any of the series is silent, named. Spans of several series are cut where the set of silent ones changes,
 * so no two overlap.
 *
 * @param series in which silence counts; give it parts, not totals
 * @param step milliseconds expected between two points
 * @param from start of the window, Unix milliseconds
 * @param to end of the window, or now when that is earlier
 */
export function findGaps(
  series: readonly ChartSeries[],
  step: number,
  from: number,
  to: number,
): ChartGap[] {
  const silences = series.flatMap(({ label, points }) =>
    findUncoveredRanges(points, step, from, to).map((span) => ({ ...span, label })),
  )
  const cuts = [...new Set(silences.flatMap((span) => [span.from, span.to]))].sort((a, b) => a - b)
  return cuts.flatMap((start, index) => {
    const end = cuts[index + 1]
    const silent = silences.filter((span) => span.from <= start && span.to > start)
    if (end === undefined || silent.length === 0) return []
    return [{ from: start, to: end, label: formatGapLabel(silent.map((span) => span.label)) }]
  })
}

/** The gaps of a chart: the given ones, else every silence of its parts up to now. */
export function getChartGaps(data: ChartData): readonly ChartGap[] {
  const end = Math.min(data.to, data.now ?? data.to)
  return data.gaps ?? findGaps(withoutTotals(data.series), data.step, data.from, end)
}

/** What one series says at a moment; `null` while it is silent. */
export type SeriesValue = { series: ChartSeries; value: number | null; partial: boolean }

/**
 * Every time at which the chart has a value, in order: where the crosshair stops and what the table lists.
 * Unix milliseconds.
 */
export function getTimestamps({
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
export function findNearestIndex(timestamps: readonly number[], at: number): number {
  const after = lowerBound(timestamps, at, (moment) => moment)
  const [left, right] = [timestamps[after - 1], timestamps[after]]
  if (right === undefined) return after - 1
  return left !== undefined && at - left <= right - at ? after - 1 : after
}

/** What each series says at the moment: largest first, silent ones after them, totals last. */
export function valuesAt(data: Pick<ChartData, 'series' | 'step'>, at: number): SeriesValue[] {
  const rank = ({ series, value }: SeriesValue) =>
    series.emphasis === 'total' ? -Infinity : (value ?? -1)
  return data.series
    .map((series): SeriesValue => {
      const point = pointAt(series.points, at, data.step)
      return { series, value: point?.value ?? null, partial: point?.partial ?? false }
    })
    .sort((a, b) => rank(b) - rank(a))
}

/** The point that stands for the moment: for its step, or until the next when that is merely late. */
function pointAt(points: readonly ChartPoint[], at: number, step: number): ChartPoint | undefined {
  const after = lowerBound(points, at + 1, (each) => each.at)
  const [point, next] = [points[after - 1], points[after]]
  if (!point) return undefined
  return at - point.at < step || (next && !isGapBetween(point, next, step)) ? point : undefined
}

/** The index of the first item at `at` or later, by bisection. */
function lowerBound<Item>(
  items: readonly Item[],
  at: number,
  getTime: (item: Item) => number,
): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const item = items[middle]
    if (item !== undefined && getTime(item) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** One row of the chart as a table: what each series says at a moment, in the chart's order. */
export type ChartRow = { at: number; cells: readonly SeriesValue[] }

/** A row for each moment. A cell has a value only if its series has a point at that very moment. */
export function toChartRows(
  { series }: Pick<ChartData, 'series'>,
  timestamps: readonly number[],
): ChartRow[] {
  const columns = series.map((each) => ({
    series: each,
    points: new Map(each.points.map((point): [number, ChartPoint] => [point.at, point])),
  }))
  return timestamps.map((at) => ({
    at,
    cells: columns.map(({ series, points }) => {
      const point = points.get(at)
      return { series, value: point?.value ?? null, partial: point?.partial ?? false }
    }),
  }))
}
