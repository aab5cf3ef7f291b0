import { decimate } from './decimate.ts'
import { insertGaps, type CurveKind, type ChartPoint } from './chart-data.ts'

/** Part of a series to draw: points, with `null` where the line breaks, and isolated values that need a dot. */
export type LineSegment = {
  partial: boolean
  points: readonly { at: number; value: number | null }[]
  dots: readonly { at: number; value: number }[]
}

type KnownPoint = { at: number; value: number }
type PointRun = { partial: boolean; points: KnownPoint[]; end: number }

/**
 * Splits one series inside its window into segments: one for complete values, one for partial sums. A count is held
 * until the next point or for one step; a mean is connected to its neighbours.
 *
 * @param points in order of time
 * @param window Unix milliseconds; `step` is the duration of one point, `visible` the shortest span that can be seen,
 *   and `until` (now) the time at which lines end
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

/** Returns the points inside the window; the count that applied at its start is moved to its left edge. */
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

/** Runs of adjacent values of the same kind; `end` is when the last value stops applying. */
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

/** The points of the run, followed by a break. */
function closeRun(run: PointRun, curve: CurveKind, until: number): LineSegment['points'] {
  const last = run.points.at(-1)
  const end = Math.max(last?.at ?? 0, Math.min(run.end, until))
  const held = curve === 'step' && last && end > last.at ? [{ at: end, value: last.value }] : []
  return [...run.points, ...held, { at: end, value: null }]
}

/** Values that need a dot: a line through a single point draws nothing. */
function isolatedPoints(run: PointRun, curve: CurveKind, visible: number): KnownPoint[] {
  const seen =
    run.points.length > 1 || (curve === 'step' && run.end - (run.points[0]?.at ?? 0) >= visible)
  return seen ? [] : run.points
}
