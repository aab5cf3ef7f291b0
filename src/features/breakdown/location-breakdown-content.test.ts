import { expect, test } from 'vitest'
import * as text from '#messages/breakdown.tsx'
import { computeTotals } from '#src/domain/occupancy/totals.ts'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { describeOmittedRooms } from './location-breakdown-content.tsx'

const whole = computeTotals([makeLiveRoom({ sensors: [1] }), makeLiveRoom({ sensors: [0] })])
const partial = computeTotals([
  makeLiveRoom({ sensors: [2, 'missing'] }),
  makeLiveRoom({ sensors: [1] }),
])

test('marks an incomplete total in its value and in its description', () => {
  expect(text.amount(whole.people, whole.atLeast)).toBe('1')
  expect(text.roomsInUse(whole)).toBe('1 of 2 rooms in use')
  expect(text.amount(partial.people, partial.atLeast)).toBe('3+')
  expect(text.roomsInUse(partial)).toBe('2 of 2 rooms in use, 1 with missing data')
})

test('the description of a total explains why it is a lower bound', () => {
  expect(text.totalRule(whole)).toBe(
    'The sum of all rooms. Each room is the sum of its sensors’ latest counts.',
  )
  expect(text.totalRule(partial)).toMatch(
    /1 of 2 rooms has missing sensors or no data\. Missing values are left out of the total\.$/,
  )
})

test('summarises omitted rooms as counts', () => {
  const none = { incomplete: [], counted: [], empty: 0, withoutSensors: 0 }
  const rest = (incomplete: number, counted: number, people: number) =>
    describeOmittedRooms({ ...none, omitted: { incomplete, counted, people } })
  expect(rest(0, 0, 0)).toEqual([])
  expect(rest(0, 12, 34)).toEqual(['12 more rooms with 34 people'])
  expect(rest(2, 0, 0)).toEqual(['2 more rooms with 0 people (2 with missing data)'])
  expect(
    describeOmittedRooms({
      ...none,
      omitted: { incomplete: 0, counted: 0, people: 0 },
      empty: 212,
      withoutSensors: 1,
    }),
  ).toEqual(['212 rooms with 0 people', '1 room without presence sensors (not counted)'])
})

test('describes excluded devices by reason', () => {
  expect(text.devicesNotCounted({ test: 4, uninstalled: 1, traffic: 2 })).toBe(
    'Not counted: 4 test devices, 1 uninstalled sensor and 2 traffic sensors.',
  )
  expect(text.devicesNotCounted({ test: 0, uninstalled: 0, traffic: 1 })).toBe(
    'Not counted: 1 traffic sensor.',
  )
})
