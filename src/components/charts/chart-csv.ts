import { tzOffset } from '@date-fns/tz'
import { minute } from '#src/domain/time/duration.ts'
import { zoneInWords } from '#src/format/dates.ts'
import type { Zone } from '#src/domain/time/time-zone.ts'
import { csvText } from '#src/lib/download.ts'
import { momentsOf, type ChartData, type Series, valuesByMoment } from './chart-data.ts'

/**
 * A chart as comma-separated values (RFC 4180): lines that say what, unit, zone and window, then one row a moment
 * with its time in ISO 8601 and the zone's offset. A gap is an empty cell; a column says which totals are partial.
 */
export function chartCsv(data: ChartData): string {
  const { label, unit, zone, from, to, series } = data
  const columns = series.flatMap((each) =>
    hasPartial(each) ? [each.label, `${each.label} is partial`] : [each.label],
  )
  const rows = valuesByMoment(data, momentsOf(data)).map(({ at, cells }) => [
    isoWithOffset(at, zone),
    ...cells.flatMap(({ series, value, partial }) => {
      const figure = value === null ? '' : String(value)
      return hasPartial(series) ? [figure, partial ? 'yes' : ''] : [figure]
    }),
  ])
  const lines = [
    [label],
    ['Unit', unit],
    ['Time zone', zoneInWords(zone, to)],
    ['From', isoWithOffset(from, zone)],
    ['To', isoWithOffset(to, zone)],
    [],
    ['Time', ...columns],
    ...rows,
  ]
  return csvText(lines)
}

/** `2026-11-23T10:14:00+01:00`: the zone's clock and its distance from UTC. */
export function isoWithOffset(at: number, zone: Zone): string {
  const offset = tzOffset(zone.name, new Date(at))
  const wall = new Date(at + offset * minute).toISOString().slice(0, 19)
  const two = (part: number) => String(Math.trunc(part)).padStart(2, '0')
  const distance = Math.abs(offset)
  return `${wall}${offset < 0 ? '-' : '+'}${two(distance / 60)}:${two(distance % 60)}`
}

function hasPartial({ points }: Series): boolean {
  return points.some((point) => point.partial)
}
