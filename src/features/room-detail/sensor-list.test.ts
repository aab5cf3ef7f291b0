import { expect, test } from 'vitest'
import type { Snapshot } from '#src/domain/readings/readings.ts'
import { makeMetrics, makeLiveRoomFrom } from '#src/testing/fixtures.ts'
import { barMaximum, buildSensorRows } from './sensor-list.tsx'

const room = makeLiveRoomFrom(
  [
    { kind: 'counted', mac: 'b', people: 3 },
    { kind: 'counted', mac: 'a', people: 4 },
    { kind: 'missing', mac: 'c', why: 'malformed', lastKnown: null },
  ],
  { kind: 'at-least', people: 7 },
)
const snapshot: Snapshot = {
  at: 1_000,
  readings: {
    juniper: {
      a: { kind: 'reading', metrics: makeMetrics(4, { max: 6, mean: 4.2 }) },
      b: { kind: 'reading', metrics: makeMetrics(3, { max: null, mean: null }) },
      c: { kind: 'malformed' },
    },
  },
  vanished: {},
}

test('returns a row for every sensor, whether it reports or not', () => {
  const rows = buildSensorRows(room, snapshot, undefined, 'live')
  expect(rows.map(({ mac, metrics, health }) => [mac, metrics?.last ?? null, health.kind])).toEqual(
    [
      ['a', 4, 'reporting'],
      ['b', 3, 'reporting'],
      ['c', null, 'malformed'],
    ],
  )
})

test('an expired snapshot yields no values, only the times of the last reports', () => {
  const rows = buildSensorRows(room, snapshot, undefined, 'no-data')
  expect(rows.map(({ metrics }) => metrics)).toEqual([null, null, null])
  expect(rows.map(({ contribution }) => contribution.kind)).toEqual(Array(3).fill('missing'))
  expect(rows[0]?.health).toEqual({ kind: 'reported', at: 1_000 })
})

test('all bars use the scale of the largest value', () => {
  expect(barMaximum(buildSensorRows(room, snapshot, undefined, 'live'))).toBe(6)
})

test('without values, the scale of the bars ends at 1, not 0', () => {
  expect(barMaximum([])).toBe(1)
})
