import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { boardLayouts, type BoardDraft, type BoardScreen } from '#src/contract/board.ts'
import { computeBoardTypography, legibleFontSize, screenSidesCm } from './board-typography.ts'
import { paginateBoard } from './board-pages.ts'
import { pageDurationMs } from '#src/board/page-duration.ts'

const tv = (distanceMetres: number, orientation: BoardScreen['orientation'] = 'landscape') =>
  ({ diagonalInches: 55, aspect: '16:9', orientation, distanceMetres }) as const
const board = (layout: BoardDraft['layout'], screen: BoardScreen) => ({ layout, screen })

test('fits 4 × 3 large cards on 55 inches at 3 m, and 2 × 6 in portrait', () => {
  const landscape = computeBoardTypography(board('cards', tv(3)))
  expect(landscape.grid).toEqual({ columns: 4, rows: 3, perPage: 12 })
  expect(landscape.name).toBeCloseTo(3.5, 1)
  expect(landscape.least).toBeCloseTo(2.8, 1)
  expect(landscape.figure).toBeCloseTo(8.6, 1)
  expect(computeBoardTypography(board('cards', tv(3, 'portrait'))).grid).toMatchObject({
    columns: 2,
    rows: 6,
  })
})

test('fits two columns of 8 rows on 55 inches at 5 m', () => {
  const far = computeBoardTypography(board('rows', tv(5)))
  expect(far.grid).toEqual({ columns: 2, rows: 8, perPage: 16 })
  expect(far.name).toBeCloseTo(5.84, 1)
})

const screens = fc.record({
  diagonalInches: fc.integer({ min: 7, max: 120 }),
  aspect: fc.constantFrom('16:9', '16:10', '4:3', '21:9'),
  orientation: fc.constantFrom('landscape', 'portrait'),
  distanceMetres: fc.double({ min: 0.5, max: 20, noNaN: true }),
})
const layouts = fc.constantFrom(...boardLayouts)

test('legible boards have capitals of at least 16 arc-minutes in names and 13 in the smallest text', () => {
  fc.assert(
    fc.property(screens, layouts, (screen, layout) => {
      const { name, least, legible } = computeBoardTypography(board(layout, screen))
      const [, shorterCm] = screenSidesCm(screen)
      const arcMinutes = (cqmin: number) => {
        const capital = (0.727 * cqmin * shorterCm) / 100 / 100
        return (Math.atan(capital / screen.distanceMetres) * 180 * 60) / Math.PI
      }
      if (!legible) return
      expect(arcMinutes(name)).toBeGreaterThanOrEqual(15.9)
      expect(arcMinutes(least)).toBeGreaterThanOrEqual(12.7)
    }),
  )
})

test('a longer viewing distance never fits more rooms on a page', () => {
  fc.assert(
    fc.property(
      screens,
      layouts,
      fc.double({ min: 0, max: 5, noNaN: true }),
      (screen, layout, more) => {
        const near = computeBoardTypography(board(layout, screen))
        const far = computeBoardTypography(
          board(layout, { ...screen, distanceMetres: screen.distanceMetres + more }),
        )
        if (near.name < legibleFontSize(screen)) return
        expect(far.grid.perPage).toBeLessThanOrEqual(near.grid.perPage)
      },
    ),
  )
})

test('a larger screen never fits fewer rooms on a page', () => {
  fc.assert(
    fc.property(screens, layouts, fc.integer({ min: 0, max: 60 }), (screen, layout, more) => {
      const small = computeBoardTypography(board(layout, screen))
      // If no legible size fits, the text is as large as one room allows, and that size changes in steps.
      if (small.name < legibleFontSize(screen)) return
      const large = { ...screen, diagonalInches: screen.diagonalInches + more }
      expect(computeBoardTypography(board(layout, large)).grid.perPage).toBeGreaterThanOrEqual(
        small.grid.perPage,
      )
    }),
    { numRuns: 1_000 },
  )
})

const rooms = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    makeLiveRoom({ id: `r${index}`, name: `Room ${index}` }),
  )
const idsOf = (pages: ReturnType<typeof paginateBoard>) =>
  pages.map((page) => (page.kind === 'plan' ? [page.floorId] : page.ids))

test('fits forty rooms at 5 m on three pages', () => {
  const pages = paginateBoard(board('rows', tv(5)), rooms(40), { floors: [] })
  expect(idsOf(pages).map((ids) => ids.length)).toEqual([16, 16, 8])
})

test('balances pages when the last would be nearly empty, and shows every room once', () => {
  expect(
    idsOf(paginateBoard(board('cards', tv(3)), rooms(13), { floors: [] })).map((ids) => ids.length),
  ).toEqual([7, 6])
  fc.assert(
    fc.property(fc.nat(200), screens, (count, screen) => {
      const ids = idsOf(paginateBoard(board('cards', screen), rooms(count), { floors: [] })).flat()
      expect(ids).toEqual(rooms(count).map(({ id }) => id))
    }),
    { numRuns: 50 },
  )
})

test('shows a room with an invalid outline as a card after the plan', () => {
  const floors = [{ id: 'f1', name: 'f1', buildingId: 'b', level: null }]
  const outlines = {
    drawn: [
      [0, 0],
      [8, 0],
      [8, 8],
    ],
    line: [
      [0, 6],
      [4, 9],
      [0, 6],
    ],
    away: [
      [50_000, 0],
      [50_008, 0],
      [50_008, 8],
    ],
  }
  const all = Object.entries(outlines).map(([id, outline]) =>
    makeLiveRoom({ id, floorId: 'f1', outline }),
  )
  const pages = paginateBoard(board('plan', tv(3)), all, { floors })
  expect(pages).toEqual([
    { kind: 'plan', floorId: 'f1' },
    { kind: 'undrawn', ids: ['line', 'away'] },
  ])
})

test('puts rooms over capacity first and keeps the building’s order for the rest', () => {
  const [first, second, third] = rooms(3)
  if (!first || !second || !third) throw new Error('Expected three rooms.')
  const over = { ...third, state: 'over' as const }
  expect(
    idsOf(paginateBoard(board('cards', tv(3)), [first, second, over], { floors: [] })),
  ).toEqual([['r2', 'r0', 'r1']])
})

test('gives each floor with outlines a plan page and shows all other rooms as cards', () => {
  const square = [
    [0, 0],
    [8, 0],
    [8, 8],
  ] as const
  const floors = ['f2', 'f1'].map((id) => ({ id, name: id, buildingId: 'b', level: null }))
  const drawn = makeLiveRoom({ id: 'drawn', floorId: 'f2', outline: square })
  const others = rooms(30).map((room, index) => ({
    ...room,
    floorId: ['f1', 'f2', null][index % 3] ?? null,
  }))
  const plan = board('plan', tv(3))
  const pages = paginateBoard(plan, [drawn, ...others], { floors })
  expect(pages[0]).toEqual({ kind: 'plan', floorId: 'f2' })
  const undrawn = pages.slice(1)
  expect(undrawn.every(({ kind }) => kind === 'undrawn')).toBe(true)
  expect(idsOf(undrawn).flat()).toEqual(others.map(({ id }) => id))
  // The heading takes one of the twelve places.
  expect(Math.max(...idsOf(undrawn).map((ids) => ids.length))).toBe(11)
  expect(paginateBoard(plan, [drawn], { floors })).toHaveLength(1)
  expect(paginateBoard(plan, [], { floors })).toHaveLength(1)
})

test('shows fuller pages for longer, up to 30 seconds', () => {
  const page = (count: number) => ({
    kind: 'rooms' as const,
    ids: rooms(count).map(({ id }) => id),
  })
  expect(pageDurationMs(page(1))).toBe(10_000)
  expect(pageDurationMs(page(16))).toBeGreaterThan(pageDurationMs(page(8)))
  expect(pageDurationMs(page(200))).toBe(30_000)
})

const screen = { diagonalInches: 55, aspect: '16:9', distanceMetres: 3 } as const

test('a 55-inch screen is 122 by 68 cm', () => {
  const [longer, shorter] = screenSidesCm(screen)
  expect(longer).toBeCloseTo(121.8, 1)
  expect(shorter).toBeCloseTo(68.5, 1)
})

test.each([
  [3, 3.5],
  [5, 5.84],
])(
  'sizes names for %i m at %d percent of the shorter side, with capitals of 20 arc-minutes',
  (metres, percent) => {
    const size = legibleFontSize({ ...screen, distanceMetres: metres })
    expect(size).toBeCloseTo(percent, 1)
    const capitalCm = (size / 100) * 68.5 * 0.727
    const arcMinutes = Math.atan(capitalCm / (metres * 100)) * (180 / Math.PI) * 60
    expect(arcMinutes).toBeCloseTo(20, 0)
  },
)
