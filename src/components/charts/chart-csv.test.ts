import { expect, test } from 'vitest'
import { hour, minute } from '#src/domain/time/duration.ts'
import { formatCsv } from '#src/lib/csv.ts'
import { parseCsv } from '#src/testing/parse-csv.ts'
import { chartStart, makeSensorChart } from '#src/testing/sensor-chart.ts'
import { toChartExport } from './chart-csv.ts'
import type { ChartPoint } from './chart-data.ts'

const data = makeSensorChart({
  label: 'People by sensor, Juniper',
  north: 'North "A"',
  door: '=HYPERLINK("x")',
})

const heading = {
  title: 'Juniper, Floor 3, Main building - occupancy, 1 h',
  details: [['Room', 'Juniper']],
} as const

test('exports title, details, unit, time zone and time range, with UTC offsets in times and empty cells for gaps', () => {
  expect(parseCsv(formatCsv(toChartExport(data, heading)))).toEqual([
    ['Juniper, Floor 3, Main building - occupancy, 1 h'],
    ['Room', 'Juniper'],
    ['Unit', 'people'],
    ['Time zone', 'Europe/Berlin (CET)'],
    ['From', '2026-11-23T10:10:00+01:00'],
    ['To', '2026-11-23T10:13:00+01:00'],
    [''],
    ['Time', 'North "A"', `'=HYPERLINK("x")`, 'Room', 'Room (incomplete)'],
    ['2026-11-23T10:10:00+01:00', '1', '3', '4', ''],
    ['2026-11-23T10:11:00+01:00', '2.25', '', '2', 'yes'],
  ])
})

/** Returns the CSV rows of a day in 5-minute steps. The last step is in progress. */
function dayOf(points: (from: number, now: number) => ChartPoint[]): string[][] {
  const step = 5 * minute
  const now = chartStart + 2 * minute
  const from = Math.floor((now - 24 * hour) / step) * step
  const series = [{ id: 'n', label: 'North', colour: '', points: points(from, now) }]
  const table = toChartExport({ ...data, from, to: now, now, step, series }, heading)
  return table.rows.slice(1).map((cells) => cells.map(String))
}
const everyStep = (from: number, to: number) =>
  Array.from({ length: Math.ceil((to - from) / (5 * minute)) }, (_, index) => ({
    at: from + index * 5 * minute,
    value: 2,
  }))

test('a sensor that was silent from 15 to 10 hours ago has empty cells in 60 of the 289 rows of 24 hours', () => {
  const rows = dayOf((from, now) =>
    everyStep(from, now).filter(({ at }) => at < from + 9 * hour || at >= from + 14 * hour),
  )
  expect(rows).toHaveLength(289)
  expect(rows.filter(([, value]) => value === 'null')).toHaveLength(60)
  expect(new Set(rows.map(([time]) => time)).size).toBe(289)
})

test('a sensor that was silent at the start and is silent now has a row for each step of both gaps', () => {
  const rows = dayOf((from, now) =>
    everyStep(from, now).filter(({ at }) => at >= from + hour && at < from + 23 * hour),
  )
  expect(rows).toHaveLength(289)
  expect(rows.filter(([, value]) => value === 'null')).toHaveLength(12 + 13)
})

test('does not treat a step in progress or a late reading as a gap', () => {
  const late = (from: number, now: number) =>
    everyStep(from, now)
      .slice(0, -1)
      .map((point, index) => (index === 7 ? { ...point, at: point.at + 2 * minute } : point))
  expect(dayOf(late)).toHaveLength(288)
})
