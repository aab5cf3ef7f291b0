import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Polygon } from './geometry.ts'
import { layOutPageLabel } from './page-label.ts'
import { createRoomShape } from './page-floor.ts'

const oblong = (width: number, height: number): Polygon => [
  [0, 0],
  [width, 0],
  [width, height],
  [0, height],
]
const shapeOf = (corners: Polygon) => createRoomShape({ corners, simple: corners })
const words = { name: 'Maple', figure: '6', capacity: '/ 10', note: '' }

test('shows name, number, capacity and icon in a large room', () => {
  const label = layOutPageLabel(shapeOf(oblong(6, 8)), words, 27)
  expect(label).toMatchObject({ size: 27, capacity: true })
  expect(label?.name).toMatchObject({ lines: ['Maple'] })
  expect(label?.icon).not.toBeNull()
})

test('shows the number in the largest size in a very large room', () => {
  expect(layOutPageLabel(shapeOf(oblong(14, 8)), words, 27)?.size).toBe(39)
})

const long = { ...words, name: 'Donaudampfschifffahrtszimmer' }

test('truncates a name that does not fit', () => {
  expect(layOutPageLabel(shapeOf(oblong(5, 4)), long, 27)?.name?.lines[0]).toMatch(/^Donaudamp.*…$/)
})

test('shows the number when not even a truncated name fits', () => {
  const label = layOutPageLabel(shapeOf(oblong(2.4, 3)), long, 18)
  expect(label?.name).toBeNull()
  expect(label?.size).toBeGreaterThanOrEqual(15)
})

test('uses one number size in rooms too small for a name, regardless of their capacity', () => {
  const sizes = ['/ 1', '/ 8', '/ 10'].map((capacity) => {
    const label = layOutPageLabel(shapeOf(oblong(1.8, 2.6)), { ...words, capacity }, 18)
    return label?.size
  })
  expect(sizes).toEqual([15, 15, 15])
})

test('gives the name the full width when the icon fits beside the number', () => {
  const label = layOutPageLabel(shapeOf(oblong(4.5, 6)), { ...words, name: 'Room 0.01' }, 19)
  expect(label).toMatchObject({ name: { lines: ['Room 0.01'] } })
  expect(label?.icon?.y).toBeGreaterThan(20)
})

test('wraps a name to two lines before truncating it', () => {
  const label = layOutPageLabel(shapeOf(oblong(4, 6)), { ...words, name: 'Room 0.01' }, 19)
  expect(label).toMatchObject({ name: { lines: ['Room', '0.01'] } })
})

test('uses one number size in rooms of equal size, regardless of their capacity', () => {
  const sizes = ['/ 8', '/ 16'].map(
    (capacity) => layOutPageLabel(shapeOf(oblong(4, 6)), { ...words, capacity }, 19)?.size,
  )
  expect(sizes).toEqual([22, 22])
})

test('shows no label in a room too small for its number', () => {
  expect(layOutPageLabel(shapeOf(oblong(1, 1)), words, 5)).toBeNull()
})

test('shows the note only when there is space below the number', () => {
  const partial = { ...words, note: '1 of 2 sensors' }
  expect(layOutPageLabel(shapeOf(oblong(6, 8)), partial, 27)?.noteY).not.toBeNull()
  expect(layOutPageLabel(shapeOf(oblong(6, 2.4)), partial, 27)?.noteY).toBeNull()
})

test('keeps the label inside the room at any size and zoom', () => {
  const metres = fc.double({ min: 0.5, max: 40, noNaN: true })
  fc.assert(
    fc.property(
      metres,
      metres,
      fc.double({ min: 2, max: 200, noNaN: true }),
      fc.string({ maxLength: 30 }),
      fc.nat(9999),
      (width, height, scale, name, people) => {
        const label = layOutPageLabel(
          shapeOf(oblong(width, height)),
          { name, figure: String(people), capacity: '/ 10', note: '1 of 2 sensors' },
          scale,
        )
        if (!label) return
        for (const { left, top, right, bottom } of label.coveredBoxes) {
          expect(left).toBeGreaterThanOrEqual(0)
          expect(top).toBeGreaterThanOrEqual(0)
          expect(right).toBeLessThanOrEqual(width * scale + 0.02)
          expect(bottom).toBeLessThanOrEqual(height * scale + 0.02)
        }
      },
    ),
  )
})

test('a larger room never loses its label or shows less of its name', () => {
  const metres = fc.double({ min: 0.5, max: 20, noNaN: true })
  const more = fc.double({ min: 1, max: 3, noNaN: true })
  const countShown = (width: number, height: number, name: string) => {
    const label = layOutPageLabel(shapeOf(oblong(width, height)), { ...words, name }, 27)
    const nameLength = label?.name?.lines.join(' ').length ?? 0
    return [label ? 1 : 0, nameLength, label?.capacity ? 1 : 0, label?.icon ? 1 : 0] as const
  }
  fc.assert(
    fc.property(
      metres,
      metres,
      more,
      more,
      fc.string({ minLength: 1, maxLength: 30 }),
      (width, height, wider, higher, name) => {
        const small = countShown(width, height, name)
        const large = countShown(width * wider, height * higher, name)
        expect(large[0]).toBeGreaterThanOrEqual(small[0])
        expect(large[1]).toBeGreaterThanOrEqual(small[1])
      },
    ),
  )
})

test('lays out text of twice the default size like default text in a room half as wide and half as tall', () => {
  const usual = layOutPageLabel(shapeOf(oblong(6, 8)), words, 27)
  const large = layOutPageLabel(shapeOf(oblong(12, 16)), words, 27, 2)
  expect(large).toMatchObject({ size: usual?.size, capacity: usual?.capacity })
  expect(large?.figureY).toBeCloseTo(2 * (usual?.figureY ?? 0))
  expect(large?.name?.y).toBeCloseTo(2 * (usual?.name?.y ?? 0))
  expect(layOutPageLabel(shapeOf(oblong(2, 2)), words, 18, 2)).toBeNull()
})
