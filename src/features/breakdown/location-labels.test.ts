import { expect, test } from 'vitest'
import { totals } from '#src/domain/occupancy/totals.ts'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import {
  devicesInWords,
  placeLine,
  restInWords,
  totalInDigits,
  totalRule,
} from './location-labels.ts'

const whole = totals([makeLiveRoom({ sensors: [1] }), makeLiveRoom({ sensors: [0] })])
const partial = totals([makeLiveRoom({ sensors: [2, 'missing'] }), makeLiveRoom({ sensors: [1] })])

test('a total that lacks something says so, in its figure and in its line', () => {
  expect(totalInDigits(whole)).toBe('1')
  expect(placeLine(whole)).toBe('1 of 2 rooms in use')
  expect(totalInDigits(partial)).toBe('3+')
  expect(placeLine(partial)).toBe('2 of 2 rooms in use, 1 incomplete')
})

test('the rule of a total says why it is a lower bound', () => {
  expect(totalRule(whole)).not.toMatch(/at least/i)
  expect(totalRule(partial)).toMatch(
    /At least this many: 1 of 2 rooms lacks a sensor or has no data/,
  )
})

test('rooms that are not listed are counted', () => {
  const none = { incomplete: [], counted: [], empty: 0, withoutSensors: 0 }
  const rest = (incomplete: number, counted: number, people: number) =>
    restInWords({ ...none, rest: { incomplete, counted, people } })
  expect(rest(0, 0, 0)).toEqual([])
  expect(rest(0, 12, 34)).toEqual(['and 12 more rooms with 34 people'])
  expect(rest(2, 0, 0)).toEqual(['and 2 more rooms with 0 people, 2 of them incomplete'])
  expect(
    restInWords({
      ...none,
      rest: { incomplete: 0, counted: 0, people: 0 },
      empty: 212,
      withoutSensors: 1,
    }),
  ).toEqual(['and 212 rooms with 0 people', 'and 1 room without presence sensors, not counted'])
})

test('devices that count for nothing are told by why', () => {
  expect(devicesInWords({ test: 0, uninstalled: 0, traffic: 0 })).toBe('')
  expect(devicesInWords({ test: 4, uninstalled: 1, traffic: 2 })).toBe(
    '4 test devices, 1 sensor not installed, 2 traffic sensors',
  )
})
