import { expect, test } from 'vitest'
import { spanOf, steady } from '#src/testing/example-span.ts'
import { overlappingPairs } from './overlap.ts'

const busy = [0, 1, 2, 2, 3, 1].flatMap((count) => steady(20, count))
const pairs = (counts: Record<string, number[]>) =>
  overlappingPairs(spanOf(480, counts)).map(({ macs }) => macs)

test('sensors that say the same of a whole day may overlap, each pair by itself', () => {
  expect(pairs({ a: busy, b: busy })).toEqual([['a', 'b']])
  expect(pairs({ a: busy, b: busy, c: busy })).toEqual([
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ])
})

test.each([
  ['one more person in one minute', busy, [...busy.slice(0, -1), 2]],
  ['the same people in another order', busy, busy.toReversed()],
  ['less than an hour is known', busy.slice(0, 59), busy.slice(0, 59)],
  ['nothing ever changes', steady(120, 2), steady(120, 2)],
  ['hardly anybody came', [...steady(100, 0), 1], [...steady(100, 0), 1]],
])('nothing is said where %s', (_, a, b) => {
  expect(pairs({ a, b })).toEqual([])
})

test('a sensor of which a metric is missing is not compared', () => {
  const day = spanOf(480, { a: busy, b: busy })
  const sensors = new Map([...day.sensors].map(([mac, one]) => [mac, { ...one, median: null }]))
  expect(overlappingPairs({ ...day, sensors })).toEqual([])
})
