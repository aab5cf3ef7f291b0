import { expect, test } from 'vitest'
import { metricNames, type MetricName } from '#src/contract/reporting.ts'
import { butlrSampleMetrics } from '#src/testing/fixtures.ts'
import { computeMetrics, isCounted, sumsAtMoments } from './metric-windows.ts'
import type { Sample } from './history.ts'

const repeat = (times: number, count: number) => Array.from({ length: times }, () => count)

test('computes the metrics of Butlr’s sample from counts that match it', () => {
  const counts = [1, 2, ...repeat(3, 1), ...repeat(18, 3), ...repeat(4, 2)]
  const { stddev, ...rest } = butlrSampleMetrics[1]
  expect(computeMetrics(counts)).toMatchObject(rest)
  expect(computeMetrics(counts)?.stddev).toBeCloseTo(stddev, 9)
})

test('the median is the middle count by time, not by size', () => {
  expect(computeMetrics([4, 6])?.median).toBe(6)
  expect(computeMetrics([1, 9, 1, 1])?.median).toBe(1)
  expect(computeMetrics([1, 1, 9, 1])?.median).toBe(9)
})

test('without counts, there are no metrics', () => {
  expect(computeMetrics([])).toBeNull()
})

test('marks the counts that determine each metric', () => {
  const counts = [2, 4, 1, 4, 3]
  const marked = (metric: MetricName) =>
    counts.map((_, index) => (isCounted(metric, counts, index) ? 'x' : '.')).join('')
  expect(Object.fromEntries(metricNames.map((name) => [name, marked(name)]))).toEqual({
    last: '....x',
    first: 'x....',
    max: '.x.x.',
    min: '..x..',
    median: '..x..',
    mean: 'xxxxx',
    sum: 'xxxxx',
    count: 'xxxxx',
    stddev: 'xxxxx',
  })
})

const sample = (at: number, value: number): Sample => ({ at, value, sensors: 1, largest: value })

test('adds the latest count of every sensor at each moment', () => {
  const samples = { a: [sample(0, 1), sample(2, 3)], b: [sample(0, 5), sample(1, 2)] }
  expect(sumsAtMoments(samples, ['a', 'b'], 10)).toEqual([6, 3, 5])
})

test('leaves out moments at which a sensor has no recent count', () => {
  const a = Array.from({ length: 10 }, (_, at) => sample(at, 1))
  expect(sumsAtMoments({ a, b: [sample(1, 1)] }, ['a', 'b'], 8)).toEqual(repeat(9, 2))
})

test('returns no sums if a sensor lacks recent counts most of the time', () => {
  const a = Array.from({ length: 10 }, (_, at) => sample(at, 1))
  expect(sumsAtMoments({ a, b: [sample(1, 1)] }, ['a', 'b'], 3)).toBeNull()
  expect(sumsAtMoments({ a }, ['a', 'b'], 3)).toBeNull()
  expect(sumsAtMoments({}, ['a'], 3)).toBeNull()
})
