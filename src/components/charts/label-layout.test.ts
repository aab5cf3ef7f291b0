import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { spreadLabels, truncateMiddle } from './label-layout.ts'

test('leaves labels at their desired heights if they fit', () => {
  expect(spreadLabels([200, 20, 100], 16, 0, 240)).toEqual([200, 20, 100])
})

test('centres overlapping labels around their desired heights', () => {
  expect(spreadLabels([100, 100], 16, 0, 240)).toEqual([92, 108])
  expect(spreadLabels([0, 0, 0], 16, 0, 240)).toEqual([0, 16, 32])
})

test('labels never overlap, stay inside the plot and keep the order of their lines', () => {
  const anyHeights = fc.array(fc.double({ min: -20, max: 260, noNaN: true }), {
    minLength: 1,
    maxLength: 30,
  })
  fc.assert(
    fc.property(anyHeights, (desiredHeights) => {
      const heights = spreadLabels(desiredHeights, 16, 0, 240)
      const apart = Math.min(16, 240 / Math.max(1, desiredHeights.length - 1))
      const sorted = desiredHeights
        .map((desired, index) => ({ desired, height: heights[index] ?? NaN }))
        .sort((a, b) => a.desired - b.desired || a.height - b.height)
      for (const [index, { height }] of sorted.entries()) {
        expect(height).toBeGreaterThanOrEqual(-1e-6)
        expect(height).toBeLessThanOrEqual(240 + 1e-6)
        const next = sorted[index + 1]
        if (next) expect(next.height - height).toBeGreaterThanOrEqual(apart - 1e-6)
      }
    }),
  )
})

test('truncation keeps the start and the end of a long name', () => {
  expect(truncateMiddle('Juniper window left 1', 18)).toBe('Juniper w…w left 1')
  expect(truncateMiddle('ac:5d:5c:00:7f:01', 18)).toBe('ac:5d:5c:00:7f:01')
})
