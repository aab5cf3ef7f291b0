import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sparklinePath } from './sparkline.tsx'

test('holds a value until the next point', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 0.5, y: 1 },
    { x: 1, y: 1 },
  ]
  expect(sparklinePath(points, 80, 20)).toBe('M0 20H40V0H80')
})

test('breaks the line at a gap', () => {
  const points = [
    { x: 0, y: 0.5 },
    { x: 0.25, y: null },
    { x: 0.75, y: 0.5 },
    { x: 1, y: 0.5 },
  ]
  expect(sparklinePath(points, 80, 20)).toBe('M0 10H20M60 10H80')
})

test('returns an empty path if there are no values', () => {
  expect(sparklinePath([], 80, 20)).toBe('')
  expect(sparklinePath([{ x: 0, y: null }], 80, 20)).toBe('')
})

test('returns a valid SVG path for any numbers', () => {
  const number = fc.oneof(fc.double(), fc.double({ min: 0, max: 1 }))
  const point = fc.record({ x: number, y: fc.option(number) })
  fc.assert(
    fc.property(fc.array(point), (points) => {
      expect(sparklinePath(points, 88, 28)).toMatch(/^(M[-\d.e+]+ [-\d.e+]+([HV][-\d.e+]+)*)*$/)
    }),
  )
})
