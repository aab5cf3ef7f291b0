import { expect, test } from 'vitest'
import { findDayPeak } from './use-peak-today.ts'

const sample = (at: number, value: number, sensors = 2) => ({ at, value, sensors })
const now = (people: number, atLeast = false) => ({ at: 100, people, atLeast })
const maximum = 100

test.each([
  ['nothing known', [], null, null],
  ['the largest minute', [sample(1, 3), sample(2, 9), sample(3, 4)], null, [2, 9, false]],
  ['the first of equals', [sample(1, 9), sample(2, 9)], null, [1, 9, false]],
  ['a sensor missing', [sample(1, 3), sample(2, 9, 1)], null, [2, 9, true]],
  ['certain before uncertain', [sample(1, 9, 1), sample(2, 9)], null, [2, 9, false]],
  ['more people now', [sample(1, 3)], now(5), [100, 5, false]],
  ['as many now', [sample(1, 5)], now(5, true), [1, 5, false]],
  [
    'a minute that no sensors can have counted',
    [sample(1, 3), sample(2, 201)],
    null,
    [1, 3, false],
  ],
  ['only now', [], now(5, true), [100, 5, true]],
] as const)('the peak of a day: %s', (_, samples, current, peak) => {
  const found = findDayPeak(samples, 2, maximum, [current])
  expect(found && [found.at, found.people, found.atLeast]).toEqual(peak)
})
