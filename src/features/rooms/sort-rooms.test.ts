import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleRoom, type ExampleRoom } from '#src/testing/example-live-room.ts'
import { sorts, type Sort } from '#src/lib/overview-params.ts'
import { roomsInView } from '#src/domain/live-rooms/rooms-in-view.ts'
import { createSteadySort, sortRooms } from './sort-rooms.ts'

const at = 1_000_000_000
const polled = { at, freshness: 'live', intervalMs: 5_000 } as const
const show = (rooms: ExampleRoom[]) => roomsInView(rooms.map(exampleRoom), new Map(), polled)

const building: ExampleRoom[] = [
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

test.each<[Sort, string[]]>([
  ['floor', ['partial', 'full', 'bare', 'open', 'silent', 'old', 'over']],
  ['name', ['old', 'silent', 'bare', 'open', 'over', 'full', 'partial']],
  ['occupancy', ['open', 'over', 'full', 'partial', 'bare', 'silent', 'old']],
  ['utilisation', ['over', 'full', 'partial', 'bare', 'open', 'silent', 'old']],
  ['capacity', ['over', 'bare', 'silent', 'old', 'partial', 'full', 'open']],
  ['state', ['over', 'full', 'partial', 'open', 'old', 'bare', 'silent']],
  ['reporting', ['silent', 'old', 'partial', 'full', 'open', 'over', 'bare']],
  ['fit', ['full', 'partial', 'over', 'open', 'bare', 'silent', 'old']],
  ['problems', ['over', 'silent', 'old', 'partial', 'full', 'bare', 'open']],
])('by %s: %j', (sort, ids) => {
  const order = sortRooms(show(building), sort).map(({ room }) => room.id)
  expect(order).toEqual(ids)
})

test('turned round, what is not known still comes last', () => {
  const order = sortRooms(show(building), 'occupancy', true).map(({ room }) => room.id)
  expect(order).toEqual(['partial', 'full', 'over', 'open', 'bare', 'silent', 'old'])
})

test('a space that fits is free first, and the smallest that is enough', () => {
  const rooms: ExampleRoom[] = [
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

test('sorting loses no room, and rooms that tie keep the building’s order', () => {
  fc.assert(
    fc.property(fc.array(anyRoom, { maxLength: 20 }), fc.constantFrom(...sorts), (rooms, sort) => {
      const shown = show(rooms.map((room, index) => ({ ...room, id: `r${index}` })))
      const sorted = sortRooms(shown, sort)
      expect(new Set(sorted)).toEqual(new Set(shown))
      // Sorted backwards and sorted again, only ties can differ: each run of equals must stand as it came.
      const twins = (one: (typeof shown)[number]) =>
        JSON.stringify([one.room.name, one.room.capacity, one.room.figure])
      sorted.forEach((one, index) => {
        const before = sorted.slice(0, index).findLast((other) => twins(other) === twins(one))
        if (before) expect(shown.indexOf(before)).toBeLessThan(shown.indexOf(one))
      })
    }),
  )
})

test('a room that hovers at its capacity does not swap the page on every poll', () => {
  const sort = createSteadySort()
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

test('a room that was in use a moment ago is not the first of the free ones yet', () => {
  const sort = createSteadySort()
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

test('another sort begins without what the one before remembered', () => {
  const sort = createSteadySort()
  const order = (by: Sort, people: number) =>
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
