import { expect, test } from 'vitest'
import { limitsIn, metresTo, toMetres } from './distance-units.ts'

test('converts distances between metres and feet', () => {
  expect(metresTo('metres', 3)).toBe(3)
  expect(metresTo('feet', 3)).toBe(9.8)
  expect(metresTo('feet', toMetres('feet', 10))).toBe(10)
  expect(toMetres('feet', 10)).toBeCloseTo(3.048)
})

test('rounds limits in feet so that every tenth of a foot between them is within the limits in metres', () => {
  const limits = { min: 0.5, max: 20 }
  expect(limitsIn('metres', limits)).toEqual(limits)
  const { min, max } = limitsIn('feet', limits)
  expect({ min, max }).toEqual({ min: 1.7, max: 65.6 })
  expect(toMetres('feet', min)).toBeGreaterThanOrEqual(0.5)
  expect(toMetres('feet', max)).toBeLessThanOrEqual(20)
})
