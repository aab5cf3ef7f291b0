import { expect, test } from 'vitest'
import { makeRoom } from '#src/testing/fixtures.ts'
import type { BoardDraft, BoardScreen } from '#src/contract/board.ts'
import { countTruncatedNames } from '#src/board/plan/plan-space.ts'
import { maxReadableMetres } from '#src/board/typography/board-typography.ts'
import { legibilityMessage, truncatedNamesMessage } from './board-legibility.ts'

const rooms = ['Oak', 'Client Presentation Suite', 'Maple'].map((name, index) =>
  makeRoom({
    id: `r${index}`,
    name,
    capacity: 8,
    outline: [
      [5 * index, 0],
      [5 * index + 5, 0],
      [5 * index + 5, 5],
      [5 * index, 5],
    ],
  }),
)
const floor = { id: 'f1', name: 'Floor 1' }
const planBoard = (distanceMetres: number, shortNames: Record<string, string> = {}) => ({
  name: 'Lobby',
  layout: 'plan' as const,
  screen: {
    diagonalInches: 55,
    aspect: '16:9',
    orientation: 'landscape',
    distanceMetres,
  } satisfies BoardScreen,
  shortNames,
})

const messageOf = (one: ReturnType<typeof planBoard>) =>
  truncatedNamesMessage([countTruncatedNames(one, rooms, floor)])

test('counts the rooms whose names do not fit the plan at the viewing distance', () => {
  expect(messageOf(planBoard(3))).toBeNull()
  expect(messageOf(planBoard(7))).toBe('1 of 3 rooms is too small to show its full name.')
  expect(messageOf(planBoard(7, { r1: 'Suite' }))).toBeNull()
  expect(messageOf(planBoard(20))).toMatch(/^[23] of 3 rooms are too small/)
})

const tv = (distanceMetres: number) =>
  ({ diagonalInches: 55, aspect: '16:9', orientation: 'landscape', distanceMetres }) as const
const board = (layout: BoardDraft['layout'], screen: BoardScreen) => ({
  layout,
  screen,
  units: 'metres' as const,
})

test('reports how many pages the rooms need', () => {
  expect(legibilityMessage(board('rows', tv(5)), 40, 3)).toEqual({
    legible: true,
    message: '40 rooms on a 55-inch screen at 5 m need 3 pages.',
  })
})

test('reports distances in feet for a board that uses feet', () => {
  const inFeet = { ...board('rows', tv(5)), units: 'feet' as const }
  expect(legibilityMessage(inFeet, 40, 3).message).toBe(
    '40 rooms on a 55-inch screen at 16.4 ft need 3 pages.',
  )
})

test.each([
  [1, 11, '1 room on an 11-inch screen at 1 m fits on one page.'],
  [2, 18.5, '2 rooms on an 18.5-inch screen at 1 m fit on one page.'],
  [0, 110, '0 rooms on a 110-inch screen at 1 m fit on one page.'],
])(
  'reports that one page is enough for %s room(s) on a %s-inch screen',
  (count, diagonalInches, message) => {
    const screen = { ...tv(1), diagonalInches }
    expect(legibilityMessage(board('cards', screen), count, 1)).toEqual({ legible: true, message })
  },
)

test('reports an illegible board and the distance at which it becomes legible', () => {
  const wish = board('cards', { ...tv(20), diagonalInches: 7 })
  const { legible, message } = legibilityMessage(wish, 10, 10)
  expect(legible).toBe(false)
  const metres = maxReadableMetres(wish)
  expect(message).toContain(`${metres} m`)
  expect(
    legibilityMessage(board('cards', { ...wish.screen, distanceMetres: metres }), 10, 10).legible,
  ).toBe(true)
})
