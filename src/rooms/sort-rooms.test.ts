import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleRoom, type ExampleRoom } from '#src/live/example-room.ts'
import { sorts, type Sort } from './overview-params.ts'
import { roomsInView } from './rooms-in-view.ts'
import { sortRooms } from './sort-rooms.ts'

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
