import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { rotate, toRadians, type Point } from './geometry.ts'
import { cleanOutline } from './outline.ts'

const square = [
  [0, 0],
  [4, 0],
  [4, 2],
  [0, 2],
]
const coordinate = fc.double({ min: -500, max: 500, noNaN: true })
const corners = fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 12 })
const degrees = fc.double({ min: -720, max: 720, noNaN: true })

const cornersOf = (...[outline, rotation]: Parameters<typeof cleanOutline>) => {
  const cleaned = cleanOutline(outline, rotation)
  return typeof cleaned === 'string' ? cleaned : cleaned.corners
}

test('keeps the corners of an outline without rotation', () => {
  expect(cornersOf(square, 0)).toEqual(square)
  expect(cornersOf(square, 360)).toEqual(square)
})

test('rotates an outline by 90 degrees clockwise about its centre', () => {
  const cleaned = cleanOutline(square, 90)
  const rotated = typeof cleaned === 'string' ? [] : cleaned.corners
  expect(rotated.map((point) => point.map((value) => Math.round(value)))).toEqual([
    [3, -1],
    [3, 3],
    [1, 3],
    [1, -1],
  ])
})

test('rotation preserves distances', () => {
  fc.assert(
    fc.property(corners, degrees, (points, angle) => {
      const rotated = rotate(points, toRadians(angle), [1, 2])
      points.forEach((point, index) => {
        const next = (index + 1) % points.length
        expect(distance(rotated[index], rotated[next])).toBeCloseTo(
          distance(point, points[next]),
          6,
        )
      })
    }),
  )
})

test('two half turns return every point to its original position', () => {
  fc.assert(
    fc.property(corners, (points) => {
      const back = rotate(rotate(points, toRadians(180), [1, 2]), toRadians(180), [1, 2])
      points.forEach((point, index) => expect(distance(point, back[index])).toBeLessThan(1e-6))
    }),
  )
})

function distance(a: Point | undefined, b: Point | undefined): number {
  return a && b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : Number.NaN
}
