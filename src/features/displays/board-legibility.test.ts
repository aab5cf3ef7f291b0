import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { boardDraft, makeRoom } from '#src/testing/fixtures.ts'
import { boardLayouts, type BoardDraft, type BoardScreen } from '#src/contract/board.ts'
import type { BoardPage } from '#src/board/typography/board-pages.ts'
import { findLeftOutParts } from '#src/board/plan/left-out-parts.ts'
import { createBoardContent } from '#src/board/typography/board-content.ts'
import { fitBoard } from '#src/board/typography/fit-board.ts'
import { maxReadableMetres, screenSidesCm } from '#src/board/typography/screen.ts'
import { leftOutMessage, legibilityMessage } from './board-legibility.ts'

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
  ...boardDraft,
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
  leftOutMessage([findLeftOutParts(one, rooms, floor)])

test('counts the rooms whose names do not fit the plan at the viewing distance', () => {
  expect(messageOf(planBoard(3))).toBeNull()
  expect(messageOf(planBoard(8))).toBe('1 of 3 rooms is too small to show its full name.')
  expect(messageOf(planBoard(8, { r1: 'Suite' }))).toBeNull()
  expect(messageOf(planBoard(20))).toMatch(/^[123] of 3 rooms (is|are) too small/)
})

const tv = (distanceMetres: number) =>
  ({ diagonalInches: 55, aspect: '16:9', orientation: 'landscape', distanceMetres }) as const
const board = (layout: BoardDraft['layout'], screen: BoardScreen): BoardDraft => ({
  ...boardDraft,
  layout,
  screen,
})
const contentOf = (count: number) =>
  createBoardContent(boardDraft, {
    rooms: Array.from({ length: count }, (_, index) => makeRoom({ id: `r${index}` })),
    floors: [],
  })

/** Creates pages of equal length for this number of rooms. */
const pagesOf = (rooms: number, pages: number): BoardPage[] =>
  Array.from({ length: pages }, () => ({
    kind: 'rooms',
    ids: Array.from({ length: Math.ceil(rooms / pages) }, (_, index) => `r${index}`),
  }))
const messageFor = (one: BoardDraft, rooms: number, pages: number) =>
  legibilityMessage(one, contentOf(rooms), pagesOf(rooms, pages))

test.each([
  [3, 'need 3 pages. Showing all pages takes 43 s.'],
  [9, 'need 9 pages. Showing all pages takes 90 s.'],
  [13, 'need 13 pages. Showing all pages takes about 2 min.'],
  [
    40,
    'need 40 pages. Each room appears about once every 7 minutes. To show rooms more often, use a larger screen, a shorter viewing distance or fewer rooms.',
  ],
])('reports that the rooms need %i pages, and how long it takes to show them', (pages, message) => {
  expect(messageFor(board('rows', tv(5)), 40, pages)).toEqual({
    isUsable: true,
    message: `40 rooms on a 55-inch screen at 5 m ${message}`,
  })
})

test('reports distances in feet for a board that uses feet', () => {
  const inFeet = { ...board('rows', tv(5)), units: 'feet' as const }
  expect(messageFor(inFeet, 40, 3).message).toMatch(
    /^40 rooms on a 55-inch screen at 16.4 ft need 3 pages\./,
  )
  const tooFar = { ...inFeet, screen: { ...tv(20), diagonalInches: 7 } }
  expect(messageFor(tooFar, 40, 3).message).toMatch(
    /^Names are too small to read from 65.6 ft\. On a 7-inch screen, they can be read from up to [\d.]+ ft, and smaller text from up to [\d.]+ ft\./,
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
    expect(messageFor(board('cards', screen), count, 1)).toEqual({ isUsable: true, message })
  },
)

test('names the text that is too small and the distances from which names and details are legible', () => {
  const wish = board('cards', { ...tv(20), diagonalInches: 7 })
  const { isUsable, message } = messageFor(wish, 10, 10)
  expect(isUsable).toBe(false)
  const { name, least } = fitBoard(wish, contentOf(10))
  const names = maxReadableMetres(wish.screen, name)
  const details = maxReadableMetres(wish.screen, least)
  expect(message).toBe(
    `Names are too small to read from 20 m. On a 7-inch screen, they can be read from up to ${names} m, and smaller text from up to ${details} m. Use a larger screen or a shorter viewing distance.`,
  )
  const at = (distanceMetres: number) =>
    messageFor(board('cards', { ...wish.screen, distanceMetres }), 10, 1)
  expect(at(details).isUsable).toBe(true)
  expect(at(names)).toMatchObject({
    isUsable: false,
    message: expect.stringContaining('Capacities and the footer are too small to read from'),
  })
})

test('a board is not usable if the capitals of its smallest text are smaller than 16 arc-minutes', () => {
  const screens = fc.record({
    diagonalInches: fc.integer({ min: 7, max: 120 }),
    aspect: fc.constantFrom('16:9', '16:10', '4:3', '21:9'),
    orientation: fc.constantFrom('landscape', 'portrait'),
    distanceMetres: fc.double({ min: 0.5, max: 20, noNaN: true }),
  })
  fc.assert(
    fc.property(screens, fc.constantFrom(...boardLayouts), (screen, layout) => {
      const wish = board(layout, screen)
      if (!messageFor(wish, 20, 1).isUsable) return
      const { least } = fitBoard(wish, contentOf(20))
      const [, shorterCm] = screenSidesCm(screen)
      const capitalCm = (0.727 * least * shorterCm) / 100
      const arcMinutes = (Math.atan(capitalCm / 100 / screen.distanceMetres) * 180 * 60) / Math.PI
      // 16 arc-minutes, minus the error from rounding to decimetres.
      expect(arcMinutes).toBeGreaterThanOrEqual(15.9 * (1 - 0.1 / screen.distanceMetres))
    }),
  )
})

test('proposes rows, fewer rooms or a larger screen if each room takes up most of the screen and the board has many pages', () => {
  const wish = board('cards', { ...tv(10), diagonalInches: 43 })
  expect(fitBoard(wish, contentOf(56)).grid.perPage).toBe(1)
  const advice =
    'Each room takes up more than half of the screen. Use a larger screen, fewer rooms or'
  expect(messageFor(wish, 56, 56)).toEqual({
    isUsable: false,
    message: `56 rooms on a 43-inch screen at 10 m need 56 pages. Each room appears about once every 9 minutes. ${advice} one row per room.`,
  })
  expect(messageFor(wish, 8, 8).isUsable).toBe(true)
})
