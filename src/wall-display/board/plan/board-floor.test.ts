import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Outline } from '#src/rooms/plan/bounds.ts'
import { turned } from '#src/topology/outline.ts'
import { boardFloor, type BoardFloor } from './board-floor.ts'

const rectangle = (left: number, top: number, width: number, height: number): Outline => [
  [left, top],
  [left + width, top],
  [left + width, top + height],
  [left, top + height],
]
const maple = { id: 'maple', outline: rectangle(10, 10, 6, 4) }
const alder = { id: 'alder', outline: rectangle(16, 10, 4, 8) }
const space = { width: 1696, height: 720 }

const textOf = (floor: BoardFloor | null, id: string) => {
  const text = floor?.rooms.get(id)?.text
  if (!text) throw new Error(`Nobody drew ${id}.`)
  return text
}
const sidesOf = (floor: BoardFloor | null, id: string) => {
  const { left, top, right, bottom } = textOf(floor, id)
  return [right - left, bottom - top]
}

test('a floor is as large as the board has room for, in its own proportions', () => {
  const floor = boardFloor([maple, alder], space)
  expect(floor?.height).toBeCloseTo(720)
  const [width = 0, height = 0] = sidesOf(floor, 'maple')
  expect(width / height).toBeCloseTo(6 / 4)
  expect(boardFloor([], space)).toBeNull()
})

test('no room leaves the board, whatever the floor is like', () => {
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
        outline: turned(rectangle(left, top, width, height), degrees),
      }))
      const floor = boardFloor(drawn, space)
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

test('one slanted wall does not tilt a floor', () => {
  const library: Outline = [
    [0, 20],
    [30, 20],
    [30, 26],
    [25, 34],
    [0, 34],
  ]
  const floor = boardFloor([maple, alder, { id: 'library', outline: library }], space)
  const [first, second] = (floor?.rooms.get('maple')?.path ?? '').slice(1).split('L')
  expect(first?.split(' ')[1]).toBe(second?.split(' ')[1])
})

test('a floor that stands aslant is drawn straight, so that words have as much room as in a straight one', () => {
  const corners = [...maple.outline, ...alder.outline]
  const straight = sidesOf(boardFloor([maple, alder], space), 'maple')
  for (const degrees of [15, -30, 44]) {
    const aslant = turned(corners, degrees)
    const floor = boardFloor(
      [
        { id: 'maple', outline: aslant.slice(0, 4) },
        { id: 'alder', outline: aslant.slice(4) },
      ],
      space,
    )
    const [width = 0, height = 0] = sidesOf(floor, 'maple')
    expect(width).toBeCloseTo(straight[0] ?? 0, 0)
    expect(height).toBeCloseTo(straight[1] ?? 0, 0)
  }
})
