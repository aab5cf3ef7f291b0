import * as fc from 'fast-check'
import { butlrSampleMetrics } from '#src/testing/fixtures.ts'
import { expect, test } from 'vitest'
import { windowFunctions } from '#src/contract/reporting.ts'
import { createReducer, computeMetrics } from './aggregation.ts'

const runs = fc.array(fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 20 })), { minLength: 1 })

test('reduces events to the same value whether they are added one by one or in runs', () => {
  fc.assert(
    fc.property(fc.constantFrom(...windowFunctions), runs, (name, many) => {
      const atOnce = createReducer(name)
      const oneByOne = createReducer(name)
      for (const [value, count] of many) {
        atOnce.add(value, count)
        for (let index = 0; index < count; index += 1) oneByOne.add(value, 1)
      }
      expect(atOnce.finish()).toBe(oneByOne.finish())
    }),
  )
})

test.each([
  ['min', 1],
  ['max', 9],
  ['sum', 21],
  ['mean', 4.2],
  ['median', 4],
  ['first', 2],
  ['last', 5],
] as const)('the %s of 2, 9, 4, 1, 5 is %s', (name, expected) => {
  const reducer = createReducer(name)
  for (const value of [2, 9, 4, 1, 5]) reducer.add(value, 1)
  expect(reducer.finish()).toBe(expected)
})

test('returns null for a window without events and resets after each window', () => {
  const reducer = createReducer('median')
  expect(reducer.finish()).toBeNull()
  reducer.add(7, 3)
  reducer.finish()
  reducer.add(1, 1)
  expect(reducer.finish()).toBe(1)
  expect(reducer.finish()).toBeNull()
})

const repeat = (value: number, times: number): number[] =>
  Array.from({ length: times }, () => value)

/** Values reconstructed from the metrics of Butlr's published sample responses (docs/butlr-api.md). */
const vectors = [
  {
    name: 'the first sensor of room_xxx1',
    values: [...repeat(1, 30), 2, ...repeat(1, 20), 2, ...repeat(1, 17)],
    metrics: butlrSampleMetrics[0],
  },
  {
    name: 'the second sensor of room_xxx1',
    values: [...repeat(1, 4), ...repeat(3, 18), ...repeat(2, 5)],
    metrics: butlrSampleMetrics[1],
  },
  {
    name: 'the first sensor of room_xxx2',
    values: repeat(1, 52),
    metrics: {
      sum: 52,
      min: 1,
      max: 1,
      count: 52,
      mean: 1,
      median: 1,
      stddev: 0,
      first: 1,
      last: 1,
    },
  },
  {
    name: 'the second sensor of room_xxx2',
    values: [...repeat(1, 30), ...repeat(2, 34), ...repeat(1, 29)],
    metrics: {
      sum: 127,
      min: 1,
      max: 2,
      count: 93,
      mean: 1.3655913978494623,
      median: 2,
      stddev: 0.481595605947499,
      first: 1,
      last: 1,
    },
  },
  {
    name: 'traffic into a room',
    values: [4, 6],
    metrics: {
      sum: 10,
      min: 4,
      max: 6,
      count: 2,
      mean: 5,
      median: 6,
      stddev: 1,
      first: 4,
      last: 6,
    },
  },
  {
    name: 'traffic out of a room',
    values: [1, 5, 5],
    metrics: {
      sum: 11,
      min: 1,
      max: 5,
      count: 3,
      mean: 11 / 3,
      median: 5,
      stddev: 1.8856180831641267,
      first: 1,
      last: 5,
    },
  },
  {
    name: 'traffic out of another room',
    values: [1, 1, 1, 3, 1],
    metrics: {
      sum: 7,
      min: 1,
      max: 3,
      count: 5,
      mean: 1.4,
      median: 1,
      stddev: 0.8,
      first: 1,
      last: 1,
    },
  },
  {
    name: 'the room example',
    values: [1, 2, 2, 2, 2, 2, 2, 2, 1, 2],
    metrics: {
      sum: 18,
      min: 1,
      max: 2,
      count: 10,
      mean: 1.8,
      median: 2,
      stddev: 0.4000000000000001,
      first: 1,
      last: 2,
    },
  },
]

test.each(vectors)('computes the nine published metrics of $name', ({ values, metrics }) => {
  const { stddev, ...exact } = computeMetrics(values)
  const { stddev: expected, ...rest } = metrics
  expect(exact).toEqual(rest)
  expect(Math.abs(stddev - expected)).toBeLessThan(1e-9)
})

test('returns the chronologically middle value as the median', () => {
  expect(computeMetrics([3, 1, 1]).median).toBe(1)
  expect(computeMetrics([1, 3, 1]).median).toBe(3)
  expect(computeMetrics([1, 2]).median).toBe(2)
})

test('keeps the mean between min and max, and stddev between 0 and max - min', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200), { minLength: 1 }), (values) => {
      const { min, max, mean, stddev, count } = computeMetrics(values)
      expect(mean).toBeGreaterThanOrEqual(min - 1e-9)
      expect(mean).toBeLessThanOrEqual(max + 1e-9)
      expect(stddev).toBeGreaterThanOrEqual(0)
      expect(stddev).toBeLessThanOrEqual(max - min + 1e-9)
      expect(count).toBe(values.length)
    }),
  )
})

test('throws a RangeError for a leaf without values', () => {
  expect(() => computeMetrics([])).toThrow(RangeError)
})
