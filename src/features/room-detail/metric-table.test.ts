import { expect, test } from 'vitest'
import type { SensorContribution } from '#src/domain/occupancy/room-occupancy.ts'
import type { MetricValues } from '#src/contract/reporting.ts'
import { makeMetrics } from '#src/testing/fixtures.ts'
import { buildMetricRows, type RoomMetricValue } from './metric-table.tsx'
import type { SensorRow } from './sensor-list.tsx'

const row = (contribution: SensorContribution, metrics: MetricValues | null): SensorRow => ({
  mac: contribution.mac,
  address: contribution.mac,
  name: contribution.mac,
  hasName: true,
  colour: 'var(--series-1)',
  contribution,
  metrics,
  isQuiet: contribution.kind === 'quiet',
  health: { kind: 'quiet' },
})
const counted = (last: number, rest: Partial<MetricValues> = {}) =>
  row({ kind: 'counted', mac: `c${last}`, people: last }, makeMetrics(last, rest))
const quiet = row({ kind: 'quiet', mac: 'q' }, null)
const missing = row({ kind: 'missing', mac: 'm', why: 'silent', lastKnown: null }, null)

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
const roomColumn = (rows: readonly SensorRow[]) =>
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

test('keeps one column per sensor', () => {
  const last = buildMetricRows([counted(4), missing, counted(3)])[0]
  expect(last?.values).toEqual([4, null, 3])
})
