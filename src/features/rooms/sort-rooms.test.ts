import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createStableSort, sortRooms } from './sort-rooms.ts'
import { makeLiveRoom, type LiveRoomFixture } from '#src/testing/fixtures.ts'
import { roomSorts, type RoomSort } from '#src/lib/overview-params.ts'
import { toRoomCardModels } from '#src/domain/live-rooms/displayed-rooms.ts'

const at = 1_000_000_000
const polled = { at, freshness: 'live', intervalMs: 5_000 } as const
const show = (rooms: LiveRoomFixture[]) =>
  toRoomCardModels(rooms.map(makeLiveRoom), new Map(), polled)

const building: LiveRoomFixture[] = [
  { id: 'partial', name: 'Room 10', capacity: 4, sensors: [2, 'missing'] },
  { id: 'full', name: 'Room 2', capacity: 3, sensors: [3] },
  { id: 'bare', name: 'Cupboard', capacity: 5, sensors: [] },
  { id: 'open', name: 'Lobby', capacity: null, sensors: [40] },
  { id: 'silent', name: 'Attic', capacity: 5, sensors: ['missing'] },
  {
    id: 'old',
    name: 'Äther',
    capacity: 5,
    sensors: ['missing'],
    lastKnown: { people: 5, seenAt: at - 240_000 },
  },
  { id: 'over', name: 'Oak', capacity: 12, sensors: [15] },
]

test.each<[RoomSort, string[]]>([
  ['floor', ['partial', 'full', 'bare', 'open', 'silent', 'old', 'over']],
  ['name', ['old', 'silent', 'bare', 'open', 'over', 'full', 'partial']],
  ['occupancy', ['open', 'over', 'full', 'partial', 'bare', 'silent', 'old']],
  ['utilisation', ['over', 'full', 'partial', 'bare', 'open', 'silent', 'old']],
  ['capacity', ['over', 'bare', 'silent', 'old', 'partial', 'full', 'open']],
  ['state', ['over', 'full', 'partial', 'open', 'old', 'bare', 'silent']],
  ['reporting', ['silent', 'old', 'partial', 'full', 'open', 'over', 'bare']],
  ['fit', ['full', 'partial', 'over', 'open', 'bare', 'silent', 'old']],
  ['problems', ['over', 'silent', 'old', 'partial', 'full', 'bare', 'open']],
])('sorts by %s: %j', (sort, ids) => {
  const order = sortRooms(show(building), sort).map(({ room }) => room.id)
  expect(order).toEqual(ids)
})

test('keeps rooms of unknown occupancy last when the order is reversed', () => {
  const order = sortRooms(show(building), 'occupancy', true).map(({ room }) => room.id)
  expect(order).toEqual(['partial', 'full', 'over', 'open', 'bare', 'silent', 'old'])
})

test('when sorting by fit, ranks free rooms first, starting with the smallest', () => {
  const rooms: LiveRoomFixture[] = [
    { id: 'taken', capacity: 4, sensors: [1] },
    { id: 'large', capacity: 20, sensors: [0] },
    { id: 'silent', capacity: 4, sensors: ['missing'] },
    { id: 'right', capacity: 6, sensors: [0] },
  ]
  const order = sortRooms(show(rooms), 'fit').map(({ room }) => room.id)
  expect(order).toEqual(['right', 'large', 'taken', 'silent'])
})

const anyRoom = fc.record({
  name: fc.constantFrom('Oak', 'Maple', 'Room 2', 'Room 10'),
  capacity: fc.option(fc.integer({ min: 1, max: 4 })),
  sensors: fc.array(
    fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom('quiet' as const, 'missing' as const)),
    {
      maxLength: 3,
    },
  ),
})

test('keeps every room, and the building’s order among tied rooms', () => {
  fc.assert(
    fc.property(
      fc.array(anyRoom, { maxLength: 20 }),
      fc.constantFrom(...roomSorts),
      (rooms, sort) => {
        const shown = show(rooms.map((room, index) => ({ ...room, id: `r${index}` })))
        const sorted = sortRooms(shown, sort)
        expect(new Set(sorted)).toEqual(new Set(shown))
        // Identical rooms tie in every sort, so they must keep their order.
        const twins = (one: (typeof shown)[number]) =>
          JSON.stringify([one.room.name, one.room.capacity, one.room.occupancy])
        sorted.forEach((one, index) => {
          const before = sorted.slice(0, index).findLast((other) => twins(other) === twins(one))
          if (before) expect(shown.indexOf(before)).toBeLessThan(shown.indexOf(one))
        })
      },
    ),
  )
})

test('does not reorder rooms on every poll while one of them fluctuates around its capacity', () => {
  const sort = createStableSort()
  const names = (people: number, poll: number) =>
    sort(
      show([
        { id: 'silent', name: 'Attic', sensors: ['missing'] },
        { id: 'hovers', name: 'Maple', capacity: 6, sensors: [people] },
      ]),
      'problems',
      false,
      at + poll * 5_000,
      5_000,
    ).map(({ room }) => room.id)
  expect(names(6, 0)).toEqual(['silent', 'hovers'])
  for (let poll = 1; poll < 40; poll += 1) {
    expect(names(6 + (poll % 2), poll)).toEqual(['hovers', 'silent'])
  }
  expect(names(6, 60)).toEqual(['silent', 'hovers'])
})

test.each<[RoomSort, (poll: number) => LiveRoomFixture]>([
  ['problems', (poll) => ({ capacity: 6, sensors: [6 + (poll % 2)] })],
  ['state', (poll) => ({ capacity: 6, sensors: [6 + (poll % 2)] })],
  ['fit', (poll) => ({ capacity: 6, sensors: [poll % 2] })],
  ['reporting', (poll) => ({ sensors: [1, poll % 2 === 0 ? 1 : 'missing'] })],
])('sorting by %s moves a room at its limit at most once in ten polls', (by, roomAt) => {
  for (const reversed of [false, true]) {
    const sort = createStableSort()
    const orders = Array.from({ length: 10 }, (_, poll) =>
      sort(
        show([
          { id: 'full', capacity: 4, sensors: [4, 'missing'] },
          { id: 'hovers', ...roomAt(poll) },
          { id: 'quiet', capacity: 20, sensors: [0, 0, 'missing'] },
        ]),
        by,
        reversed,
        at + poll * 5_000,
        5_000,
      )
        .map(({ room }) => room.id)
        .join(),
    )
    const moves = orders.filter((order, poll) => poll > 0 && order !== orders[poll - 1])
    expect(moves.length).toBeLessThanOrEqual(1)
  }
})

test('does not rank a room first by fit right after it is vacated', () => {
  const sort = createStableSort()
  const first = (people: number, poll: number) =>
    sort(
      show([
        { id: 'small', name: 'Booth', capacity: 2, sensors: [people] },
        { id: 'large', name: 'Hall', capacity: 20, sensors: [0] },
      ]),
      'fit',
      false,
      at + poll * 5_000,
      5_000,
    )[0]?.room.id
  expect([first(0, 0), first(1, 1), first(0, 2), first(0, 30)]).toEqual([
    'small',
    'large',
    'large',
    'small',
  ])
})

test('when the sort order changes, ranks rooms by their current values', () => {
  const sort = createStableSort()
  const order = (by: RoomSort, people: number) =>
    sort(
      show([
        { id: 'a', sensors: [1] },
        { id: 'b', sensors: [people] },
      ]),
      by,
      false,
      at,
      5_000,
    )
      .map(({ room }) => room.id)
      .join()
  expect([order('problems', 11), order('state', 1), order('problems', 1)]).toEqual([
    'b,a',
    'a,b',
    'a,b',
  ])
})
