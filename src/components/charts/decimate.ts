import type { ChartPoint } from './chart-data.ts'

/** Maximum points drawn per series: more points than pixels would only cost time. */
export const maxPoints = 600

/**
 * Returns at most `max` of the points, chosen so that the line looks the same: the first, lowest, highest and last of
 * each bucket, separately for complete and partial sums, plus a gap wherever there was one between two selected points.
 * Points are selected, never averaged, so each step keeps its value and time.
 *
 * Source: U. Jugel et al., "M4: a visualization-oriented time series data aggregation", VLDB 2014.
 *
 * @param points in order of time
 * @param max at least 20
 */
export function decimate(points: readonly ChartPoint[], max: number = maxPoints): ChartPoint[] {
  if (points.length <= max) return [...points]
  // A bucket yields at most 8 points and 8 gaps, so this many buckets always fit; quiet series fit far more.
  const guaranteedStretches = Math.floor(max / 16)
  for (
    let stretches = Math.floor(max / 2);
    stretches > guaranteedStretches;
    stretches = Math.floor(stretches * 0.8)
  ) {
    const reduced = keepExtremes(points, stretches)
    if (reduced.length <= max) return reduced
  }
  return keepExtremes(points, Math.max(1, guaranteedStretches))
}

function keepExtremes(points: readonly ChartPoint[], stretches: number): ChartPoint[] {
  const length = Math.ceil(points.length / stretches)
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

/** Indices of the first, lowest, highest and last value in `[start, end)`, separately for complete and partial sums. */
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

/** The points at the indices, plus the first gap between adjacent ones, before the first and after the last. */
function restoreGaps(points: readonly ChartPoint[], indices: readonly number[]): ChartPoint[] {
  const bounds = [-1, ...indices, points.length]
  return bounds.flatMap((index, position) => {
    const point = points[index]
    const next = bounds[position + 1]
    const gap = next === undefined ? undefined : firstGap(points, index + 1, next)
    return [point, gap].filter((each) => each !== undefined)
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
