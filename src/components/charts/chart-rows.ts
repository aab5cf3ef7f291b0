import {
  type ChartData,
  type ChartPoint,
  gapTolerance,
  getTimestamps,
  type SeriesValue,
} from './chart-data.ts'

/** One row of the chart's table: the value of each series at a time, in the chart's order. */
type ChartRow = { at: number; cells: readonly SeriesValue[] }

/**
 * Returns the rows of the chart's table, one for each time that `getRowTimes` returns. A cell has a value only if its
 * series has a point at exactly that time.
 */
export function toChartRows(data: ChartData): ChartRow[] {
  const columns = data.series.map((item) => ({
    series: item,
    points: new Map(item.points.map((point): [number, ChartPoint] => [point.at, point])),
  }))
  return getRowTimes(data).map((at) => ({
    at,
    cells: columns.map(({ series, points }) => {
      const point = points.get(at)
      return { series, value: point?.value ?? null, partial: point?.partial ?? false }
    }),
  }))
}

/**
 * Returns the times of the rows of the table and the CSV: every time at which the chart has a point, and every step that
 * lacks one.
 */
function getRowTimes(data: Pick<ChartData, 'series' | 'from' | 'to' | 'step' | 'now'>): number[] {
  const { from, to, step, now = to } = data
  const rows: number[] = []
  let expected = from
  const addMissingSteps = (end: number, tolerance: number) => {
    if (end - expected <= tolerance) return
    for (; expected < end; expected += step) rows.push(expected)
  }
  for (const at of getTimestamps(data)) {
    // The last step of a gap is shorter if the next point is early.
    addMissingSteps(at - (gapTolerance - 1) * step, 0)
    rows.push(at)
    expected = at + step
  }
  // The newest step may still be in progress, so a gap at the end must be one step longer to count.
  addMissingSteps(Math.min(to, now), gapTolerance * step)
  return rows
}
