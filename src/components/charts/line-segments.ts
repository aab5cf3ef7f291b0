import { insertGaps, type CurveKind, type ChartPoint } from './chart-data.ts'

/**
 * Part of a series. `points` contains null values where the line breaks. `dots` are isolated values, which would be
 * invisible as a line.
 */
export type LineSegment = {
  partial: boolean
  points: readonly { at: number; value: number | null }[]
  dots: readonly { at: number; value: number }[]
}

type KnownPoint = { at: number; value: number }
type PointRun = { partial: boolean; points: KnownPoint[]; end: number }

/**
 * Splits one series inside its window into two segments: complete values and partial sums. A count is held until the
 * next point or for one step. A mean is connected to its neighbours.
 *
 * @param points in chronological order
 * @param window times in Unix milliseconds: `step` is the duration of a point, `visible` is the shortest visible
 *   duration, and lines end at `until` (the current time)
 */
export function toLineSegments(
  points: readonly ChartPoint[],
  curve: CurveKind,
  window: { from: number; to: number; step: number; visible: number; until: number },
): LineSegment[] {
  const inside = clipToWindow(insertGaps(points, window.step), curve, window)
  const runs = splitIntoRuns(decimate(inside), window.step)
  return [false, true].flatMap((partial) => {
    const matchingRuns = runs.filter((run) => run.partial === partial)
    if (matchingRuns.length === 0) return []
    return [
      {
        partial,
        points: matchingRuns.flatMap((run) =>
          closeRun(run, curve, Math.min(window.to, window.until)),
        ),
        dots: matchingRuns.flatMap((run) => isolatedPoints(run, curve, window.visible)),
      },
    ]
  })
}

/** Returns the points inside the window. The count that applied at the start of the window becomes its first point. */
function clipToWindow(
  points: readonly ChartPoint[],
  curve: CurveKind,
  window: { from: number; to: number; step: number },
): ChartPoint[] {
  const inside = points.filter((point) => point.at >= window.from && point.at < window.to)
  const before = points.findLast((point) => point.at < window.from)
  const held =
    curve === 'step' &&
    before &&
    before.at + window.step > window.from &&
    inside[0]?.at !== window.from
  return held ? [{ ...before, at: window.from }, ...inside] : inside
}

/**
 * Returns runs of adjacent values that are either all complete or all partial. `end` is when the last value stops
 * applying.
 */
function splitIntoRuns(points: readonly ChartPoint[], step: number): PointRun[] {
  const runs: PointRun[] = []
  let current: PointRun | undefined
  for (const point of points) {
    const partial = point.partial ?? false
    if (current && (point.value === null || current.partial !== partial)) {
      current.end = point.at
      current = undefined
    }
    if (point.value === null) continue
    if (!current) runs.push((current = { partial, points: [], end: 0 }))
    current.points.push({ at: point.at, value: point.value })
    current.end = point.at + step
  }
  return runs
}

/** Returns the points of a run and the break after them. */
function closeRun(run: PointRun, curve: CurveKind, until: number): LineSegment['points'] {
  const last = run.points.at(-1)
  const end = Math.max(last?.at ?? 0, Math.min(run.end, until))
  const held = curve === 'step' && last && end > last.at ? [{ at: end, value: last.value }] : []
  return [...run.points, ...held, { at: end, value: null }]
}

/** Returns the values that need a dot, because a line through a single point is invisible. */
function isolatedPoints(run: PointRun, curve: CurveKind, visible: number): KnownPoint[] {
  const seen =
    run.points.length > 1 || (curve === 'step' && run.end - (run.points[0]?.at ?? 0) >= visible)
  return seen ? [] : run.points
}

/** Maximum number of points per series. More points would take time without a visible difference. */
export const maxPoints = 600

/**
 * Returns at most `max` points with which the line looks the same: the first, lowest, highest and last point of each
 * bucket, separately for complete and partial sums. Keeps a gap between two selected points if the input has a gap
 * there. Points are never averaged, so each step keeps its value and time.
 *
 * Source: U. Jugel et al., "M4: a visualization-oriented time series data aggregation", VLDB 2014.
 *
 * @param points in chronological order
 * @param max at least 20
 */
export function decimate(points: readonly ChartPoint[], max: number = maxPoints): ChartPoint[] {
  if (points.length <= max) return [...points]
  // A bucket returns at most 8 points and 8 gaps, so this number of buckets always fits. If there are few changes, far
  // more buckets fit.
  const guaranteedBuckets = Math.floor(max / 16)
  for (
    let buckets = Math.floor(max / 2);
    buckets > guaranteedBuckets;
    buckets = Math.floor(buckets * 0.8)
  ) {
    const reduced = keepExtremes(points, buckets)
    if (reduced.length <= max) return reduced
  }
  return keepExtremes(points, Math.max(1, guaranteedBuckets))
}

function keepExtremes(points: readonly ChartPoint[], buckets: number): ChartPoint[] {
  const length = Math.ceil(points.length / buckets)
  const indices = new Set<number>()
  for (let start = 0; start < points.length; start += length) {
    for (const index of extremeIndices(points, start, Math.min(start + length, points.length)))
      indices.add(index)
  }
  return restoreGaps(
    points,
    [...indices].sort((a, b) => a - b),
  )
}

/**
 * Returns the indices of the first, lowest, highest and last value in `[start, end)`, separately for complete and
 * partial sums.
 */
function extremeIndices(points: readonly ChartPoint[], start: number, end: number): number[] {
  return [false, true].flatMap((partial) => {
    let chosen: { first: number; last: number; low: number; high: number } | undefined
    let lowest = Infinity
    let highest = -Infinity
    for (let index = start; index < end; index += 1) {
      const point = points[index]
      if (!point || point.value === null || (point.partial ?? false) !== partial) continue
      chosen ??= { first: index, last: index, low: index, high: index }
      chosen.last = index
      if (point.value < lowest) [lowest, chosen.low] = [point.value, index]
      if (point.value > highest) [highest, chosen.high] = [point.value, index]
    }
    return chosen ? Object.values(chosen) : []
  })
}

/** Returns the points at the indices, and the first gap before, between and after them. */
function restoreGaps(points: readonly ChartPoint[], indices: readonly number[]): ChartPoint[] {
  const bounds = [-1, ...indices, points.length]
  return bounds.flatMap((index, position) => {
    const point = points[index]
    const next = bounds[position + 1]
    const gap = next === undefined ? undefined : firstGap(points, index + 1, next)
    return [point, gap].filter((item) => item !== undefined)
  })
}

function firstGap(
  points: readonly ChartPoint[],
  start: number,
  end: number,
): ChartPoint | undefined {
  for (let index = start; index < end; index += 1) {
    const point = points[index]
    if (point?.value === null) return point
  }
  return undefined
}
