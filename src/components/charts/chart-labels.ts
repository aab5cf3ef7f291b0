import * as text from '#messages/charts.ts'
import { formatDecimal } from '#src/format/decimals.ts'
import { type SeriesValue, type ChartData, getChartGaps, partsOnly } from './chart-data.ts'
import { tzOffset } from '@date-fns/tz'
import { hour } from '#src/domain/time/duration.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import {
  timeZoneAbbreviation,
  formatTimeZone,
  formatDateTime,
  formatTime,
} from '#src/format/dates.ts'
import { type TimeZone } from '#src/domain/time/time-zone.ts'

/** Formats a value as `14`, a partial sum as `10+`, and a gap as `–`. */
export function formatSeriesValue({ value, partial }: SeriesValue): string {
  return value === null ? '–' : `${formatDecimal(value)}${partial ? '+' : ''}`
}

/**
 * Formats a time as `10:24`. Includes the date if the chart covers more than one day, and the zone around a clock
 * change, where `02:10` can occur twice.
 */
export function formatTimestamp(
  { from, to, zone }: Pick<ChartData, 'from' | 'to' | 'zone'>,
  at: number,
): string {
  const isOneDay = startOfLocalDay(from, zone) === startOfLocalDay(to - 1, zone)
  const time = isOneDay ? formatTime(at, zone) : formatDateTime(at, zone, to)
  return isNearClockChange(at, zone) ? `${time} ${timeZoneAbbreviation(zone, at)}` : time
}

function isNearClockChange(at: number, zone: TimeZone): boolean {
  return tzOffset(zone.name, new Date(at - hour)) !== tzOffset(zone.name, new Date(at + hour))
}

/** Describes the chart for screen readers in full sentences: its range, highest value, capacity and gaps. */
export function describeChart(data: ChartData): string {
  const { zone, from, to, limit } = data
  const formatAt = (at: number) => formatDateTime(at, zone, to)
  const window = text.summaryRange(formatAt(from), formatAt(to), formatTimeZone(zone, from, to))
  const highest = findPeak(data)
  const peak = highest
    ? text.summaryPeak(highest.label, highest.value, formatAt(highest.at))
    : text.summaryNoData
  const capacitySentences = limit === undefined ? [] : [text.summaryCapacity(limit)]
  const gapSentences = getChartGaps(data).map((gap) =>
    text.summaryGap(gap.label, formatAt(gap.from), formatAt(gap.to)),
  )
  const gapSummary =
    gapSentences.length > 3 ? [text.summaryGapCount(gapSentences.length)] : gapSentences
  return [window, peak, ...capacitySentences, ...gapSummary].join(' ')
}

/** Returns the highest value of the totals, or of all series if there is no total. */
function findPeak({ series, from, to }: ChartData) {
  const totals = series.filter(({ emphasis }) => emphasis === 'total')
  let highest: { label: string; value: number; at: number } | null = null
  for (const { label, points } of totals.length > 0 ? totals : partsOnly(series)) {
    for (const { at, value } of points) {
      if (value === null || at < from || at >= to) continue
      if (!highest || value > highest.value) highest = { label, value, at }
    }
  }
  return highest
}
