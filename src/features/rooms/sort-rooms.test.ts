import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stabilizeRanks, type StableRanks, createStableSort, sortRooms } from './sort-rooms.ts'
import { makeLiveRoom, type LiveRoomFixture } from '#src/testing/fixtures.ts'
import { roomSorts, type RoomSort } from '#src/lib/overview-params.ts'
import { toRoomCardModels } from '#src/domain/live-rooms/displayed-rooms.ts'

const dwellMs = 60_000
/** Returns the ranks after polls five seconds apart, given the room's rank in each poll. */
const after = (ranks: readonly number[], begin: StableRanks = new Map()) =>
  ranks.reduce(
    (held, rank, poll) => stabilizeRanks(held, [['maple', rank]], poll * 5_000, dwellMs),
    begin,
  )
const rankOf = (held: StableRanks) => held.get('maple')?.rank

test('moves a room to the front as soon as it becomes a problem', () => {
  expect(rankOf(after([4, 0]))).toBe(0)
})

test('keeps the rank of a room that fluctuates around its capacity', () => {
  for (let polls = 1; polls <= 50; polls += 1) {
    expect(rankOf(after(Array.from({ length: polls }, (_, poll) => (poll % 2) * 4)))).toBe(0)
  }
})

test('moves a room back after a minute without a problem', () => {
  const well = (polls: number) => after([0, ...Array.from({ length: polls }, () => 4)])
  expect(rankOf(well(11))).toBe(0)
  expect(rankOf(well(12))).toBe(4)
})

test('ranks a returning room by its current state', () => {
  const gone = stabilizeRanks(after([0]), [], 5_000, dwellMs)
  expect(stabilizeRanks(gone, [['maple', 4]], 10_000, dwellMs).get('maple')?.rank).toBe(4)
})

test('drops a rank whose time is in the future', () => {
  const held = stabilizeRanks(new Map(), [['maple', 0]], 1e12, dwellMs)
  expect(stabilizeRanks(held, [['maple', 4]], 0, dwellMs).get('maple')?.rank).toBe(4)
})

test('never ranks a room behind its current rank, and drops a rank after the dwell time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4), { minLength: 1, maxLength: 40 }), (ranks) => {
      const rank = rankOf(after(ranks)) ?? Number.NaN
      const recent = ranks.slice(-dwellMs / 5_000)
      expect(rank).toBeLessThanOrEqual(ranks.at(-1) ?? Number.NaN)
      expect(recent).toContain(rank)
    }),
  )
})

test('changes the order at most twice per dwell time while a room fluctuates', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (over) => {
      let held: StableRanks = new Map()
      let changes = 0
      let before = ''
      over.forEach((isOver, poll) => {
        const ranks = [
          ['maple', isOver ? 0 : 4],
          ['cedar', 1],
        ] as const
        held = stabilizeRanks(held, ranks, poll * 5_000, dwellMs)
        const order = ranks
          .toSorted(([a], [b]) => (held.get(a)?.rank ?? 0) - (held.get(b)?.rank ?? 0))
          .join()
        if (order.split(',')[0] !== before) changes += 1
        before = order.split(',')[0] ?? ''
      })
      // Sixty polls are five dwell times: in each, the room moves back and to the front at most once.
      expect(changes).toBeLessThanOrEqual(1 + 2 * 5)
    }),
  )
})

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

test('ranks free rooms first when sorting by fit, the smallest sufficient one at the top', () => {
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

test('does not reorder rooms on every poll while one fluctuates around its capacity', () => {
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
      60_000,
    ).map(({ room }) => room.id)
  expect(names(6, 0)).toEqual(['silent', 'hovers'])
  for (let poll = 1; poll < 40; poll += 1) {
    expect(names(6 + (poll % 2), poll)).toEqual(['hovers', 'silent'])
  }
  expect(names(6, 60)).toEqual(['silent', 'hovers'])
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
      60_000,
    )[0]?.room.id
  expect([first(0, 0), first(1, 1), first(0, 2), first(0, 30)]).toEqual([
    'small',
    'large',
    'large',
    'small',
  ])
})

test('drops the stable ranks when the sort order changes', () => {
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
      60_000,
    )
      .map(({ room }) => room.id)
      .join()
  expect([order('problems', 11), order('state', 1), order('problems', 1)]).toEqual([
    'b,a',
    'a,b',
    'a,b',
  ])
})
