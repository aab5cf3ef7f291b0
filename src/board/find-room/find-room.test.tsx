import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { BoardDraft } from '#src/contract/board.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { BoardView } from '#src/board/board-view.tsx'
import type { BoardViewProps } from '#src/board/room-tile-model.ts'
import { paginateBoard } from '#src/board/typography/board-pages.ts'
import { boardDraft, makeLiveRoom, makeRoom, makeNorthgate } from '#src/testing/fixtures.ts'

const at = Date.parse('2026-11-23T14:02:00+01:00')
/** Returns the topology of a board with these rooms. */
const placesOf = (rooms: readonly LiveRoom[]) =>
  makeNorthgate({
    rooms: rooms.map(({ id, name, capacity, floorId }) =>
      makeRoom({ id, name, capacity, floorId: floorId ?? '' }),
    ),
  })
const board: BoardDraft = { ...boardDraft, layout: 'find-room', location: 'f3' }
/**
 * Returns two rooms for 3–6 people and a larger room in use. `pine` is the number of people in the nearer small room.
 */
const makeRooms = (pine: number) => [
  makeLiveRoom({ id: 'pine', name: 'Pine', capacity: 4, floorId: 'f3', sensors: [pine] }),
  makeLiveRoom({ id: 'rowan', name: 'Rowan', capacity: 6, floorId: 'f2', sensors: [0] }),
  makeLiveRoom({ id: 'cedar', name: 'Cedar', capacity: 12, floorId: 'f3', sensors: [3] }),
]

function view(rooms: readonly LiveRoom[], change: Partial<BoardViewProps> = {}) {
  const topology = placesOf(rooms)
  const pages = paginateBoard(change.board ?? board, rooms, topology)
  const [page] = pages
  if (page === undefined) throw new Error('no page')
  return (
    <BoardView
      {...{ board, topology, rooms, page, at, now: at + 3 * second, intervalMs: 5 * second }}
      zone={toTimeZone('Europe/Berlin')}
      freshness="live"
      notLiveSince={null}
      nextTryAt={null}
      sensorsAt={at}
      index={0}
      count={pages.length}
      done={0}
      {...change}
    />
  )
}

const columnTexts = () =>
  screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)
const cards = () =>
  screen
    .queryAllByRole('listitem')
    .filter((item) => item.dataset['look'] !== undefined)
    .map(({ dataset, textContent }) => [dataset['look'], textContent])

test('shows only free rooms with their floors, and highlights the nearest of each size', () => {
  render(view(makeRooms(0)))
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
    'Lobby Main building, Floor 3',
  )
  expect(columnTexts()).toEqual(['3–6 people2 free', '7–12 people0 free'])
  expect(cards()).toEqual([
    ['nearest', 'Pine4 seatsThis floor'],
    ['free', 'Rowan6 seatsFloor 2'],
  ])
  expect(screen.getByText('None free')).toBeVisible()
  expect(screen.getByText('The only room is in use.')).toBeVisible()
  const footer = screen.getByRole('contentinfo')
  expect(footer).toHaveTextContent('Free means empty now. Rooms may still be booked.')
  expect(within(footer).getByText('Free and nearest')).toBeVisible()
  expect(footer).toHaveTextContent('Live · 3 s ago')
  expect(footer).not.toHaveTextContent('people')
})

test('shows when a room became free only if the display saw it become empty', () => {
  const minutes = (count: number) => ({ at: at + count * minute, now: at + count * minute })
  const { rerender } = render(view(makeRooms(1)))
  expect(cards()).toEqual([
    ['nearest', 'Rowan6 seatsFloor 2'],
    ['in-use', 'PineIn useThis floor'],
  ])
  rerender(view(makeRooms(0), minutes(1)))
  expect(cards()).toEqual([['nearest', 'Rowan6 seatsFloor 2']])
  rerender(view(makeRooms(0), minutes(2)))
  expect(cards()).toEqual([
    ['nearest', 'PineFree since 14:034 seatsThis floor'],
    ['free', 'Rowan6 seatsFloor 2'],
  ])
})

test('a board that is not live highlights no card, and shows the age of each card until the card expires', () => {
  const { rerender } = render(view(makeRooms(0)))
  const stopped = { freshness: 'stale', notLiveSince: at, now: at + 4 * minute } as const
  rerender(view(makeRooms(0), stopped))
  expect(cards()).toEqual([
    ['old', 'Pine4 min old4 seatsThis floor'],
    ['old', 'Rowan4 min old6 seatsFloor 2'],
  ])
  rerender(view(makeRooms(0), { ...stopped, freshness: 'no-data', now: at + 20 * minute }))
  expect(cards()).toEqual([])
  expect(screen.getAllByText('No data')).toHaveLength(2)
})

test('highlights no room as the nearest if the board has no location', () => {
  render(view(makeRooms(0), { board: { ...board, location: null } }))
  expect(cards().map(([look]) => look)).toEqual(['free', 'free'])
  expect(screen.queryByText('This floor')).toBeNull()
  expect(screen.queryByText('Free and nearest')).toBeNull()
})

test('shows the nearest room on every page, with different free rooms beside it', () => {
  const rooms = Array.from({ length: 8 }, (_, index) =>
    makeLiveRoom({
      id: `r${index}`,
      name: `Room ${index}`,
      capacity: 4,
      floorId: 'f3',
      sensors: [0],
    }),
  ).concat(makeRooms(0))
  const [first, second] = paginateBoard(board, rooms, placesOf(rooms))
  if (first === undefined || second === undefined) throw new Error('too few pages')
  const shown = (page: typeof first) => {
    const { unmount } = render(view(rooms, { page }))
    const texts = cards().map(([, words = '']) => words.slice(0, 6))
    unmount()
    return texts
  }
  expect(shown(first)[0]).toBe('Room 0')
  expect(shown(second)[0]).toBe('Room 0')
  expect(shown(second)[1]).not.toBe(shown(first)[1])
  // The last page is full, too.
  expect(shown(second)).toHaveLength(shown(first).length)
})

test('if cards have no space for seats, they show the floor, or the age once the board is not live', () => {
  const farBoard: BoardDraft = {
    ...board,
    screen: { ...board.screen, orientation: 'portrait', distanceMetres: 5 },
  }
  const capacities = [2, 4, 8, 16, null]
  const rooms = Array.from({ length: 60 }, (_, index) =>
    makeLiveRoom({
      id: `r${index}`,
      name: `Room ${index}`,
      capacity: capacities[index % 5] ?? null,
      floorId: 'f3',
      sensors: [index < 5 ? 0 : 1],
    }),
  )
  const { rerender } = render(view(rooms, { board: farBoard }))
  expect(cards().filter(([look]) => look === 'nearest')).toEqual(
    [0, 1, 2, 3, 4].map((index) => ['nearest', `Room ${index}This floor`]),
  )
  expect(cards()).toContainEqual(['in-use', 'Room 5In use'])
  const stopped = { freshness: 'stale', notLiveSince: at, now: at + 4 * minute } as const
  rerender(view(rooms, { board: farBoard, ...stopped }))
  expect(cards()).toEqual([0, 1, 2, 3, 4].map((index) => ['old', `Room ${index}4 min old`]))
})
