import { type ChartData, type Gap, type Point, type Series, parts } from './series.ts'

/** Longer than this many steps between two points is a gap; shorter is a late one. */
const tolerance = 1.5

/** Whether the points are too far apart for the first to be true until the second. `step` in milliseconds. */
export function silentBetween(earlier: Point, later: Point, step: number): boolean {
  return later.at - earlier.at > tolerance * step
}

/**
 * The same points with an explicit `null` where one is missing, one step after the last that was there: a gap is a
 * gap, never bridged.
 *
 * @param points in order of time
 * @param step milliseconds expected between two points
 */
export function withGaps(points: readonly Point[], step: number): Point[] {
  return points.flatMap((point, index) => {
    const next = points[index + 1]
    const missing =
      next && point.value !== null && next.value !== null && silentBetween(point, next, step)
    return missing ? [point, { at: point.at + step, value: null }] : [point]
  })
}

/** The spans of one series, within `[from, to)`, that no value covers. */
function spansWithout(points: readonly Point[], step: number, from: number, to: number) {
  const spans: { from: number; to: number }[] = []
  let covered = from
  for (const point of points) {
    if (point.value === null) continue
    if (point.at - covered > (tolerance - 1) * step) spans.push({ from: covered, to: point.at })
    covered = Math.max(covered, point.at + step)
  }
  // The newest window may still be under way, so silence at the end needs one step more.
  if (to - covered > tolerance * step) spans.push({ from: covered, to })
  return spans.filter((span) => span.from < to && span.to > from)
}

/** `North silent`, `North and Door silent`, `4 silent`: short enough to stand in a hatch. */
function silenceInWords(labels: readonly string[]): string {
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
export function silentSpans(
  series: readonly Series[],
  step: number,
  from: number,
  to: number,
): Gap[] {
  const silences = series.flatMap(({ label, points }) =>
    spansWithout(points, step, from, to).map((span) => ({ ...span, label })),
  )
  const cuts = [...new Set(silences.flatMap((span) => [span.from, span.to]))].sort((a, b) => a - b)
  return cuts.flatMap((start, index) => {
    const end = cuts[index + 1]
    const silent = silences.filter((span) => span.from <= start && span.to > start)
    if (end === undefined || silent.length === 0) return []
    return [{ from: start, to: end, label: silenceInWords(silent.map((span) => span.label)) }]
  })
}

/** The gaps of a chart: the given ones, else every silence of its parts up to now. */
export function gapsOf(data: ChartData): readonly Gap[] {
  const end = Math.min(data.to, data.now ?? data.to)
  return data.gaps ?? silentSpans(parts(data.series), data.step, data.from, end)
}
