import {
  type ChartData,
  type ChartPoint,
  gapTolerance,
  getTimestamps,
  type SeriesValue,
} from './chart-data.ts'

/** A row of the table: the values of all series at a given time, in the order of the chart. */
type ChartRow = { at: number; cells: readonly SeriesValue[] }

/** Returns the rows of the table. A cell has a value only if its series has a point at exactly that time. */
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

/** Returns the times of the rows in the table and the CSV file: every time with a point, and every step without one. */
function getRowTimes(data: Pick<ChartData, 'series' | 'from' | 'to' | 'step' | 'now'>): number[] {
  const { from, to, step, now = to } = data
  const rows: number[] = []
  let expected = from
  const addMissingSteps = (end: number, tolerance: number) => {
    if (end - expected <= tolerance) return
    for (; expected < end; expected += step) rows.push(expected)
  }
  for (const at of getTimestamps(data)) {
    // If the next point is early, the last step of the gap is shorter.
    addMissingSteps(at - (gapTolerance - 1) * step, 0)
    rows.push(at)
    expected = at + step
  }
  // The newest step may be in progress, so a gap at the end counts only if it is one step longer.
  addMissingSteps(Math.min(to, now), gapTolerance * step)
  return rows
}
