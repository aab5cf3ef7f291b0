import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lShape } from '#src/testing/fixtures.ts'
import { distanceInside } from '#src/testing/distance-inside.ts'
import { boundingBox, type Point, type Polygon } from './geometry.ts'
import { labelPoint, largestTextRect } from './text-rect.ts'
import { rectangle } from '#src/testing/polygons.ts'

const metres = fc.double({ min: -100, max: 100, noNaN: true })

/** Rooms of random shape without crossing walls: their corners surround a centre at arbitrary distances. */
const outlines: fc.Arbitrary<Polygon> = fc
  .record({
    middle: fc.tuple(metres, metres),
    reaches: fc.array(fc.double({ min: 0.5, max: 12, noNaN: true }), {
      minLength: 3,
      maxLength: 12,
    }),
  })
  .map(({ middle: [x, y], reaches }) =>
    reaches.map((reach, index): Point => {
      const angle = (2 * Math.PI * index) / reaches.length
      return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)]
    }),
  )

const room = rectangle(0, 0, 6, 4)

test('the bounding box contains every point and touches one on each side', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(metres, metres), { minLength: 1 }), (points) => {
      const box = boundingBox(points)
      expect(box).toEqual({
        left: Math.min(...points.map(([x]) => x)),
        top: Math.min(...points.map(([, y]) => y)),
        right: Math.max(...points.map(([x]) => x)),
        bottom: Math.max(...points.map(([, y]) => y)),
      })
    }),
  )
  expect(boundingBox([])).toBeNull()
})

test('a label point is inside its room, at the returned distance from the walls', () => {
  fc.assert(
    fc.property(outlines, (outline) => {
      const { at, radius } = labelPoint(outline)
      expect(radius).toBeGreaterThan(0)
      expect(distanceInside(outline, at)).toBeCloseTo(radius, 9)
    }),
  )
})

test('no other point of a room is much farther from the walls than the label point', () => {
  fc.assert(
    fc.property(outlines, fc.tuple(fc.nat(1000), fc.nat(1000)), (outline, [right, down]) => {
      const box = boundingBox(outline) ?? { left: 0, top: 0, right: 0, bottom: 0 }
      const [width, height] = [box.right - box.left, box.bottom - box.top]
      const other: Point = [box.left + (width * right) / 1000, box.top + (height * down) / 1000]
      const slack = Math.max(Math.min(width, height), Math.max(width, height) / 32) / 20
      expect(distanceInside(outline, other)).toBeLessThanOrEqual(
        labelPoint(outline).radius + slack + 1e-9,
      )
    }),
  )
})

test('the label point of an L-shaped room is inside the room', () => {
  expect(distanceInside(lShape, [7, 2])).toBeLessThan(0)
  expect(labelPoint(lShape).radius).toBeGreaterThan(1.5)
})

test('the text rectangle is inside a room of any shape', () => {
  fc.assert(
    fc.property(outlines, fc.nat(100), fc.nat(100), (outline, right, down) => {
      const box = largestTextRect(outline)
      if (!box) return
      const at: Point = [
        box.left + ((box.right - box.left) * right) / 100,
        box.top + ((box.bottom - box.top) * down) / 100,
      ]
      expect(distanceInside(outline, at)).toBeGreaterThan(-1e-5)
    }),
  )
})

test('the text rectangle has the full width between axis-aligned walls', () => {
  expect(largestTextRect(room)).toEqual({ left: 0, top: 0, right: 6, bottom: 4 })
  expect(largestTextRect(lShape)).toEqual({ left: 0, top: 5, right: 10, bottom: 8 })
})
