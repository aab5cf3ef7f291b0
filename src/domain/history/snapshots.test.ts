import { expect, test } from 'vitest'
import type { TopologySnapshot } from './minutes.ts'
import { findSmallRooms } from './snapshots.ts'

const snapshot = (at: number, capacities: Record<string, number | null>): TopologySnapshot => ({
  at,
  buildings: [
    {
      id: 'main',
      name: 'Main',
      timeZone: 'UTC',
      rooms: Object.entries(capacities).map(([id, capacity]) => ({
        id,
        name: id,
        floor: null,
        capacity,
        maximumCount: 80,
        sensors: [],
      })),
    },
  ],
})

test('a room for two people stays small while the topology does not list it', () => {
  const snapshots = [snapshot(0, { booth: 2, oak: 12 }), snapshot(60, { oak: 12 })]
  expect([...findSmallRooms(snapshots)]).toEqual(['booth'])
})

test('the last capacity of a room decides whether it is small', () => {
  const snapshots = [snapshot(0, { grown: 2, shrunk: 8 }), snapshot(60, { grown: 4, shrunk: 1 })]
  expect([...findSmallRooms(snapshots)]).toEqual(['shrunk'])
})
