import { expect, test } from 'vitest'
import { findDayPeak } from './use-peak-today.ts'

const sample = (at: number, value: number, sensors = 2) => ({ at, value, sensors, largest: value })
const now = (people: number, atLeast = false) => ({ at: 100, people, atLeast })

test.each([
  ['no values', [], null, null],
  ['the largest minute', [sample(1, 3), sample(2, 9), sample(3, 4)], null, [2, 9, false]],
  ['the first of equal minutes', [sample(1, 9), sample(2, 9)], null, [1, 9, false]],
  ['a sensor missing', [sample(1, 3), sample(2, 9, 1)], null, [2, 9, true]],
  ['an exact value before a lower bound', [sample(1, 9, 1), sample(2, 9)], null, [2, 9, false]],
  ['a larger current occupancy', [sample(1, 3)], now(5), [100, 5, false]],
  ['an equal current occupancy', [sample(1, 5)], now(5, true), [1, 5, false]],
  ['only the current occupancy', [], now(5, true), [100, 5, true]],
] as const)('finds the peak of a day: %s', (_, samples, current, peak) => {
  const found = findDayPeak(samples, 2, [current])
  expect(found && [found.at, found.people, found.atLeast]).toEqual(peak)
})
