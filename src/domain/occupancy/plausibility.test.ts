import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPlausible, maximumCount } from './plausibility.ts'
import { plausibleMetrics } from './plausible-metrics.ts'
import type { Metrics } from './reading.ts'
import { roomFigure } from './room-figure.ts'
import { totals } from './totals.ts'

test.each([
  ['ten times the capacity', 6, null, 60],
  ['1,000 without a capacity', null, null, 1_000],
  ['the operator’s own', 6, 7, 7],
  ['the operator’s own without a capacity', null, 20_000, 20_000],
])('the maximum of one sensor is %s', (_, capacity, maximumSensorCount, maximum) => {
  expect(maximumCount({ capacity, maximumSensorCount })).toBe(maximum)
})

test.each([
  [0, true],
  [60, true],
  [61, false],
  [-1, false],
  [2.5, false],
  [123_456_789, false],
  [Number.NaN, false],
  [Number.POSITIVE_INFINITY, false],
])('of 60 at most, a count of %s is plausible: %s', (count, plausible) => {
  expect(isPlausible(count, 60)).toBe(plausible)
})

const metrics = (last: number, rest: Partial<Metrics> = {}): Metrics => ({
  last,
  first: last,
  max: last,
  min: last,
  mean: last,
  median: last,
  sum: last,
  count: 1,
  stddev: 0,
  ...rest,
})
const evidence = (...counts: number[]) => ({
  expected: null,
  healthAt: null,
  answered: Object.fromEntries(
    counts.map(
      (last, index) => [`s${index}`, { kind: 'reading', metrics: metrics(last) }] as const,
    ),
  ),
  gone: {},
  at: 1_000_000,
  zerosWithheld: false,
  maximumCount: 60,
})

test('a sensor with an implausible count is missing, and the room is at least the others', () => {
  const figure = roomFigure(evidence(4, 4, 1, 2, 1, 123_456_789), 5_000)
  expect(figure).toMatchObject({ kind: 'at-least', people: 12, reporting: 5, of: 6 })
  expect(figure.contributions[5]).toMatchObject({ why: 'implausible', count: 123_456_789 })
  const sum = totals([{ id: 'maple', figure, capacity: 6 }])
  expect(sum).toMatchObject({ people: 12, atLeast: true, incomplete: 1, reporting: 5, sensors: 6 })
})

test('a room whose only sensor is implausible has no data', () => {
  expect(roomFigure(evidence(61), 5_000)).toMatchObject({ kind: 'none' })
})

test('an implausible count does not stand in for a sensor that vanished', () => {
  const gone = { s0: { last: 61, seenAt: 999_000 }, s1: { last: 3, seenAt: 999_000 } }
  const figure = roomFigure({ ...evidence(), gone }, 5_000)
  expect(figure).toMatchObject({ kind: 'last-known', people: 3 })
})

test('no room has more people than its plausible sensors together', () => {
  const counts = fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { maxLength: 8 })
  fc.assert(
    fc.property(counts, (some) => {
      const figure = roomFigure(evidence(...some), 5_000)
      const people = figure.kind === 'none' ? 0 : figure.people
      expect(people).toBeLessThanOrEqual(60 * figure.reporting)
      expect(Number.isInteger(people)).toBe(true)
    }),
  )
})

test('metrics that a glitch made are not known', () => {
  const glitched = metrics(3, { max: 123_456_789, mean: 41_000, sum: 123_456_800, stddev: 9_999 })
  expect(plausibleMetrics(glitched, 60)).toEqual({
    ...metrics(3),
    max: null,
    mean: null,
    sum: null,
    stddev: null,
  })
  expect(plausibleMetrics(metrics(3), 60)).toEqual(metrics(3))
})
