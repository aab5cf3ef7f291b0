import { expect, test } from 'vitest'
import { getChartGaps } from '#src/components/charts/chart-data.ts'
import { minute } from '#src/domain/time/duration.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { buildChartData } from './chart-data.ts'
import type { ChartMetric } from './chart-params.ts'
import { sensorLabels } from '#src/format/sensor-labels.ts'

const zone = toTimeZone('Europe/Berlin')
const from = Date.UTC(2026, 10, 23, 9)
const at = from + 5 * minute
/** Returns one sample per minute; null stands for a minute without a reading. */
const samples = (...values: (number | null)[]) =>
  values.flatMap((value, index) =>
    value === null ? [] : [{ at: from + index * minute, value, sensors: 1, largest: value }],
  )

function chart(
  sensors: Record<string, ReturnType<typeof samples>>,
  { metric = 'last', macs = Object.keys(sensors) }: { metric?: ChartMetric; macs?: string[] } = {},
) {
  const labels = sensorLabels(macs, 'juniper', undefined)
  return buildChartData(
    { from, to: at, at, sensors },
    labels,
    { metric, step: minute, period: 'past hour' },
    { capacity: 14, maximum: 140 },
    zone,
  )
}
const roomOf = (data: ReturnType<typeof chart>) =>
  data.series
    .find(({ emphasis }) => emphasis === 'total')
    ?.points.map(({ value, partial }) => (partial ? `${value}+` : value))

test('draws a line for each sensor and, for the room, their sum at every time', () => {
  const data = chart({ a: samples(1, 2, 2, 3, 3), b: samples(4, 4, 5, 5, 5) })
  expect(data.series.map(({ label }) => label)).toEqual(['a', 'b', 'Room'])
  expect(roomOf(data)).toEqual([5, 6, 7, 8, 8])
})

test('a silent sensor leaves a gap in its line and makes the room’s sum a lower bound', () => {
  const data = chart({ a: samples(1, 1, 1, 1, 1), b: samples(4, null, null, null, 4) })
  expect(data.series[1]?.points).toHaveLength(2)
  expect(roomOf(data)).toEqual([5, '1+', '1+', '1+', 5])
  expect(getChartGaps(data)).toEqual([
    { from: from + minute, to: from + 4 * minute, label: 'b: no data', complete: false },
  ])
})

test('treats an implausible count as a gap and leaves it out of the room’s sum', () => {
  const data = chart({ a: samples(1, 1, 1, 1, 1), b: samples(4, 123_456_789, 4, 4, 4) })
  expect(roomOf(data)).toEqual([5, '1+', 5, 5, 5])
})

test('includes a sensor without readings as a gap', () => {
  const data = chart({ a: samples(1, 1) }, { macs: ['a', 'b'] })
  expect(data.series.map(({ label }) => label)).toEqual(['a', 'b', 'Room'])
  expect(roomOf(data)).toEqual(['1+', '1+'])
})

test('does not count a sensor as missing while the newest minute is in progress', () => {
  const data = chart({ a: samples(1, 1, 1, 1, 1, 1), b: samples(4, 4, 4, 4, 4) })
  expect(roomOf(data)).toEqual([5, 5, 5, 5, 5])
})

test('the max metric has no line for the room and no line for its capacity', () => {
  const data = chart({ a: samples(1), b: samples(2) }, { metric: 'max' })
  expect(data.series.map(({ label }) => label)).toEqual(['a', 'b'])
  expect(data.limit).toBeUndefined()
  expect(chart({ a: samples(1) }, { metric: 'mean' })).toMatchObject({ limit: 14, curve: 'linear' })
})

test('a room with one sensor has no separate line for the room', () => {
  expect(chart({ a: samples(1, 2) }).series.map(({ label }) => label)).toEqual(['a'])
})
