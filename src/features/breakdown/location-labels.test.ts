import { expect, test } from 'vitest'
import { computeTotals } from '#src/domain/occupancy/totals.ts'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import {
  describeExcludedDevices,
  describeRoomsInUse,
  describeOmittedRooms,
  formatTotal,
  describeTotal,
} from './location-labels.ts'

const whole = computeTotals([makeLiveRoom({ sensors: [1] }), makeLiveRoom({ sensors: [0] })])
const partial = computeTotals([
  makeLiveRoom({ sensors: [2, 'missing'] }),
  makeLiveRoom({ sensors: [1] }),
])

test('marks an incomplete total in its value and in its description', () => {
  expect(formatTotal(whole)).toBe('1')
  expect(describeRoomsInUse(whole)).toBe('1 of 2 rooms in use')
  expect(formatTotal(partial)).toBe('3+')
  expect(describeRoomsInUse(partial)).toBe('2 of 2 rooms in use, 1 incomplete')
})

test('the description of a total explains why it is a lower bound', () => {
  expect(describeTotal(whole)).not.toMatch(/at least/i)
  expect(describeTotal(partial)).toMatch(
    /At least this many: 1 of 2 rooms lacks a sensor or has no data/,
  )
})

test('summarises omitted rooms by count', () => {
  const none = { incomplete: [], counted: [], empty: 0, withoutSensors: 0 }
  const rest = (incomplete: number, counted: number, people: number) =>
    describeOmittedRooms({ ...none, omitted: { incomplete, counted, people } })
  expect(rest(0, 0, 0)).toEqual([])
  expect(rest(0, 12, 34)).toEqual(['and 12 more rooms with 34 people'])
  expect(rest(2, 0, 0)).toEqual(['and 2 more rooms with 0 people, 2 of them incomplete'])
  expect(
    describeOmittedRooms({
      ...none,
      omitted: { incomplete: 0, counted: 0, people: 0 },
      empty: 212,
      withoutSensors: 1,
    }),
  ).toEqual(['and 212 rooms with 0 people', 'and 1 room without presence sensors, not counted'])
})

test('describes excluded devices by reason', () => {
  expect(describeExcludedDevices({ test: 0, uninstalled: 0, traffic: 0 })).toBe('')
  expect(describeExcludedDevices({ test: 4, uninstalled: 1, traffic: 2 })).toBe(
    '4 test devices, 1 sensor not installed, 2 traffic sensors',
  )
})
