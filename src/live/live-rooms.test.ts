import { replaceEqualDeep } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { parseReadings } from '#src/reporting/readings.ts'
import { nextSnapshot, type Snapshot } from '#src/reporting/snapshot.ts'
import type { SensorDirectory } from '#src/topology/sensor-directory.ts'
import type { Topology } from '#src/topology/tree.ts'
import { liveRooms } from './live-rooms.ts'

const interval = 5_000
const at = Date.UTC(2026, 10, 23, 9)

const topology: Topology = {
  sites: [],
  buildings: [],
  floors: [],
  rooms: [
    { id: 'maple', name: 'Maple', floorId: 'f3', kind: 'Meeting room', capacity: 10 },
    { id: 'birch', name: 'Birch', floorId: 'f2', kind: null, capacity: 8 },
    { id: 'store', name: 'Store', floorId: 'f2', kind: null, capacity: null },
  ],
  incomplete: false,
}
const sensor = (mac: string, online: boolean, lastReportAt: number | null = null) => ({
  mac,
  name: mac,
  online,
  lastHeartbeatAt: null,
  lastReportAt,
})
const directory = (online: boolean): SensorDirectory => ({
  at,
  byRoom: {
    maple: [sensor('a', true), sensor('b', true)],
    birch: [sensor('c', online, at - 9_000)],
  },
  incomplete: false,
})

function poll(
  rooms: Record<string, Record<string, number>>,
  previous?: Snapshot,
  when = at,
): Snapshot {
  const data = Object.entries(rooms).map(([id, sensors]) => [
    id,
    Object.fromEntries(Object.entries(sensors).map(([mac, last]) => [mac, { last }])),
  ])
  return nextSnapshot(previous, parseReadings(Object.fromEntries(data)), when, interval)
}

test('known rooms come in the topology’s order, then rooms that only the reporting API knows', () => {
  const snapshot = poll({ zulu: { z: 1 }, maple: { a: 2, b: 4 }, alpha: { y: 1 } })
  const rooms = liveRooms(snapshot, topology, directory(true), interval)
  expect(rooms.map(({ id, name }) => [id, name])).toEqual([
    ['maple', 'Maple'],
    ['birch', 'Birch'],
    ['store', 'Store'],
    ['alpha', 'alpha'],
    ['zulu', 'zulu'],
  ])
  expect(rooms[0]).toMatchObject({ state: 'in-use', figure: { kind: 'exact', people: 6 } })
})

test('a room missing from the answer is free with its sensors online, and no data with them offline', () => {
  const states = (online: boolean) =>
    liveRooms(poll({ maple: { a: 2 } }), topology, directory(online), interval).map(
      (room) => room.state,
    )
  expect(states(true)).toEqual(['in-use', 'free', 'no-data'])
  expect(states(false)).toEqual(['in-use', 'no-data', 'no-data'])
})

test('a room without data says when it was last heard of', () => {
  const [, birch, store] = liveRooms(poll({}), topology, directory(false), interval)
  expect(birch).toMatchObject({ state: 'no-data', lastSeenAt: at - 9_000 })
  expect(store).toMatchObject({ state: 'no-data', lastSeenAt: null, figure: { of: 0 } })
})

test('without topology rooms show their ids and the tutorial’s sums, and a vanished one keeps its value', () => {
  const first = poll({ room_xxx1: { a: 1, b: 2 }, room_xxx2: { c: 1, d: 1 } })
  expect(
    liveRooms(first, undefined, undefined, interval).map((room) => [
      room.name,
      room.figure.kind === 'none' ? null : room.figure.people,
    ]),
  ).toEqual([
    ['room_xxx1', 3],
    ['room_xxx2', 2],
  ])
  const second = poll({ room_xxx1: { a: 1, b: 2 } }, first, at + 5_000)
  expect(liveRooms(second, undefined, undefined, interval)[1]).toMatchObject({
    figure: { kind: 'last-known', people: 2, seenAt: at },
  })
  const third = poll({}, second, at + 600_000)
  expect(liveRooms(third, undefined, undefined, interval)[1]).toMatchObject({
    state: 'no-data',
    lastSeenAt: at,
  })
})

test('after a poll only the rooms that changed are new objects', () => {
  const first = poll({ maple: { a: 2, b: 4 }, birch: { c: 1 } })
  const second = poll({ maple: { a: 2, b: 5 }, birch: { c: 1 } }, first, at + 5_000)
  const before = liveRooms(first, topology, directory(true), interval)
  const after = replaceEqualDeep(before, liveRooms(second, topology, directory(true), interval))
  expect(after.map((room, index) => room === before[index])).toEqual([false, true, true])
})
