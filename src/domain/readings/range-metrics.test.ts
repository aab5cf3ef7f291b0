import { expect, test } from 'vitest'
import { makeMetrics } from '#src/testing/fixtures.ts'
import { combineMetrics } from './range-metrics.ts'

const reading = (last: number, rest: Parameters<typeof makeMetrics>[1] = {}) => ({
  a: { kind: 'reading' as const, metrics: makeMetrics(last, rest) },
})

test('each metric comes from the request in which it is exact', () => {
  const combined = combineMetrics({
    last: reading(2, { median: 3, stddev: 0.5, max: 3, min: 1, mean: 2.5 }),
    max: reading(4, { max: 7, min: 2 }),
    min: reading(1, { max: 2, min: 0 }),
    mean: reading(2.5, { mean: 2.25, sum: 9, count: 4 }),
    first: reading(3, { first: 6 }),
  })
  expect(combined).toEqual({
    a: { last: 2, max: 7, min: 0, mean: 2.25, sum: 9, count: 4, first: 6, median: 3, stddev: 0.5 },
  })
})

test('a metric whose request lacks the sensor is null, and a malformed sensor has no metrics', () => {
  expect(combineMetrics({ last: reading(2), max: reading(4) })['a']).toMatchObject({
    last: 2,
    max: 4,
    min: null,
    mean: null,
    first: null,
  })
  expect(combineMetrics({ last: { a: { kind: 'malformed' } }, max: reading(4) })).toEqual({})
})
