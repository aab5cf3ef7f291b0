import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sparklinePath } from './sparkline.tsx'

test('a value holds until the next point', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 0.5, y: 1 },
    { x: 1, y: 1 },
  ]
  expect(sparklinePath(points, 80, 20)).toBe('M0 20H40V0H80')
})

test('a line breaks where nothing is known', () => {
  const points = [
    { x: 0, y: 0.5 },
    { x: 0.25, y: null },
    { x: 0.75, y: 0.5 },
    { x: 1, y: 0.5 },
  ]
  expect(sparklinePath(points, 80, 20)).toBe('M0 10H20M60 10H80')
})

test('nothing known is nothing drawn', () => {
  expect(sparklinePath([], 80, 20)).toBe('')
  expect(sparklinePath([{ x: 0, y: null }], 80, 20)).toBe('')
})

test('whatever the numbers, the path is one that SVG can draw', () => {
  const number = fc.oneof(fc.double(), fc.double({ min: 0, max: 1 }))
  const point = fc.record({ x: number, y: fc.option(number) })
  fc.assert(
    fc.property(fc.array(point), (points) => {
      expect(sparklinePath(points, 88, 28)).toMatch(/^(M[-\d.e+]+ [-\d.e+]+([HV][-\d.e+]+)*)*$/)
    }),
  )
})
