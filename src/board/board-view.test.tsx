import { cleanup, render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { boardLayouts, type BoardDraft } from '#src/contract/board.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { boardDraft, makeLiveRoom, makeRoom, makeTopology } from '#src/testing/fixtures.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { BoardView } from './board-view.tsx'
import type { BoardViewProps } from './room-tile-model.ts'
import { paginateBoard } from './typography/board-pages.ts'

const at = Date.parse('2026-11-23T14:02:00+01:00')
const intervalMs = 5 * second
const site = (id: string, zone: string) => ({ id, name: id, zone: toTimeZone(zone) })
const baseTopology = makeTopology({
  // The abbreviation of Tehran's time zone contains digits.
  sites: [site('Tehran', 'Asia/Tehran'), site('Lisbon', 'Europe/Lisbon')],
  buildings: [
    { id: 'b', name: 'Main building', siteId: 'Tehran' },
    { id: 'c', name: 'Annex', siteId: 'Lisbon' },
  ],
  floors: [{ id: 'f', name: 'Ground floor', buildingId: 'b', level: 0 }],
})
const square = (left: number): [number, number][] => [
  [left, 0],
  [left + 8, 0],
  [left + 8, 8],
  [left, 8],
]
const rooms = [
  makeLiveRoom({ id: 'a', name: 'Alder', sensors: [6, 'missing'] }),
  makeLiveRoom({ id: 'b', name: 'Beech', sensors: [1_234], capacity: 1_000 }),
  makeLiveRoom({ id: 'c', name: 'Cedar', sensors: [3, 'implausible'], capacity: 4 }),
  makeLiveRoom({
    id: 'd',
    name: 'Douglas',
    sensors: ['missing'],
    lastKnown: { people: 5, seenAt: at - 40 * second, isRecent: true },
  }),
  makeLiveRoom({ id: 'e', name: 'Elm', sensors: [0] }),
].map((room, index) => ({ ...room, floorId: 'f', outline: square(8 * index) }))

/** Returns the topology with its rooms replaced by those of a board. */
const withRooms = (
  places: Topology,
  shown: readonly (LiveRoom & { floorId: string })[],
): Topology => ({
  ...places,
  rooms: shown.map(({ id, name, floorId, outline, capacity }) =>
    makeRoom({ id, name, floorId, outline, capacity }),
  ),
})
const topology = withRooms(baseTopology, rooms)

type Status = Pick<
  BoardViewProps,
  'now' | 'freshness' | 'notLiveSince' | 'nextTryAt' | 'sensorsAt' | 'isReplay'
>
const live = { now: at, freshness: 'live', notLiveSince: null, nextTryAt: at + second } as const
/** The props of a live board with one page, except the page. */
const liveBoard = {
  topology,
  rooms,
  at,
  intervalMs,
  ...live,
  board: boardDraft,
  zone: toTimeZone('Asia/Tehran'),
  sensorsAt: at,
  index: 0,
  count: 1,
  done: 0,
}
const stopped = {
  now: at + 2 * minute,
  freshness: 'stale',
  notLiveSince: at,
  nextTryAt: at + 2 * minute + 8 * second,
} as const
const statuses: Status[] = [
  { ...live, sensorsAt: at - 5 * minute },
  { ...stopped, sensorsAt: at },
  { ...live, sensorsAt: at, isReplay: true },
]

/** Returns the visible labels and accessible names of a board that contain Latin digits. */
function textsWithLatinDigits(board: BoardDraft, status: Status, count: number): string[] {
  const faults: string[] = []
  for (const page of paginateBoard(board, rooms, topology)) {
    render(<BoardView {...liveBoard} {...{ board, page, count, ...status }} />)
    const article = screen.getByRole('article')
    const labels = Array.from(
      article.innerHTML.matchAll(/aria-label="([^"]*)"/g),
      ([, label = '']) => label,
    )
    faults.push(...[article.textContent, ...labels].filter((words) => /[0-9]/.test(words)))
    cleanup()
  }
  return faults
}

test.each(boardLayouts)(
  'a board with the layout %s whose rooms were all hidden says so',
  (layout) => {
    const board = { ...boardDraft, layout }
    const nothing = makeTopology({})
    const [page] = paginateBoard(board, [], nothing)
    if (page === undefined) throw new Error('A board has at least one page.')
    render(<BoardView {...liveBoard} {...{ board, page }} rooms={[]} topology={nothing} />)
    expect(screen.getByText('This board has no rooms')).toBeVisible()
    expect(screen.queryByText(/^0\b|people/)).toBeNull()
  },
)

test.each(['cards', 'rows'] as const)(
  'the next page of %s reuses the elements of the previous page',
  (layout) => {
    const view = (ids: string[], index: number) => (
      <BoardView
        {...liveBoard}
        board={{ ...boardDraft, layout }}
        page={{ kind: 'rooms', ids }}
        index={index}
        count={2}
      />
    )
    const { rerender } = render(view(['a', 'b', 'c'], 0))
    const before = screen.getAllByRole('listitem', { name: /^(Alder|Beech|Cedar)/ })
    rerender(view(['d', 'e'], 1))
    const after = screen.getAllByRole('listitem', { name: /^(Douglas|Elm)/ })
    expect(after).toHaveLength(2)
    after.forEach((element, place) => expect(element).toBe(before[place]))
  },
)

test('a card shows usual occupancy only until the hour ends, only with a current count, and not with a missing sensor', () => {
  const ids = ['a', 'd', 'e']
  const to = at + minute
  const usual = [
    { from: at, to, rooms: ids.map((room) => ({ room, lower: 4, upper: 9 })) },
    { from: to, to: to + minute, rooms: [] },
  ]
  const view = (now: number) => (
    <BoardView
      {...liveBoard}
      {...{ at: now, now, sensorsAt: now, usual }}
      page={{ kind: 'rooms', ids }}
    />
  )
  const { rerender } = render(view(to - 1))
  const card = screen.getByRole('listitem', { name: /^Elm/ })
  expect(within(card).getByText('Usually 4–9')).toBeVisible()
  expect(screen.getAllByText(/^Usually/)).toHaveLength(1)
  const before = card.style.cssText
  rerender(view(to))
  expect(screen.queryByText(/^Usually/)).not.toBeInTheDocument()
  expect(card.style.cssText).toBe(before)
})

test.each(['fa', 'ar-EG', 'mr-IN', 'bn-BD'])('uses only the digits of the locale %s', (locale) => {
  for (const layout of boardLayouts) {
    const board: BoardDraft = { ...boardDraft, layout, locale }
    for (const status of statuses) {
      // Page progress uses segments for few pages, and digits for many.
      for (const count of [2, 30]) expect(textsWithLatinDigits(board, status, count)).toEqual([])
    }
  }
})

test.each(['totals', 'plan'] as const)(
  'labels the floors of buildings with the same name differently in layout %s',
  (layout) => {
    const places = makeTopology({
      sites: topology.sites,
      buildings: ['Tehran', 'Lisbon', 'Lisbon'].map((siteId, index) => ({
        id: `b${index}`,
        name: 'Main building',
        siteId,
      })),
      floors: [0, 1, 2].map((index) => ({
        id: `f${index}`,
        name: 'Floor',
        buildingId: `b${index}`,
        level: 0,
      })),
    })
    const roomsOfFloors = rooms
      .slice(0, 3)
      .map((room, index) => ({ ...room, floorId: `f${index}` }))
    const alike = withRooms(places, roomsOfFloors)
    const board: BoardDraft = { ...boardDraft, layout }
    for (const page of paginateBoard(board, roomsOfFloors, alike)) {
      render(
        <BoardView {...liveBoard} {...{ board, page }} topology={alike} rooms={roomsOfFloors} />,
      )
    }
    for (const label of [
      'Tehran · Main building',
      'Lisbon · Main building',
      'Lisbon · Main building (2)',
    ]) {
      const floor = layout === 'plan' ? `${label} · Floor` : `Floor ${label}`
      expect(screen.getByText((_, element) => element?.textContent === floor)).toBeInTheDocument()
    }
  },
)

test('does not localise the digits in room names', () => {
  const room = makeLiveRoom({ id: 'r', name: 'Room 101', sensors: [6] })
  render(
    <BoardView
      {...liveBoard}
      board={{ ...boardDraft, locale: 'fa' }}
      rooms={[room]}
      page={{ kind: 'rooms', ids: ['r'] }}
    />,
  )
  expect(screen.getByRole('listitem', { name: 'Room 101, ۶ of ۱۰ people, in use' })).toBeVisible()
})

test('spreads rows evenly over the columns, longer columns first', () => {
  const many = Array.from({ length: 28 }, (_, index) =>
    makeLiveRoom({ id: `r${index}`, name: `Room ${index}`, sensors: [6] }),
  ).map((room) => ({ ...room, floorId: 'f' }))
  const places = withRooms(baseTopology, many)
  const board: BoardDraft = { ...boardDraft, layout: 'rows' }
  const [page] = paginateBoard(board, many, places)
  if (page === undefined) throw new Error('Expected a page.')
  render(<BoardView {...liveBoard} {...{ board, page }} topology={places} rooms={many} />)
  const columns = screen
    .getAllByRole('listitem', { name: /^Room/ })
    .map((row) => row.style.gridArea)
  expect(
    [1, 2, 3].map((column) => columns.filter((area) => area.endsWith(`/ ${column}`)).length),
  ).toEqual([10, 9, 9])
  expect(columns.slice(9, 12)).toEqual(['10 / 1', '1 / 2', '2 / 2'])
})

test('a board with a long viewing distance shows the age and an old sensor status in its header', () => {
  const board: BoardDraft = { ...boardDraft, screen: { ...boardDraft.screen, distanceMetres: 8 } }
  const view = (sensorsAt: number) => (
    <BoardView {...liveBoard} {...{ board, sensorsAt }} page={{ kind: 'rooms', ids: ['a', 'b'] }} />
  )
  const { rerender } = render(view(at))
  const header = within(screen.getByRole('banner'))
  expect(header.getByText('Live · 0 s ago')).toBeVisible()
  expect(header.getByRole('heading')).toHaveTextContent(/^Lobby$/)
  expect(screen.getAllByText(/^Live/)).toHaveLength(1)
  rerender(view(at - 5 * minute))
  expect(header.getByText('Status 5 min old')).toBeVisible()
  expect(header.getByText('Live · 0 s ago')).toBeVisible()
})

test.each([
  [8, true, '2 / 3', /^Live · \d+ s ago$/],
  [8, false, null, /^Live · \d+ s ago$/],
  [11, true, '2 / 3', /^\d+ s ago$/],
  [13, true, null, /^Live · \d+ s ago$/],
])(
  'at %s m with page numbers set to %s, the header shows the page number %s beside the age',
  (distanceMetres, pageNumber, number, age) => {
    const screenSettings = { ...boardDraft.screen, distanceMetres }
    render(
      <BoardView
        {...liveBoard}
        board={{ ...boardDraft, screen: screenSettings, pageNumber }}
        page={{ kind: 'rooms', ids: ['a', 'b'] }}
        index={1}
        count={3}
      />,
    )
    const header = within(screen.getByRole('banner'))
    expect(header.getByText(age)).toBeVisible()
    expect(header.queryByText(/^2 . 3$/)?.textContent ?? null).toBe(number)
  },
)

test.each(boardLayouts)('a replayed board with the layout %s does not look live', (layout) => {
  const board = { ...boardDraft, layout }
  for (const page of paginateBoard(board, rooms, topology)) {
    render(<BoardView {...liveBoard} {...{ board, page }} isReplay />)
    const header = within(screen.getByRole('banner'))
    // The parts of the date have no-break spaces between them.
    expect(header.getByRole('heading')).toHaveTextContent('Replay of 23 Nov 2026')
    expect(screen.getByText('Replay, 16:32')).toBeVisible()
    expect(screen.queryByText(/\blive\b|\bago\b|next try/i)).toBeNull()
    cleanup()
  }
})
