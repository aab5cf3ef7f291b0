import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { outlineFrom, type Point } from './outline.ts'

const square = [
  [0, 0],
  [4, 0],
  [4, 2],
  [0, 2],
]
const coordinate = fc.double({ min: -500, max: 500, noNaN: true })
const corners = fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 12 })
const degrees = fc.double({ min: -720, max: 720, noNaN: true })

test('an outline that is not turned is the vertices as they came', () => {
  expect(outlineFrom(square, null)).toEqual(square)
  expect(outlineFrom(square, 360)).toEqual(square)
})

test('a quarter turn clockwise brings the top to the right, about the middle', () => {
  const turned = outlineFrom(square, 90)?.map((point) => point.map((one) => Math.round(one)))
  expect(turned).toEqual([
    [3, -1],
    [3, 3],
    [1, 3],
    [1, -1],
  ])
})

test.each([
  [null],
  [undefined],
  [[]],
  [
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [[[1, 2], [3, 4], [5]]],
])('what is no polygon is no outline: %j', (coordinates) => {
  expect(outlineFrom(coordinates, 0)).toBeNull()
})

test('turning keeps every distance', () => {
  fc.assert(
    fc.property(corners, degrees, (points, angle) => {
      const turned = outlineFrom(points, angle) ?? []
      points.forEach((point, index) => {
        const next = (index + 1) % points.length
        expect(distance(turned[index], turned[next])).toBeCloseTo(distance(point, points[next]), 6)
      })
    }),
  )
})

test('half a turn twice is no turn: the room stays where it is', () => {
  fc.assert(
    fc.property(corners, (points) => {
      const back = outlineFrom(outlineFrom(points, 180) ?? [], 180) ?? []
      points.forEach((point, index) => expect(distance(point, back[index])).toBeLessThan(1e-6))
    }),
  )
})

function distance(a: Point | undefined, b: Point | undefined): number {
  return a && b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : Number.NaN
}
