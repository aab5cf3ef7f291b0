import { tzOffset } from '@date-fns/tz'
import { minute } from '#src/domain/time/duration.ts'
import { formatTimeZone } from '#src/format/dates.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatCsv } from '#src/lib/download.ts'
import * as text from '#messages/charts.ts'
import { getTimestamps, type ChartData, type ChartSeries, toChartRows } from './chart-data.ts'

/**
 * Returns a chart as comma-separated values (RFC 4180): header lines with label, unit, zone and window, then one row
 * per timestamp, in ISO 8601 with the zone's offset. A gap is an empty cell; an extra column marks partial totals.
 */
export function formatChartCsv(data: ChartData): string {
  const { label, zone, from, to, series } = data
  const columns = series.flatMap((item) =>
    hasPartialValues(item) ? [item.label, text.csvIncomplete(item.label)] : [item.label],
  )
  const rows = toChartRows(data, getTimestamps(data)).map(({ at, cells }) => [
    formatIsoWithOffset(at, zone),
    ...cells.flatMap(({ series, value, partial }) => {
      const figure = value === null ? '' : String(value)
      return hasPartialValues(series) ? [figure, partial ? text.csvYes : ''] : [figure]
    }),
  ])
  const lines = [
    [label],
    [text.csvUnit, text.axisUnit],
    [text.csvTimeZone, formatTimeZone(zone, to)],
    [text.csvFrom, formatIsoWithOffset(from, zone)],
    [text.csvTo, formatIsoWithOffset(to, zone)],
    [],
    [text.csvTime, ...columns],
    ...rows,
  ]
  return formatCsv(lines)
}

/** Formats a time in the zone with its UTC offset, such as `2026-11-23T10:14:00+01:00`. */
export function formatIsoWithOffset(at: number, zone: TimeZone): string {
  const offset = tzOffset(zone.name, new Date(at))
  const wall = new Date(at + offset * minute).toISOString().slice(0, 19)
  const two = (part: number) => String(Math.trunc(part)).padStart(2, '0')
  const distance = Math.abs(offset)
  return `${wall}${offset < 0 ? '-' : '+'}${two(distance / 60)}:${two(distance % 60)}`
}

function hasPartialValues({ points }: ChartSeries): boolean {
  return points.some((point) => point.partial)
}
