import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { outerWall } from './alignment.ts'
import { fitFloor, moveToShow, scaleBar } from './canvas-fit.ts'

const metre = fc.double({ min: -100, max: 100, noNaN: true })
const length = fc.double({ min: 1, max: 100, noNaN: true })

test('the whole floor fits on its canvas, whatever their proportions', () => {
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

test('a room out of view moves in, one in view stays', () => {
  const size = { width: 600, height: 400 }
  expect(moveToShow({ left: 10, top: 10, right: 90, bottom: 90 }, size)).toEqual([0, 0])
  expect(moveToShow({ left: -30, top: 380, right: 50, bottom: 450 }, size)).toEqual([30, -50])
})

test('the scale bar is the longest round length that has room', () => {
  expect(scaleBar(27)).toEqual({ metres: 5, width: 135 })
  expect(scaleBar(100)).toEqual({ metres: 1, width: 100 })
})

test('the outer wall of a floor aslant is a rectangle as aslant, and holds every corner', () => {
  fc.assert(
    fc.property(
      length,
      length,
      fc.double({ min: -3, max: 3, noNaN: true }),
      (across, down, angle) => {
        const turned = ([x, y]: readonly [number, number]) =>
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
        const wall = outerWall([corners.map(turned)])
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
