import { replaceEqualDeep } from '@tanstack/query-core'
import { expect, test } from 'vitest'
import { parseReadings, nextSnapshot, type Snapshot } from '#src/domain/readings/readings.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { makeDevice, makeSensorDirectory, makeTopology, makeRoom } from '#src/testing/fixtures.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { createLiveRooms } from './live-rooms.ts'

const interval = 5_000
const at = Date.UTC(2026, 10, 23, 9)

const topology = makeTopology({
  rooms: [
    makeRoom({ id: 'maple', name: 'Maple', kind: 'Meeting room', capacity: 10 }),
    makeRoom({ id: 'birch', name: 'Birch', capacity: 8 }),
    makeRoom({ id: 'store', name: 'Store' }),
  ],
})
const sensor = (mac: string, online: boolean, lastReportAt: number | null = null) =>
  makeDevice({ mac, online, lastReportAt })
const directory = (online: boolean) =>
  makeSensorDirectory({
    at,
    byRoom: {
      maple: [sensor('a', true), sensor('b', true)],
      birch: [sensor('c', online, at - 9_000)],
    },
  })
const liveRooms = (
  snapshot: Snapshot,
  places: Topology | undefined,
  sensors: SensorDirectory | undefined,
  intervalMs: number,
) => createLiveRooms()({ snapshot, topology: places, directory: sensors, intervalMs })

function poll(
  rooms: Record<string, Record<string, number>>,
  previous?: Snapshot,
  when = at,
): Snapshot {
  const data = Object.entries(rooms).map(([id, sensors]) => [
    id,
    Object.fromEntries(Object.entries(sensors).map(([mac, last]) => [mac, { last }])),
  ])
  return nextSnapshot(previous, parseReadings(Object.fromEntries(data)), when)
}

test.each([
  ['Free if its sensor reads 0', { maple: { a: { last: 2 } }, birch: { c: { last: 0 } } }, 'free'],
  ['No data if its entry is malformed', { maple: { a: { last: 2 } }, birch: 'none' }, 'no-data'],
])('a room is %s', (_, data, state) => {
  const snapshot = nextSnapshot(undefined, parseReadings(data), at)
  const rooms = liveRooms(snapshot, topology, directory(true), interval)
  expect(rooms.find(({ id }) => id === 'birch')).toMatchObject({
    state,
    occupancy: { expectedSensors: 1 },
  })
  expect(rooms.find(({ id }) => id === 'maple')).toMatchObject({
    occupancy: { people: 2, expectedSensors: 2 },
  })
})

test('a malformed room keeps its last known count, like a silent room', () => {
  const before = poll({ birch: { c: 3 } })
  const snapshot = nextSnapshot(before, parseReadings({ birch: [1] }), at + interval)
  const rooms = liveRooms(snapshot, topology, directory(true), interval)
  expect(rooms.find(({ id }) => id === 'birch')).toMatchObject({
    occupancy: { kind: 'last-known', people: 3, contributions: [{ why: 'malformed' }] },
  })
})

test('a room missing from a response is free only after a later health check', () => {
  const full = poll({ birch: { c: 3 } })
  const empty = poll({}, full, at + interval)
  const birch = (healthCheckedAt: number) => {
    const sensors = { ...directory(true), at: healthCheckedAt }
    return liveRooms(empty, topology, sensors, interval).find(({ id }) => id === 'birch')
  }
  const lastKnown = { state: 'in-use', occupancy: { kind: 'last-known', people: 3, seenAt: at } }
  expect(birch(at - 1)).toMatchObject(lastKnown)
  // At this health check, between the two polls, the sensor might still have been reporting.
  expect(birch(at + interval - 1)).toMatchObject(lastKnown)
  expect(birch(at + interval + 1)).toMatchObject({ state: 'free' })
})

test('a room missing from an incomplete response is not free until a complete response also lacks it', () => {
  const sensors = { ...directory(true), at: at + 2 * interval }
  const rooms = createLiveRooms()
  const states = (snapshot: Snapshot) =>
    rooms({ snapshot, topology, directory: sensors, intervalMs: interval }).map(
      ({ state, occupancy }) => [state, occupancy.kind],
    )
  const first = poll({ maple: { a: 2, b: 1 } })
  expect(states(first)).toEqual([
    ['in-use', 'exact'],
    ['free', 'exact'],
    ['no-data', 'none'],
  ])
  const part = nextSnapshot(first, parseReadings({ maple: { a: { last: 2 } } }), at, true)
  expect(states(part)).toEqual([
    ['in-use', 'at-least'],
    ['no-data', 'none'],
    ['no-data', 'none'],
  ])
  const none = nextSnapshot(first, {}, at + interval, true)
  expect(states(none)[0]).toEqual(['in-use', 'last-known'])
  expect(states(nextSnapshot(none, {}, at + interval))).toEqual([
    ['free', 'exact'],
    ['free', 'exact'],
    ['no-data', 'none'],
  ])
})

test('a sensor reported in two rooms counts towards its topology room', () => {
  const snapshot = poll({ birch: { a: 5, c: 1 }, maple: { a: 2, b: 4 }, zulu: { c: 9 } })
  const rooms = liveRooms(snapshot, topology, directory(true), interval)
  const people = rooms.map(({ id, occupancy }) => [
    id,
    'people' in occupancy ? occupancy.people : null,
  ])
  expect(people).toEqual([
    ['maple', 6],
    ['birch', 1],
    ['store', null],
    ['zulu', null],
  ])
})

test('shows a room without a readable name or ID as a question mark', () => {
  const rooms = liveRooms(poll({ ' ': { z: 1 } }), undefined, undefined, interval)
  expect(rooms.map(({ name }) => name)).toEqual(['?'])
})

test('lists topology rooms in order, then rooms known only from the Reporting API', () => {
  const snapshot = poll({ zulu: { z: 1 }, maple: { a: 2, b: 4 }, alpha: { y: 1 } })
  const rooms = liveRooms(snapshot, topology, directory(true), interval)
  expect(rooms.map(({ id, name }) => [id, name])).toEqual([
    ['maple', 'Maple'],
    ['birch', 'Birch'],
    ['store', 'Store'],
    ['alpha', 'alpha'],
    ['zulu', 'zulu'],
  ])
  expect(rooms[0]).toMatchObject({ state: 'in-use', occupancy: { kind: 'exact', people: 6 } })
})

test('a room missing from the response is free if its sensors are online, and has no data if they are offline', () => {
  const states = (online: boolean) =>
    liveRooms(poll({ maple: { a: 2 } }), topology, directory(online), interval).map(
      (room) => room.state,
    )
  expect(states(true)).toEqual(['in-use', 'free', 'no-data'])
  expect(states(false)).toEqual(['in-use', 'no-data', 'no-data'])
})

test('a room without data has the time of its last report', () => {
  const [, birch, store] = liveRooms(poll({}), topology, directory(false), interval)
  expect(birch).toMatchObject({ state: 'no-data', lastSeenAt: at - 9_000 })
  expect(store).toMatchObject({
    state: 'no-data',
    lastSeenAt: null,
    occupancy: { expectedSensors: 0 },
  })
})

test('without a topology, rooms show IDs and sums, and a vanished room keeps its last value for ten minutes', () => {
  const first = poll({ room_xxx1: { a: 1, b: 2 }, room_xxx2: { c: 1, d: 1 } })
  expect(
    liveRooms(first, undefined, undefined, interval).map((room) => [
      room.name,
      room.occupancy.kind === 'none' ? null : room.occupancy.people,
    ]),
  ).toEqual([
    ['room_xxx1', 3],
    ['room_xxx2', 2],
  ])
  const second = poll({ room_xxx1: { a: 1, b: 2 } }, first, at + 5_000)
  expect(liveRooms(second, undefined, undefined, interval)[1]).toMatchObject({
    occupancy: { kind: 'last-known', people: 2, seenAt: at },
  })
  const third = poll({}, second, at + 600_000)
  expect(liveRooms(third, undefined, undefined, interval)[1]).toMatchObject({
    state: 'no-data',
    lastSeenAt: at,
  })
})

test('creates new objects only for changed rooms, even after a refetch of the sensor directory', () => {
  const rooms = createLiveRooms()
  const inputs = { topology, directory: directory(true), intervalMs: interval }
  const first = poll({ maple: { a: 2, b: 4 }, birch: { c: 1 } })
  const before = rooms({ ...inputs, snapshot: first })
  const second = replaceEqualDeep(
    first,
    poll({ maple: { a: 2, b: 5 }, birch: { c: 1 } }, first, at + 5_000),
  )
  const after = rooms({ ...inputs, snapshot: second })
  expect(after.map((room, index) => room === before[index])).toEqual([false, true, true])
  const refetched = { ...directory(true), at: at + 60_000 }
  const later = rooms({ ...inputs, directory: refetched, snapshot: second })
  expect(later.map((room, index) => room === after[index])).toEqual([true, true, true])
})

test('cached and uncached results are equal', () => {
  const responses = [
    { maple: { a: 2, b: 4 }, birch: { c: 1 } },
    { maple: { a: 2 }, zulu: { z: 3 } },
    { birch: { c: 8 } },
    {},
    { maple: { a: 0, b: 0 }, birch: { c: 9 } },
  ]
  const cached = createLiveRooms()
  let snapshot: Snapshot | undefined
  responses.forEach((response, index) => {
    snapshot = replaceEqualDeep(snapshot, poll(response, snapshot, at + index * 200_000))
    const sensors = directory(index % 2 === 0)
    const inputs = { snapshot, topology, directory: sensors, intervalMs: interval }
    expect(cached(inputs)).toEqual(createLiveRooms()(inputs))
  })
})

test('excludes a hidden room even when it reports', () => {
  const places = { ...topology, hiddenRoomIds: ['zulu'] }
  const rooms = liveRooms(poll({ zulu: { z: 1 } }), places, undefined, interval)
  expect(rooms.map(({ id }) => id)).toEqual(['maple', 'birch', 'store'])
})

test('does not show the count of a sensor that fell silent before the clock was set back', () => {
  const ahead = poll({ maple: { a: 6 } }, undefined, at + 2 * 60 * 60_000)
  const snapshot = poll({}, ahead, at)
  const [maple] = liveRooms(snapshot, topology, undefined, interval)
  expect(maple).toMatchObject({ id: 'maple', state: 'no-data', occupancy: { kind: 'none' } })
})
