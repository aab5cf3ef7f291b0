import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueTicks } from './value-ticks.ts'

test.each([
  [0, true, [0, 1]],
  [1, true, [0, 1]],
  [3, true, [0, 1, 2, 3]],
  [14, true, [0, 5, 10, 15]],
  [96, true, [0, 20, 40, 60, 80, 100]],
  [0.4, false, [0, 0.1, 0.2, 0.3, 0.4]],
  [4.2, false, [0, 1, 2, 3, 4, 5]],
])('an axis up to %d people (whole: %s) is marked %j', (highest, whole, ticks) => {
  expect(valueTicks(highest, 5, whole).ticks).toEqual(ticks)
})

test('marks start at 0, reach the highest value, are evenly apart and whole for counts', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 20_000, noNaN: true }), fc.boolean(), (highest, whole) => {
      const { ticks, top } = valueTicks(highest, 5, whole)
      expect(ticks[0]).toBe(0)
      expect(top).toBeGreaterThanOrEqual(highest - 1e-6)
      expect(ticks.length).toBeLessThanOrEqual(6)
      if (whole) expect(ticks.every(Number.isInteger)).toBe(true)
    }),
  )
})
