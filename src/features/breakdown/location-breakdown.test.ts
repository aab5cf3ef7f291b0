import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  makeLiveRoom,
  type LiveRoomFixture,
  makeDevice,
  makeSensorDirectory,
  makeTopology,
  makeRoom,
} from '#src/testing/fixtures.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { resolveLocation, type LocationTarget } from './explain-target.ts'
import { breakDownLocation } from './location-breakdown.ts'

const berlin = { name: 'Europe/Berlin', known: true }
const dublin = { name: 'Europe/Dublin', known: true }
const topology = makeTopology({
  sites: [
    { id: 's1', name: 'Northgate', zone: berlin },
    { id: 's2', name: 'Lab', zone: dublin },
  ],
  buildings: [
    { id: 'b1', name: 'Main building', siteId: 's1' },
    { id: 'b2', name: 'Annex', siteId: 's1' },
    { id: 'b3', name: 'Shed', siteId: 's2' },
  ],
  floors: [
    { id: 'f1', name: 'Floor 1', buildingId: 'b1', level: 1 },
    { id: 'f2', name: 'Floor 2', buildingId: 'b1', level: 2 },
    { id: 'f3', name: 'Attic', buildingId: 'b2', level: 1 },
    { id: 'f4', name: 'Ground', buildingId: 'b3', level: 0 },
  ],
})
const named = (id: string, floorId: string | null, said: LiveRoomFixture = {}) =>
  makeLiveRoom({ ...makeRoom({ id }), ...said, id, name: id, floorId })
const explain = (subject: LocationTarget, rooms: readonly LiveRoom[], places = topology) => {
  const place = resolveLocation(subject, places, rooms)
  if (!place) throw new Error('The topology fixture does not contain the location.')
  return breakDownLocation(place, places, undefined)
}
const rooms = [
  named('maple', 'f1', { sensors: [2, 4] }),
  named('willow', 'f1', { sensors: [3, 'missing'] }),
  named('oak', 'f1', { sensors: ['missing'] }),
  named('elm', 'f1', { sensors: [0] }),
  named('store', 'f1', { sensors: [] }),
  named('ash', 'f2', { sensors: [9] }),
  named('loft', 'f3', { sensors: [1] }),
  named('bench', 'f4', { sensors: [5] }),
]

test('breaks a floor down into rooms: incomplete ones first, then by occupancy, and counts the rest', () => {
  const { totals, rooms: told } = explain({ kind: 'floor', id: 'f1' }, rooms)
  expect(totals).toMatchObject({ people: 9, atLeast: true, incompleteRooms: 2 })
  expect(told.incomplete.map(({ name, people }) => [name, people])).toEqual([
    ['willow', 3],
    ['oak', 0],
  ])
  expect(told.counted.map(({ name }) => name)).toEqual(['maple'])
  expect(told).toMatchObject({ empty: 1, withoutSensors: 1 })
})

test.each<[LocationTarget, [string, number][]]>([
  [
    { kind: 'building', id: 'b1' },
    [
      ['Floor 1', 9],
      ['Floor 2', 9],
    ],
  ],
  [
    { kind: 'site', id: 's1' },
    [
      ['Main building', 18],
      ['Annex', 1],
    ],
  ],
  [
    { kind: 'all' },
    [
      ['Northgate', 19],
      ['Lab', 5],
    ],
  ],
])('breaks %j down into locations', (subject, parts) => {
  const { locations } = explain(subject, rooms)
  expect(locations.map(({ name, totals }) => [name, totals.people])).toEqual(parts)
})

test('replaces a location’s only child with the children of that child', () => {
  const { locations, rooms: told } = explain({ kind: 'site', id: 's2' }, rooms)
  expect(locations).toEqual([])
  expect(told.counted.map(({ name }) => name)).toEqual(['bench'])
})

test('lists rooms without a location in addition to the locations', () => {
  const { totals, rooms: told } = explain({ kind: 'all' }, [...rooms, named('room_7', null)])
  expect(told.counted.map(({ name }) => name)).toEqual(['room_7'])
  expect(totals.people).toBe(30)
})

test('gives the reason if a room is not included in the total', () => {
  const told = (said: LiveRoomFixture) =>
    explain({ kind: 'floor', id: 'f1' }, [named('maple', 'f1', said)]).rooms.incomplete[0]
      ?.exclusion
  expect(told({ sensors: ['missing'], lastSeenAt: 5 })).toEqual({ kind: 'no-data', lastSeenAt: 5 })
  expect(told({ sensors: ['missing'], lastKnown: { people: 3, seenAt: 7 } })).toEqual({
    kind: 'last-known',
    people: 3,
    seenAt: 7,
  })
  expect(told({ sensors: [0, 'missing'] })).toEqual({ kind: 'at-least-nobody' })
})

test('counts excluded devices by reason', () => {
  const device = (mac: string, said: object) => makeDevice({ mac, floorId: 'f1', ...said })
  const directory = makeSensorDirectory({
    devices: [
      device('a', {}),
      device('b', { hidden: 'test' }),
      device('c', { hidden: 'uninstalled' }),
      device('d', { mode: 'traffic' }),
      device('e', { hidden: 'test', floorId: 'f2' }),
      device('f', { hidden: 'test', floorId: null, roomId: 'maple' }),
    ],
  })
  const place = resolveLocation({ kind: 'floor', id: 'f1' }, topology, rooms)
  expect(place && breakDownLocation(place, topology, directory).excludedDevices).toEqual({
    test: 2,
    uninstalled: 1,
    traffic: 1,
  })
})

test('resolves an unknown location to null, and gives no time zone to a location with several', () => {
  expect(resolveLocation({ kind: 'floor', id: 'f9' }, topology, rooms)).toBeNull()
  expect(resolveLocation({ kind: 'all' }, topology, rooms)?.zone).toBeNull()
  expect(resolveLocation({ kind: 'floor', id: 'f4' }, topology, rooms)?.zone).toBe(dublin)
  expect(resolveLocation({ kind: 'all' }, undefined, rooms)?.rooms).toHaveLength(rooms.length)
})

const sensor = fc.oneof(fc.nat(30), fc.constantFrom('quiet' as const, 'missing' as const))
const anyRoom = fc.record({
  floorId: fc.constantFrom('f1', 'f2', 'f3', 'f4', null),
  sensors: fc.array(sensor, { maxLength: 3 }),
})

test('the terms always add up to the total, and at most 50 rooms are listed', () => {
  const subject = fc.constantFrom<LocationTarget>(
    { kind: 'all' },
    { kind: 'site', id: 's1' },
    { kind: 'building', id: 'b1' },
    { kind: 'floor', id: 'f1' },
  )
  fc.assert(
    fc.property(fc.array(anyRoom, { maxLength: 300, size: 'max' }), subject, (list, subject) => {
      const all = list.map(({ floorId, sensors }, n) => named(`r${n}`, floorId, { sensors }))
      const { totals, locations, rooms: told } = explain(subject, all)
      const listed = [...told.incomplete, ...told.counted]
      const sum =
        locations.reduce((people, part) => people + part.totals.people, 0) +
        listed.reduce((people, part) => people + part.people, 0) +
        told.omitted.people
      const incomplete =
        locations.reduce((count, part) => count + part.totals.incompleteRooms, 0) +
        told.incomplete.length +
        told.omitted.incomplete
      expect(sum).toBe(totals.people)
      expect(incomplete).toBe(totals.incompleteRooms)
      expect(listed.length).toBeLessThanOrEqual(50)
    }),
    { numRuns: 40 },
  )
})
