import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeTotals } from './totals.ts'
import type { RoomOccupancy } from './room-occupancy.ts'

const makeRoom = (people: number, capacity: number | null, index: number) => {
  const occupancy: RoomOccupancy = {
    kind: 'exact',
    people,
    contributions: [],
    reportingSensors: 1,
    expectedSensors: 1,
  }
  return { id: String(index), occupancy, capacity }
}
type Counts = [people: number, capacity: number | null]
const busiestOf = (counts: readonly Counts[]) => {
  const { busiest } = computeTotals(
    counts.map(([people, capacity], i) => makeRoom(people, capacity, i)),
  )
  return busiest && [busiest.people, busiest.capacity]
}

test.each<[title: string, rooms: Counts[], busiest: Counts | null]>([
  [
    'the one with the most people if utilisation is equal',
    [
      [4, 4],
      [20, 20],
      [8, 8],
    ],
    [20, 20],
  ],
  [
    'a room for several people, not a full phone booth',
    [
      [1, 1],
      [2, 10],
    ],
    [2, 10],
  ],
  [
    'null if only rooms for one person are in use',
    [
      [1, 1],
      [0, 10],
    ],
    null,
  ],
  [
    'a hardly used room with a capacity, not a crowded room without one',
    [
      [500, null],
      [1, 1_000],
    ],
    [1, 1_000],
  ],
  [
    'the one with the most people if no occupied room has a capacity',
    [
      [3, null],
      [9, null],
      [0, 10],
    ],
    [9, null],
  ],
])('the busiest room is %s', (_, rooms, busiest) => {
  expect(busiestOf(rooms)).toEqual(busiest)
})

test('no room is busier than the busiest, regardless of the order of the rooms', () => {
  const counts = fc.tuple(
    fc.integer({ min: 0, max: 50 }),
    fc.option(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 100_000 }))),
  )
  fc.assert(
    fc.property(fc.array(counts), (rooms) => {
      const candidates = rooms.filter(([people, capacity]) => people > 0 && capacity !== 1)
      const [first] = candidates.toSorted(compareByFractions)
      expect(busiestOf(rooms)).toEqual(first ?? null)
      expect(busiestOf(rooms.toReversed())).toEqual(first ?? null)
    }),
  )
})

/** Compares utilisation by cross multiplication instead of division. Rooms without a capacity come last. */
function compareByFractions([people, capacity]: Counts, [otherPeople, otherCapacity]: Counts) {
  if (capacity === null || otherCapacity === null) {
    if (capacity !== otherCapacity) return capacity === null ? 1 : -1
    return otherPeople - people
  }
  return otherPeople * capacity - people * otherCapacity || otherPeople - people
}
