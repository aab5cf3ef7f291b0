import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { boardDraft, makeLiveRoom, makeRoom } from '#src/testing/fixtures.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { boardLayouts, type BoardDraft } from '#src/contract/board.ts'
import { fitPlaces } from '#src/board/typography/fit-board.ts'
import { findDrawnRooms } from '#src/board/typography/board-pages.ts'
import { second } from '#src/domain/time/duration.ts'
import {
  startRound,
  nextPage,
  previousPage,
  rotationAt,
  type PageRotation,
  type RotationOptions,
} from './page-rotation.ts'

const boards = new Map(
  boardLayouts.map((layout): [BoardDraft['layout'], RotationOptions['board']] => [
    layout,
    {
      ...boardDraft,
      layout,
      screen: { diagonalInches: 55, aspect: '16:9', orientation: 'landscape', distanceMetres: 5 },
    },
  ]),
)
const board = (layout: BoardDraft['layout']) => boards.get(layout) ?? boardDraft
const floors = ['f1', 'f2', 'f3'].map((id) => ({ id, name: id, buildingId: 'b', level: null }))
type Outline = LiveRoom['outline']
const square = (x: number, side: number): Outline => [
  [x, 0],
  [x + side, 0],
  [x + side, side],
  [x, side],
]
/** Outlines that a plan draws, and outlines that it does not draw: missing, without area, far away, or too small. */
const outlines: readonly Outline[] = [
  square(0, 8),
  null,
  square(10, 8),
  [
    [0, 0],
    [8, 8],
  ],
  square(50_000, 8),
  square(20, 8),
  square(0, 0.001),
]

const idOf = (index: number) => `r${String(index).padStart(2, '0')}`
/** Creates rooms. The rooms whose index is in `over` are over capacity. */
const roomsWith = (count: number, over: ReadonlySet<number> = new Set()): LiveRoom[] =>
  Array.from({ length: count }, (_, index) =>
    makeLiveRoom({
      id: idOf(index),
      floorId: floors[index % 4]?.id ?? null,
      outline: outlines[index % outlines.length] ?? null,
      sensors: [over.has(index) ? 12 : 2],
    }),
  )
const knownPlaces = new Map<string, RotationOptions['topology']>()
/** Returns the places of a board. The result is the same object for equal rooms, so that their fit is computed once. */
function placesOf(rooms: readonly LiveRoom[]): RotationOptions['topology'] {
  const places = rooms.map(({ id, name, floorId, outline, capacity }) =>
    makeRoom({ id, name, outline, capacity, floorId: floorId ?? '' }),
  )
  const key = JSON.stringify(places)
  const known = knownPlaces.get(key) ?? { rooms: places, floors }
  knownPlaces.set(key, known)
  return known
}
const inputOf = (rooms: LiveRoom[], now = 0, layout: BoardDraft['layout'] = 'cards') => ({
  board: board(layout),
  rooms,
  topology: placesOf(rooms),
  now,
})
/** Number of cards per page on a board with several pages. */
const { perPage } = fitPlaces(board('cards'), placesOf(roomsWith(40))).grid
const keysOf = ({ page }: PageRotation) => (page.kind === 'plan' ? [page.floorId] : page.ids)

test('puts rooms over capacity first on the first page, and keeps the order of the rest', () => {
  const first = startRound(inputOf(roomsWith(3 * perPage, new Set([2 * perPage]))))
  expect(keysOf(first)).toEqual([idOf(2 * perPage), ...roomsWith(perPage - 1).map(({ id }) => id)])
  expect(first).toMatchObject({ index: 0, count: 3 })
})

test('shows a room again, first on the next page, if it exceeds its capacity after it was shown', () => {
  const first = startRound(inputOf(roomsWith(3 * perPage)))
  const rooms = roomsWith(3 * perPage, new Set([1]))
  const second = nextPage(first, inputOf(rooms, 1))
  expect(keysOf(second)[0]).toBe(idOf(1))
  const third = nextPage(second, inputOf(rooms, 2))
  expect(keysOf(third)).not.toContain(idOf(1))
})

test('skips no room if another room moves to the front', () => {
  const first = startRound(inputOf(roomsWith(2 * perPage)))
  const second = nextPage(first, inputOf(roomsWith(2 * perPage, new Set([0])), 1))
  const seen = new Set([...keysOf(first), ...keysOf(second)])
  const third = nextPage(second, inputOf(roomsWith(2 * perPage, new Set([0])), 2))
  expect(third.index === 0 ? seen.size : new Set([...seen, ...keysOf(third)]).size).toBe(
    2 * perPage,
  )
})

test('repeats the only page of a board', () => {
  const first = startRound(inputOf(roomsWith(2)))
  expect(nextPage(first, inputOf(roomsWith(2), 9))).toMatchObject({ index: 0, count: 1, since: 9 })
  expect(nextPage(startRound(inputOf([])), inputOf([], 9))).toMatchObject({ count: 1 })
})

test('goes back to the previous page, and from the first page to the last', () => {
  const rooms = roomsWith(3 * perPage)
  const first = startRound(inputOf(rooms))
  const second = nextPage(first, inputOf(rooms, 1))
  const third = nextPage(second, inputOf(rooms, 2))
  expect(previousPage(third, inputOf(rooms, 3))).toEqual({ ...second, since: 3 })
  expect(previousPage(previousPage(third, inputOf(rooms)), inputOf(rooms, 4))).toEqual({
    ...first,
    since: 4,
  })
  const last = previousPage(first, inputOf(rooms, 5))
  expect([keysOf(last), last.index, last.count]).toEqual([keysOf(third), 2, 3])
  // The next pass starts after the last page.
  expect(nextPage(last, inputOf(rooms)).index).toBe(0)
})

test('shows every room once when going back from the first page through all pages', () => {
  const rooms = roomsWith(7 * perPage + 1, new Set([0, 30]))
  const input = inputOf(rooms)
  const first = startRound(input)
  const shown = keysOf(first)
  for (let page = previousPage(first, input); page.index > 0; page = previousPage(page, input)) {
    shown.push(...keysOf(page))
    expect(page.count).toBe(first.count)
  }
  expect(shown.toSorted()).toEqual(rooms.map(({ id }) => id).toSorted())
})

test('shows the only page of a board again when going back', () => {
  const rooms = roomsWith(perPage)
  const only = startRound(inputOf(rooms))
  expect(previousPage(only, inputOf(rooms, 1))).toEqual({ ...only, since: 1 })
})

test('shows the pages of free rooms in turn, and begins again after the last page', () => {
  const rooms = Array.from({ length: 30 }, (_, index) =>
    makeLiveRoom({ id: idOf(index), floorId: null, sensors: [0] }),
  )
  const input = inputOf(rooms, 0, 'find-room')
  const parts: (number | null)[] = []
  let rotation = startRound(input)
  const { count } = rotation
  expect(count).toBeGreaterThan(2)
  for (let turn = 0; turn <= count; turn += 1) {
    expect(rotation).toMatchObject({ index: turn % count, count })
    parts.push(rotation.page.kind === 'free-rooms' ? rotation.page.part : null)
    rotation = nextPage(rotation, input)
  }
  expect(parts).toEqual([...Array.from({ length: count }, (_, part) => part), 0])
  expect(previousPage(startRound(input), input).index).toBe(count - 1)
  expect(nextPage(rotation, inputOf([], 1, 'find-room'))).toMatchObject({ index: 0, count: 1 })
})

/** Creates one room on each floor. The rooms on the floors `over` are over capacity. */
const roomOnEachFloor = (over: readonly string[]) =>
  floors.map(({ id: floorId }) =>
    makeLiveRoom({
      id: `room on ${floorId}`,
      floorId,
      outline: square(0, 8),
      sensors: [over.includes(floorId) ? 12 : 2],
    }),
  )

test('a board of plans starts with a floor with a room over capacity, and repeats a floor if one of its rooms exceeds its capacity later', () => {
  const at = (now: number, over: readonly string[]) => inputOf(roomOnEachFloor(over), now, 'plan')
  const first = startRound(at(0, ['f3']))
  const second = nextPage(first, at(1, ['f3']))
  const third = nextPage(second, at(2, ['f1', 'f3']))
  const last = nextPage(third, at(3, ['f1', 'f3']))
  expect([first, second, third, last].map(keysOf)).toEqual([['f3'], ['f1'], ['f1'], ['f2']])
  expect(nextPage(last, at(4, [])).index).toBe(0)
})

test('after a change to the board, the rotation starts again with the rooms over capacity', () => {
  const rooms = roomsWith(3 * perPage, new Set([perPage + 1]))
  const before = { key: 'b1 1', rotation: startRound(inputOf(roomsWith(3 * perPage))) }
  const changed = rotationAt(before, { ...inputOf(rooms, second), key: 'b1 2' })
  expect(changed).toMatchObject({ index: 0, since: second })
  expect(keysOf(changed)[0]).toBe(idOf(perPage + 1))
  const same = rotationAt(before, { ...inputOf(rooms, second), key: 'b1 1' })
  expect(same).toBe(before.rotation)
})

/**
 * A random event: time passes, the rooms and their counts change, and sometimes the display restarts or gets another
 * board.
 */
const occurrence = fc.record({
  over: fc.uniqueArray(fc.nat(39)),
  rooms: fc.integer({ min: 0, max: 40 }),
  seconds: fc.integer({ min: 1, max: 40 }),
  incident: fc.constantFrom('restart', 'new board', null, null, null, null, null, null),
})

test('under random events, pages start with rooms newly over capacity, and every rotation ends without skipping a room', () => {
  let rounds = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...boardLayouts.filter((layout) => layout !== 'find-room')),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      fc.array(occurrence, { minLength: 120, maxLength: 120 }),
      (layout, count, comeAndGo, occurrences) => {
        let now = 0
        let boards = 0
        let stored: Parameters<typeof rotationAt>[0] = null
        let shown = new Set<string>()
        let shownOver = new Set<string>()
        let pages = 0
        for (const { over, rooms: some, seconds, incident } of occurrences) {
          now += seconds * second
          if (incident === 'restart') stored = null
          if (incident === 'new board') boards += 1
          const rooms = roomsWith(comeAndGo ? some : count, new Set(over))
          const key = `board ${boards}`
          const rotation = rotationAt(stored, { ...inputOf(rooms, now, layout), key })
          const isNewPage = rotation !== stored?.rotation
          const isSameBoard = stored?.key === key
          stored = { key, rotation }
          if (!isNewPage) continue
          const drawn = findDrawnRooms(placesOf(rooms))
          if (rotation.index === 0) {
            if (isSameBoard) {
              rounds += 1
              expect(rooms.filter((room) => !isShown(room, shown, layout, drawn))).toEqual([])
            }
            ;[shown, shownOver, pages] = [new Set(), new Set(), 0]
          }
          expect(rotation.index).toBeLessThan(rotation.count)
          const overNow = rooms.filter((room) => room.state === 'over' && canShow(room, layout))
          expectFirst(
            rotation,
            overNow.filter(({ id }) => !shownOver.has(id)),
            { layout, drawn },
          )
          for (const one of keysOf(rotation)) shown.add(one)
          const onPage = new Set(keysOf(rotation))
          for (const room of overNow) {
            if (isShown(room, onPage, layout, drawn)) shownOver.add(room.id)
          }
          pages += 1
          // Every page shows a room for the first time in its pass, or for the first time over capacity.
          expect(pages).toBeLessThanOrEqual(2 * 40 + 3)
        }
      },
    ),
    { numRuns: 30 },
  )
  expect(rounds).toBeGreaterThan(0)
})

function isShown(
  { id, floorId }: LiveRoom,
  shown: ReadonlySet<string>,
  layout: string,
  drawn: ReadonlySet<string>,
): boolean {
  if (layout === 'totals') return floorId === null || shown.has(floorId)
  if (layout === 'plan' && drawn.has(id)) return floorId !== null && shown.has(floorId)
  return shown.has(id)
}

test.each([
  ['a room with an outline without area beside drawn rooms', [0, 2, 3]],
  ['only rooms that cannot be drawn', [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]],
])('a board of plans shows %s once per rotation', (_, kinds) => {
  const rooms = kinds.map((kind, index) =>
    makeLiveRoom({ id: idOf(index), floorId: 'f1', outline: outlines[kind] ?? null, sensors: [2] }),
  )
  const drawn = findDrawnRooms({ rooms, floors })
  let rotation = startRound(inputOf(rooms, 0, 'plan'))
  const shown = keysOf(rotation)
  for (let page = 1; page < 10; page += 1) {
    rotation = nextPage(rotation, inputOf(rooms, page, 'plan'))
    if (rotation.index === 0) break
    shown.push(...keysOf(rotation))
  }
  expect(rotation.index).toBe(0)
  expect(shown.toSorted()).toEqual(
    [...new Set(rooms.map(({ id }) => (drawn.has(id) ? 'f1' : id)))].toSorted(),
  )
})

/**
 * Expects that a page starts with these rooms or, if it shows floors, that it contains the floor of one of these rooms.
 */
function expectFirst(
  { page }: PageRotation,
  urgent: readonly LiveRoom[],
  { layout, drawn }: { layout: string; drawn: ReadonlySet<string> },
): void {
  if (urgent.length === 0) return
  if (page.kind === 'rooms') {
    expect(page.ids.slice(0, urgent.length)).toEqual(
      urgent.map(({ id }) => id).slice(0, page.ids.length),
    )
    return
  }
  const onPage = new Set(page.kind === 'plan' ? [page.floorId] : page.ids)
  expect(urgent.some((room) => isShown(room, onPage, layout, drawn))).toBe(true)
}

/** Returns whether a layout can show a room. Totals cannot show rooms without a floor. */
function canShow({ floorId }: LiveRoom, layout: string): boolean {
  return floorId !== null || layout !== 'totals'
}
