import { decimate } from './decimate.ts'
import { withGaps, type CurveKind, type Point } from './chart-data.ts'

/** What is drawn of one series: points with `null` where the pen lifts, and those that need a dot to be seen. */
export type Stroke = {
  partial: boolean
  points: readonly { at: number; value: number | null }[]
  dots: readonly { at: number; value: number }[]
}

type Known = { at: number; value: number }
type Run = { partial: boolean; points: Known[]; end: number }

/**
 * The strokes of one series inside its window: one for full values, one for partial sums. A count is held until the
 * next point or for one step; a mean is joined to its neighbours.
 *
 * @param points in order of time
 * @param window Unix milliseconds; `step` is what one point stands for, `visible` the shortest span that
 *   shows, `until` the time that no line passes (now)
 */
export function strokesOf(
  points: readonly Point[],
  curve: CurveKind,
  window: { from: number; to: number; step: number; visible: number; until: number },
): Stroke[] {
  const inside = clip(withGaps(points, window.step), curve, window)
  const runs = runsOf(decimate(inside), window.step)
  return [false, true].flatMap((partial) => {
    const own = runs.filter((run) => run.partial === partial)
    if (own.length === 0) return []
    return [
      {
        partial,
        points: own.flatMap((run) => penned(run, curve, Math.min(window.to, window.until))),
        dots: own.flatMap((run) => lone(run, curve, window.visible)),
      },
    ]
  })
}

/** Only what lies in the window; the count that was true when it began is moved to its edge. */
function clip(
  points: readonly Point[],
  curve: CurveKind,
  window: { from: number; to: number; step: number },
): Point[] {
  const inside = points.filter((point) => point.at >= window.from && point.at < window.to)
  const before = points.findLast((point) => point.at < window.from)
  const held =
    curve === 'step' &&
    before &&
    before.at + window.step > window.from &&
    inside[0]?.at !== window.from
  return held ? [{ ...before, at: window.from }, ...inside] : inside
}

/** Neighbouring values of the same kind; `end` is when the last of them stops being true. */
function runsOf(points: readonly Point[], step: number): Run[] {
  const runs: Run[] = []
  let current: Run | undefined
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

/** The run followed by a lift of the pen. */
function penned(run: Run, curve: CurveKind, until: number): Stroke['points'] {
  const last = run.points.at(-1)
  const end = Math.max(last?.at ?? 0, Math.min(run.end, until))
  const held = curve === 'step' && last && end > last.at ? [{ at: end, value: last.value }] : []
  return [...run.points, ...held, { at: end, value: null }]
}

/** A value between two gaps: a line through one point draws nothing. */
function lone(run: Run, curve: CurveKind, visible: number): Known[] {
  const seen =
    run.points.length > 1 || (curve === 'step' && run.end - (run.points[0]?.at ?? 0) >= visible)
  return seen ? [] : run.points
}
