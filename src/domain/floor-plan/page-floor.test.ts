import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lShape } from '#src/testing/fixtures.ts'
import { distanceInside } from '#src/testing/distance-inside.ts'
import type { Box } from './geometry.ts'
import { createRoomShape, shapeInView, fitFloor, panToShow, scaleBar } from './page-floor.ts'
import { boundingRectangle } from './alignment.ts'

const shape = createRoomShape({ corners: lShape, simple: lShape })

test('returns the same shape when the label is fully visible or the room is out of view', () => {
  expect(shapeInView(shape, { left: -1, top: 4, right: 11, bottom: 9 })).toBe(shape)
  expect(shapeInView(shape, { left: 20, top: 0, right: 30, bottom: 9 })).toBe(shape)
  expect(shapeInView(shape, { left: 5, top: 0, right: 9, bottom: 4 })).toBe(shape)
})

test('moves the label of a partly visible room into its visible part', () => {
  const view: Box = { left: -1, top: -1, right: 6, bottom: 4 }
  expect(shapeInView(shape, view)).toEqual({
    ...shape,
    text: { left: 0, top: 0, right: 3, bottom: 4 },
  })
})

test('a shifted label is always inside the view and the room', () => {
  const metre = fc.double({ min: -4, max: 12, noNaN: true })
  const length = fc.double({ min: 0.5, max: 12, noNaN: true })
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(metre, metre, length, length, share, share, (left, top, across, down, x, y) => {
      const view = { left, top, right: left + across, bottom: top + down }
      const seen = shapeInView(shape, view)
      if (seen === shape) return
      const { text } = seen
      if (text === null) throw new Error('expected a label rectangle')
      expect(text.left).toBeGreaterThanOrEqual(view.left - 1e-6)
      expect(text.right).toBeLessThanOrEqual(view.right + 1e-6)
      expect(text.top).toBeGreaterThanOrEqual(view.top - 1e-6)
      expect(text.bottom).toBeLessThanOrEqual(view.bottom + 1e-6)
      const inside = distanceInside(lShape, [
        text.left + (text.right - text.left) * x,
        text.top + (text.bottom - text.top) * y,
      ])
      expect(inside).toBeGreaterThan(-1e-5)
    }),
  )
})

const metre = fc.double({ min: -100, max: 100, noNaN: true })
const length = fc.double({ min: 1, max: 100, noNaN: true })

test('fits a floor of any proportions on the canvas', () => {
  fc.assert(
    fc.property(metre, metre, length, length, (left, top, across, down) => {
      const floor = { left, top, right: left + across, bottom: top + down }
      const { scale, x, y } = fitFloor(floor, { width: 600, height: 400 })
      expect(floor.left * scale + x).toBeGreaterThanOrEqual(23.99)
      expect(floor.top * scale + y).toBeGreaterThanOrEqual(23.99)
      expect(floor.right * scale + x).toBeLessThanOrEqual(576.01)
      expect(floor.bottom * scale + y).toBeLessThanOrEqual(376.01)
    }),
  )
})

test('pans only when a room is not fully visible', () => {
  const size = { width: 600, height: 400 }
  expect(panToShow({ left: 10, top: 10, right: 90, bottom: 90 }, size)).toEqual([0, 0])
  expect(panToShow({ left: -30, top: 380, right: 50, bottom: 450 }, size)).toEqual([30, -50])
})

test('the scale bar has the longest round length that fits', () => {
  expect(scaleBar(27)).toEqual({ metres: 5, width: 135 })
  expect(scaleBar(100)).toEqual({ metres: 1, width: 100 })
})

test('a rotated floor’s outer wall encloses no more area than that of the unrotated floor', () => {
  fc.assert(
    fc.property(
      length,
      length,
      fc.double({ min: -3, max: 3, noNaN: true }),
      (across, down, angle) => {
        const rotatePoint = ([x, y]: readonly [number, number]) =>
          [
            x * Math.cos(angle) - y * Math.sin(angle),
            x * Math.sin(angle) + y * Math.cos(angle),
          ] as const
        const corners = [
          [0, 0],
          [across, 0],
          [across, down / 2],
          [across / 2, down],
          [0, down],
        ] as const
        const wall = boundingRectangle([corners.map(rotatePoint)])
        const sides = wall.map(([x, y], index) => {
          const [toX, toY] = wall[(index + 1) % 4] ?? [x, y]
          return Math.hypot(toX - x, toY - y)
        })
        expect(sides).toHaveLength(4)
        expect((sides[0] ?? 0) * (sides[1] ?? 0)).toBeLessThanOrEqual(across * down * 1.000001)
        expect((sides[0] ?? 0) * (sides[1] ?? 0)).toBeGreaterThan(across * down * 0.74)
      },
    ),
  )
})
