import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  layOutBoardFloor,
  measureBoardFloor,
  turnBoardFloor,
  type BoardFloor,
} from './board-floor.ts'
import type { FloorRoom } from './floor.ts'
import { rotate, toRadians, type Point, type Polygon } from './geometry.ts'
import { rectangle } from '#src/testing/polygons.ts'

const rotateByDegrees = (corners: Polygon, degrees: number, about?: Point) =>
  rotate(corners, toRadians(degrees), about)
const maple = { id: 'maple', outline: rectangle(10, 10, 6, 4), rotation: 0 }
const alder = { id: 'alder', outline: rectangle(16, 10, 4, 8), rotation: 0 }
const space = { width: 1696, height: 720 }

function layOut(rooms: readonly FloorRoom[]): BoardFloor | null {
  const floor = measureBoardFloor(rooms)
  return floor && layOutBoardFloor(floor, space)
}

const textOf = (floor: BoardFloor | null, id: string) => {
  const text = floor?.rooms.get(id)?.text
  if (!text) throw new Error(`expected a label rectangle for ${id}`)
  return text
}
const sidesOf = (floor: BoardFloor | null, id: string) => {
  const { left, top, right, bottom } = textOf(floor, id)
  return [right - left, bottom - top]
}

test('scales a floor to fit the board and keeps its proportions', () => {
  const floor = layOut([maple, alder])
  expect(floor?.height).toBeCloseTo(720)
  const [width = 0, height = 0] = sidesOf(floor, 'maple')
  expect(width / height).toBeCloseTo(6 / 4)
  expect(layOut([])).toBeNull()
})

test('keeps every room of an arbitrary floor within the board', () => {
  const rooms = fc.array(
    fc.tuple(
      fc.integer({ min: -500, max: 500 }),
      fc.integer({ min: -500, max: 500 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 60 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(rooms, fc.integer({ min: -360, max: 360 }), (all, degrees) => {
      const drawn = all.map(([left, top, width, height], index) => ({
        id: `${index}`,
        outline: rectangle(left, top, width, height),
        rotation: degrees,
      }))
      const floor = layOut(drawn)
      expect(floor?.width).toBeLessThanOrEqual(space.width + 0.01)
      expect(floor?.height).toBeLessThanOrEqual(space.height + 0.01)
      for (const { path } of floor?.rooms.values() ?? []) {
        const numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number)
        const xs = numbers.filter((_, index) => index % 2 === 0)
        const ys = numbers.filter((_, index) => index % 2 === 1)
        expect(Math.min(...xs, ...ys)).toBeGreaterThanOrEqual(0)
        expect(Math.max(...xs)).toBeLessThanOrEqual((floor?.width ?? 0) + 0.01)
        expect(Math.max(...ys)).toBeLessThanOrEqual((floor?.height ?? 0) + 0.01)
      }
    }),
    { numRuns: 50 },
  )
})

test('rotates a floor clockwise by 90 degrees', () => {
  const straight = measureBoardFloor([maple, alder])
  const turned = straight && turnBoardFloor(straight)
  expect([turned?.width, turned?.height]).toEqual([straight?.height, straight?.width])
  const floor = turned && layOutBoardFloor(turned, space)
  // The left side becomes the top.
  expect(textOf(floor, 'maple').bottom).toBeCloseTo(textOf(floor, 'alder').top, 0)
  expect(textOf(floor, 'maple').right).toBeCloseTo(textOf(floor, 'alder').right, 0)
})

test('one slanted wall does not rotate the floor', () => {
  const library: Polygon = [
    [0, 20],
    [30, 20],
    [30, 26],
    [25, 34],
    [0, 34],
  ]
  const floor = layOut([maple, alder, { id: 'library', outline: library, rotation: 0 }])
  const [first, second] = (floor?.rooms.get('maple')?.path ?? '').slice(1).split('L')
  expect(first?.split(' ')[1]).toBe(second?.split(' ')[1])
})

test('aligns a rotated floor with the axes, so that labels get as much space as on an unrotated floor', () => {
  const corners = [...maple.outline, ...alder.outline]
  const straight = sidesOf(layOut([maple, alder]), 'maple')
  for (const degrees of [15, -30, 44]) {
    const rotatedCorners = rotateByDegrees(corners, degrees)
    const floor = layOut([
      { id: 'maple', outline: rotatedCorners.slice(0, 4), rotation: 0 },
      { id: 'alder', outline: rotatedCorners.slice(4), rotation: 0 },
    ])
    const [width = 0, height = 0] = sidesOf(floor, 'maple')
    expect(width).toBeCloseTo(straight[0] ?? 0, 0)
    expect(height).toBeCloseTo(straight[1] ?? 0, 0)
  }
})
