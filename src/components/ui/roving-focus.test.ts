import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextInPlane, nextInRows } from './roving-focus.ts'

const box = (left: number, top: number) => ({ left, top, right: left + 80, bottom: top + 40 })

/** The first floor has a row of three cards and a row of one card. The second floor has a row of two cards. */
const cards = [
  box(0, 0),
  box(100, 0),
  box(200, 0),
  box(0, 50),
  // Second floor.
  box(0, 150),
  box(100, 150),
]

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 2, 3],
  ['ArrowLeft', 3, 2],
  ['ArrowDown', 0, 3],
  // The next row has no card in this column.
  ['ArrowDown', 2, 3],
  ['ArrowDown', 3, 4],
  ['ArrowUp', 5, 3],
  ['ArrowUp', 3, 0],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['End', 4, 5],
])('%s moves focus from card %i to card %i', (key, from, to) => {
  expect(nextInRows(cards, from, key)).toBe(to)
})

test.each([
  ['ArrowLeft', 0],
  ['ArrowUp', 1],
  ['ArrowRight', 5],
  ['ArrowDown', 4],
  ['a', 0],
])('%s does not move focus from card %i', (key, from) => {
  expect(nextInRows(cards, from, key)).toBe(-1)
})

test('an arrow key moves focus to the nearest room on a plan in that direction', () => {
  const rooms = [box(0, 0), box(100, 10), box(300, 0), box(20, 100)]
  expect(nextInPlane(rooms, 0, 'ArrowRight')).toBe(1)
  expect(nextInPlane(rooms, 1, 'ArrowRight')).toBe(2)
  expect(nextInPlane(rooms, 0, 'ArrowDown')).toBe(3)
  expect(nextInPlane(rooms, 3, 'ArrowUp')).toBe(0)
  expect(nextInPlane(rooms, 0, 'ArrowLeft')).toBe(-1)
})

test('arrow keys reach every card of any grid', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 30 }),
      (columns, count) => {
        const grid = Array.from({ length: count }, (_, index) =>
          box((index % columns) * 100, Math.floor(index / columns) * 50),
        )
        for (let index = 0; index < count - 1; index += 1) {
          expect(nextInRows(grid, index, 'ArrowRight')).toBe(index + 1)
          expect(nextInRows(grid, index + 1, 'ArrowLeft')).toBe(index)
        }
        for (let index = columns; index < count; index += 1) {
          expect(nextInRows(grid, index, 'ArrowUp')).toBe(index - columns)
          expect(nextInRows(grid, index - columns, 'ArrowDown')).toBe(index)
        }
      },
    ),
  )
})
