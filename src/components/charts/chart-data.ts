import type { TimeZone } from '#src/domain/time/time-zone.ts'
import * as text from '#messages/charts.ts'

/**
 * A value of a series. `at` is the start of the step that the point covers, in Unix milliseconds. A null value marks a
 * gap. `partial` marks a sum without all of its sensors.
 */
export type ChartPoint = { at: number; value: number | null; partial?: boolean }

/**
 * A line of a chart. `colour` is any CSS colour, usually `var(--series-1)`. A `total` is drawn and listed last, with a
 * heavier line. Values of an earlier period (`before`) are drawn first, with a thin dashed line.
 */
export type ChartSeries = {
  id: string
  label: string
  colour: string
  points: readonly ChartPoint[]
  emphasis?: 'total' | 'before'
}

/**
 * A time range without data, in Unix milliseconds, `to` exclusive. `label` names the series that have no data.
 * `complete` is true if no series has data.
 */
type ChartGap = { from: number; to: number; label: string; complete: boolean }

/**
 * How to draw between points. `step` holds a value until the next point, because a smooth curve of counts could show
 * −0.8 people. `linear` connects means.
 */
export type CurveKind = 'step' | 'linear'

export type ChartData = {
  /** Accessible name of the chart: a phrase that describes its content. */
  label: string
  zone: TimeZone
  /** Start of the time window, in Unix milliseconds. */
  from: number
  /** End of the time window, in Unix milliseconds, exclusive. */
  to: number
  /** Time between points, in milliseconds. */
  step: number
  series: readonly ChartSeries[]
  curve: CurveKind
  /** The capacity in people, drawn as a dashed line. */
  limit?: number
  /** The current time in Unix milliseconds, by default the end of the window. Gaps end at this time. */
  now?: number
  /** Start of the values that may still change, in Unix milliseconds. By default, all values are final. */
  provisionalFrom?: number
}

/** Returns the series that are neither totals nor values of an earlier period. */
export function partsOnly(series: readonly ChartSeries[]): ChartSeries[] {
  return series.filter(({ emphasis }) => emphasis === undefined)
}

/** Width of exported images in pixels. It is fixed, so that a phone exports the same image as a desktop. */
export const imageWidth = 1120
/** In pixels. */
export const defaultChartHeight = 308

/**
 * Points that are more than this many steps apart have a gap between them. Up to that distance, the second point counts
 * as late.
 */
export const gapTolerance = 1.5

/** Returns whether there is a gap between two points. `step` is in milliseconds. */
function isGapBetween(earlier: ChartPoint, later: ChartPoint, step: number): boolean {
  return later.at - earlier.at > gapTolerance * step
}

/**
 * Returns the points with a null value wherever points are missing, one step after the preceding point. Lines therefore
 * never bridge a gap.
 *
 * @param points in chronological order
 * @param step expected time between points, in milliseconds
 */
export function insertGaps(points: readonly ChartPoint[], step: number): ChartPoint[] {
  return points.flatMap((point, index) => {
    const next = points[index + 1]
    const missing =
      next && point.value !== null && next.value !== null && isGapBetween(point, next, step)
    return missing ? [point, { at: point.at + step, value: null }] : [point]
  })
}

/** Returns the time ranges of one series without a value, within `[from, to)`. */
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
  // The newest step may be in progress, so a gap at the end counts only if it is one step longer.
  if (to - covered > gapTolerance * step) spans.push({ from: covered, to })
  return spans.filter((span) => span.from < to && span.to > from)
}

/**
 * Returns the labelled time ranges in which at least one series has no value. Ranges are split where the set of silent
 * series changes, so they never overlap.
 *
 * @param series the series to check, without totals
 * @param step expected time between points, in milliseconds
 * @param from start of the window, in Unix milliseconds
 * @param to end of the window or the current time, whichever is earlier
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
    const label = text.gapLabel(silent.map((span) => span.label))
    return [{ from: start, to: end, label, complete: silent.length === series.length }]
  })
}

/** Returns the gaps of a chart up to the current time. Ignores totals and earlier periods. */
export function getChartGaps(data: ChartData): readonly ChartGap[] {
  const end = Math.min(data.to, data.now ?? data.to)
  return findGaps(partsOnly(data.series), data.step, data.from, end)
}

/** The value of one series at a given time; null in a gap. */
export type SeriesValue = { series: ChartSeries; value: number | null; partial: boolean }

/**
 * Returns the times of all points in the window, in chronological order and in Unix milliseconds. The crosshair stops
 * at these times.
 */
export function getTimestamps({
  series,
  from,
  to,
}: Pick<ChartData, 'series' | 'from' | 'to'>): number[] {
  const times = series.flatMap(({ points }) => points.map((point) => point.at))
  return [...new Set(times)].filter((at) => at >= from && at < to).sort((a, b) => a - b)
}

/** Returns whether the window contains a value. */
export function hasReadings({
  series,
  from,
  to,
}: Pick<ChartData, 'series' | 'from' | 'to'>): boolean {
  return series.some(({ points }) =>
    points.some(({ at, value }) => value !== null && at >= from && at < to),
  )
}

/** Returns the index of the nearest timestamp, or -1 if there are none. */
export function findNearestIndex(timestamps: readonly number[], at: number): number {
  const after = lowerBound(timestamps, at, (moment) => moment)
  const [left, right] = [timestamps[after - 1], timestamps[after]]
  if (right === undefined) return after - 1
  return left !== undefined && at - left <= right - at ? after - 1 : after
}

/** Returns the values of all series at a given time: largest first, then silent series, then totals. */
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

/**
 * Returns the point that applies at a given time, or undefined if there is none. A point applies for one step, or until
 * the next point if that is late but not missing.
 */
function pointAt(points: readonly ChartPoint[], at: number, step: number): ChartPoint | undefined {
  const after = lowerBound(points, at + 1, (candidate) => candidate.at)
  const [point, next] = [points[after - 1], points[after]]
  if (!point) return undefined
  return at - point.at < step || (next && !isGapBetween(point, next, step)) ? point : undefined
}

/** Returns the index of the first item at or after `at` (binary search), or `items.length` if there is none. */
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
