import { expect, test } from 'vitest'
import { makeTopology, makeRoom } from '#src/testing/fixtures.ts'
import { applyOverrides } from './apply-overrides.ts'

const topology = makeTopology({
  sites: [{ id: 's', name: 'Northgate', zone: { name: 'UTC', known: false } }],
  buildings: [{ id: 'b', name: 'Main', siteId: 's' }],
  floors: [{ id: 'f1', name: 'Floor 1', buildingId: 'b', level: 1 }],
  rooms: [
    makeRoom({ id: 'maple', name: 'Maple' }),
    makeRoom({ id: 'oak', name: 'Oak', capacity: 12 }),
    makeRoom({ id: 'store', name: 'Store' }),
  ],
})

test('overrides names and capacities and keeps Butlr’s values as `upstreamValues`', () => {
  const { rooms } = applyOverrides(topology, {
    rooms: { maple: { capacity: 10 }, oak: { name: 'Board room', capacity: null } },
  })
  expect(rooms[0]).toMatchObject({ name: 'Maple', capacity: 10 })
  expect(rooms[0]?.upstreamValues).toEqual({ name: null, capacity: { value: null } })
  expect(rooms[1]).toMatchObject({ name: 'Board room', capacity: null })
  expect(rooms[1]?.upstreamValues).toEqual({ name: 'Oak', capacity: { value: 12 } })
  expect(rooms[2]?.upstreamValues).toEqual({ name: null, capacity: null })
})

test('removes hidden rooms and lists their IDs', () => {
  const { rooms, hiddenRoomIds } = applyOverrides(topology, { rooms: { store: { hidden: true } } })
  expect(rooms.map(({ id }) => id)).toEqual(['maple', 'oak'])
  expect(hiddenRoomIds).toEqual(['store'])
})

test('a room’s busy threshold takes precedence over the global threshold', () => {
  const { rooms } = applyOverrides(topology, { busyFrom: 0.8, rooms: { oak: { busyFrom: 0.5 } } })
  expect(rooms.map(({ busyThreshold }) => busyThreshold)).toEqual([0.8, 0.5, 0.8])
})

test('a room’s maximum sensor count takes precedence over the global maximum', () => {
  const rooms = { oak: { maximumSensorCount: 50 } }
  const result = applyOverrides(topology, { maximumSensorCount: 200, rooms })
  expect(result.rooms.map((room) => room.maximumSensorCount)).toEqual([200, 50, 200])
})

test('overrides the names of buildings and floors and the time zone of a site', () => {
  const result = applyOverrides(topology, {
    sites: { s: { timezone: 'Europe/Oslo' } },
    buildings: { b: { name: 'Head office' } },
    floors: { f1: { name: 'First floor' } },
  })
  expect(result.sites[0]).toMatchObject({
    name: 'Northgate',
    zone: { name: 'Europe/Oslo', known: true },
  })
  expect(result.buildings[0]?.name).toBe('Head office')
  expect(result.floors[0]?.name).toBe('First floor')
})

test('returns the same object for the same overrides, and the topology itself without overrides', () => {
  const overrides = { busyFrom: 0.8 }
  expect(applyOverrides(topology, overrides)).toBe(applyOverrides(topology, overrides))
  expect(applyOverrides(topology, null)).toBe(topology)
})
