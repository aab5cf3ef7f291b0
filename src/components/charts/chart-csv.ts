import { formatTimeZone } from '#src/format/dates.ts'
import { formatIsoTime } from '#src/format/iso-time.ts'
import type { ExportHeading, TableExport } from '#src/lib/csv.ts'
import * as text from '#messages/charts.ts'
import { timeZone } from '#messages/export.ts'
import type { ChartData, ChartSeries } from './chart-data.ts'
import { toChartRows } from './chart-rows.ts'

/**
 * Returns a chart as a table for export: heading, unit, time zone and time range, then one row per step. Times include
 * the UTC offset, and gaps are empty cells. An additional column marks the partial sums of a series.
 */
export function toChartExport(data: ChartData, { title, details }: ExportHeading): TableExport {
  const { zone, from, to, series } = data
  const columns = series.flatMap((item) =>
    hasPartialValues(item) ? [item.label, text.csvIncomplete(item.label)] : [item.label],
  )
  const rows = toChartRows(data).map(({ at, cells }) => [
    formatIsoTime(at, zone),
    ...cells.flatMap(({ series, value, partial }) =>
      hasPartialValues(series) ? [value, partial ? text.csvYes : null] : [value],
    ),
  ])
  return {
    title,
    details: [
      ...details,
      [text.csvUnit, text.axisUnit],
      [timeZone, formatTimeZone(zone, from, to)],
      [text.csvFrom, formatIsoTime(from, zone)],
      [text.csvTo, formatIsoTime(to, zone)],
    ],
    rows: [[text.csvTime, ...columns], ...rows],
  }
}

function hasPartialValues({ points }: ChartSeries): boolean {
  return points.some((point) => point.partial)
}
