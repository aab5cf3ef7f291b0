import type { ChartData, Point } from './series.ts'
import type { Saying } from './moments.ts'

/** One row of the chart as a table: what each series says at a moment, in the chart's order. */
export type Row = { at: number; cells: readonly Saying[] }

/** A row for each moment. A cell has a value only if its series has a point at that very moment. */
export function valuesByMoment(
  { series }: Pick<ChartData, 'series'>,
  moments: readonly number[],
): Row[] {
  const columns = series.map((each) => ({
    series: each,
    points: new Map(each.points.map((point): [number, Point] => [point.at, point])),
  }))
  return moments.map((at) => ({
    at,
    cells: columns.map(({ series, points }) => {
      const point = points.get(at)
      return { series, value: point?.value ?? null, partial: point?.partial ?? false }
    }),
  }))
}
