import { expect, test } from 'vitest'
import type { MetricValues } from '#src/contract/reporting.ts'
import { makeMetrics } from '#src/testing/fixtures.ts'
import { buildMetricRows, type RoomMetricValue } from './room-metrics.ts'

type SensorMetrics = Parameters<typeof buildMetricRows>[0][number]

const counted = (last: number, rest: Partial<MetricValues> = {}): SensorMetrics => ({
  metrics: makeMetrics(last, rest),
  isQuiet: false,
})
const quiet: SensorMetrics = { metrics: null, isQuiet: true }
const missing: SensorMetrics = { metrics: null, isQuiet: false }

const shown = (cell: RoomMetricValue) => {
  switch (cell.kind) {
    case 'exact':
      return `${cell.value}`
    case 'partial':
      return `${cell.value}+`
    case 'bound':
      return `${cell.sign} ${cell.value}`
    case 'unknown':
      return '?'
    case 'never':
      return '–'
  }
}
const roomColumn = (rows: readonly SensorMetrics[]) =>
  Object.fromEntries(buildMetricRows(rows).map(({ metric, room }) => [metric.name, shown(room)]))

test('the room column sums additive metrics and marks bounds', () => {
  const rows = [
    counted(4, { max: 6, min: 1, mean: 4.2 }),
    counted(3, { max: 5, min: 0, mean: 3.1 }),
  ]
  expect(roomColumn(rows)).toMatchObject({
    last: '7',
    max: '≤ 11',
    min: '≥ 1',
    mean: `${4.2 + 3.1}`,
    count: '2',
    stddev: '–',
  })
})

test('with a sensor missing, sums are lower bounds and the sum of max is unknown', () => {
  expect(roomColumn([counted(4), missing])).toMatchObject({
    last: '4+',
    mean: '4+',
    max: '?',
    min: '≥ 4',
    count: '1+',
    stddev: '–',
  })
})

test('a quiet sensor adds zero and does not count as missing', () => {
  expect(roomColumn([counted(4), quiet])).toMatchObject({
    last: '4',
    max: '≤ 4',
    min: '≥ 4',
    count: '1',
  })
})

test('a metric that one sensor lacks is unknown for the room', () => {
  expect(roomColumn([counted(4, { median: null }), counted(3)])['median']).toBe('?')
})

test('without readings, all sums and bounds of the room are unknown', () => {
  expect(roomColumn([missing])).toMatchObject({ last: '?', max: '?', min: '?', stddev: '–' })
})

test('has one column per sensor, which is null for a missing sensor', () => {
  const last = buildMetricRows([counted(4), missing, counted(3)])[0]
  expect(last?.values).toEqual([4, null, 3])
})
