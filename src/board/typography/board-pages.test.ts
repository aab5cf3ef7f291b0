import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { boardDraft, makeLiveRoom, makeRoom } from '#src/testing/fixtures.ts'
import type { BoardDraft, BoardScreen } from '#src/contract/board.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { pageDurationMs } from '#src/board/page-duration.ts'
import { paginateBoard, type BoardPage } from './board-pages.ts'

const tv = (distanceMetres: number): BoardScreen => ({
  diagonalInches: 55,
  aspect: '16:9',
  orientation: 'landscape',
  distanceMetres,
})
const screens = fc.record({
  diagonalInches: fc.integer({ min: 7, max: 120 }),
  aspect: fc.constantFrom('16:9', '16:10', '4:3', '21:9'),
  orientation: fc.constantFrom('landscape', 'portrait'),
  distanceMetres: fc.double({ min: 0.5, max: 20, noNaN: true }),
})
const rooms = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    makeLiveRoom({ id: `r${index}`, name: `Room ${index}` }),
  )
const board = (layout: BoardDraft['layout'], screen: BoardScreen): BoardDraft => ({
  ...boardDraft,
  layout,
  screen,
})
/** Returns the places of a board with these rooms. */
const placesOf = (
  some: readonly LiveRoom[],
  floors: Topology['floors'] = [],
): Pick<Topology, 'rooms' | 'floors'> => ({
  rooms: some.map(({ id, name, capacity, floorId, outline }) =>
    makeRoom({ id, name, capacity, floorId: floorId ?? '', outline }),
  ),
  floors,
})
const paginate = (
  layout: BoardDraft['layout'],
  screen: BoardScreen,
  some: readonly LiveRoom[],
  floors?: Topology['floors'],
) => paginateBoard(board(layout, screen), some, placesOf(some, floors))
const idsOf = (pages: BoardPage[]) =>
  pages.map((page) => (page.kind === 'plan' ? [page.floorId] : page.ids))

test('fits forty rows at 5 m on three pages', () => {
  const pages = paginate('rows', tv(5), rooms(40))
  expect(idsOf(pages).map((ids) => ids.length)).toEqual([14, 14, 12])
})

test('balances the pages, and shows every room once', () => {
  expect(idsOf(paginate('cards', tv(3), rooms(13))).map((ids) => ids.length)).toEqual([7, 6])
  fc.assert(
    fc.property(fc.nat(200), screens, (count, screen) => {
      const ids = idsOf(paginate('cards', screen, rooms(count))).flat()
      expect(ids).toEqual(rooms(count).map(({ id }) => id))
    }),
    { numRuns: 50 },
  )
})

test('pages for the remaining rooms have no more rooms than pages of the whole board', () => {
  const all = rooms(13)
  const cards = board('cards', tv(3))
  expect(idsOf(paginateBoard(cards, all, placesOf(all))).map((ids) => ids.length)).toEqual([7, 6])
  // The remaining eight rooms would fit on one page.
  const rest = paginateBoard(cards, all.slice(5), placesOf(all))
  expect(idsOf(rest).map((ids) => ids.length)).toEqual([4, 4])
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
  const pages = paginate('plan', tv(3), all, floors)
  expect(pages).toEqual([
    { kind: 'plan', floorId: 'f1' },
    { kind: 'undrawn', ids: ['line', 'away'] },
  ])
})

test('puts rooms over capacity first, and keeps the building’s order for the rest', () => {
  const [first, second, third] = rooms(3)
  if (!first || !second || !third) throw new Error('Expected three rooms.')
  const over = { ...third, state: 'over' as const }
  expect(idsOf(paginate('cards', tv(3), [first, second, over]))).toEqual([['r2', 'r0', 'r1']])
})

test('gives each floor with outlines a plan page, and shows all other rooms as cards', () => {
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
  const pages = paginate('plan', tv(3), [drawn, ...others], floors)
  expect(pages[0]).toEqual({ kind: 'plan', floorId: 'f2' })
  const undrawn = pages.slice(1)
  expect(undrawn.every(({ kind }) => kind === 'undrawn')).toBe(true)
  expect(idsOf(undrawn).flat()).toEqual(others.map(({ id }) => id))
  // The heading takes one of twelve places, so eleven rooms fit on a page.
  expect(idsOf(undrawn).map((ids) => ids.length)).toEqual([10, 10, 10])
  expect(paginate('plan', tv(3), [drawn], floors)).toHaveLength(1)
  expect(paginate('plan', tv(3), [], floors)).toHaveLength(1)
})

test('shows a page with more rooms longer, up to 30 seconds', () => {
  const page = (count: number) => ({
    kind: 'rooms' as const,
    ids: rooms(count).map(({ id }) => id),
  })
  expect(pageDurationMs(page(1))).toBe(10_000)
  expect(pageDurationMs(page(16))).toBeGreaterThan(pageDurationMs(page(8)))
  expect(pageDurationMs(page(200))).toBe(30_000)
})
