import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceInside } from './distance-inside.ts'
import type { Box, Polygon } from './geometry.ts'
import { roomShape, shapeInView } from './room-shape.ts'

const corner: Polygon = [
  [0, 0],
  [3, 0],
  [3, 5],
  [10, 5],
  [10, 8],
  [0, 8],
]
const shape = roomShape({ corners: corner, simple: corner })

test('a room whose words are in view, and one that is out of view, are left as they are', () => {
  expect(shapeInView(shape, { left: -1, top: 4, right: 11, bottom: 9 })).toBe(shape)
  expect(shapeInView(shape, { left: 20, top: 0, right: 30, bottom: 9 })).toBe(shape)
  expect(shapeInView(shape, { left: 5, top: 0, right: 9, bottom: 4 })).toBe(shape)
})

test('words of a room half in view stand in the half that is seen', () => {
  const view: Box = { left: -1, top: -1, right: 6, bottom: 4 }
  expect(shapeInView(shape, view)).toEqual({
    ...shape,
    text: { left: 0, top: 0, right: 3, bottom: 4 },
  })
})

test('whatever is in view of a room, its words are in view and in the room', () => {
  const metre = fc.double({ min: -4, max: 12, noNaN: true })
  const length = fc.double({ min: 0.5, max: 12, noNaN: true })
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(metre, metre, length, length, share, share, (left, top, across, down, x, y) => {
      const view = { left, top, right: left + across, bottom: top + down }
      const seen = shapeInView(shape, view)
      if (seen === shape) return
      const { text } = seen
      if (text === null) throw new Error('The label has lost its room.')
      expect(text.left).toBeGreaterThanOrEqual(view.left - 1e-6)
      expect(text.right).toBeLessThanOrEqual(view.right + 1e-6)
      expect(text.top).toBeGreaterThanOrEqual(view.top - 1e-6)
      expect(text.bottom).toBeLessThanOrEqual(view.bottom + 1e-6)
      const inside = distanceInside(corner, [
        text.left + (text.right - text.left) * x,
        text.top + (text.bottom - text.top) * y,
      ])
      expect(inside).toBeGreaterThan(-1e-5)
    }),
  )
})
