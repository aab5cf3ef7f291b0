import { expect, test } from 'vitest'
import { makeTopology, makeRoom } from '#src/testing/fixtures.ts'
import { groupRoomsByZone } from './use-anomalies.ts'

const berlin = { name: 'Europe/Berlin', known: true }
const utc = { name: 'UTC', known: true }
const unset = { name: 'UTC', known: false }
const places = (zones: { name: string; known: boolean }[]) =>
  makeTopology({
    sites: zones.map((zone, index) => ({ id: `s${index}`, name: 'Site', zone })),
    buildings: zones.map((_, index) => ({ id: `b${index}`, name: 'B', siteId: `s${index}` })),
    floors: zones.map((_, index) => ({
      id: `f${index}`,
      name: 'Floor',
      buildingId: `b${index}`,
      level: 1,
    })),
    rooms: zones.map((_, index) => makeRoom({ id: `r${index}`, floorId: `f${index}` })),
  })
const told = (zones: { name: string; known: boolean }[]) =>
  groupRoomsByZone(places(zones)).map(({ zone, buildings, rooms }) => [
    zone,
    buildings,
    rooms.map(({ id }) => id),
  ])

test('with a single time zone, returns no building IDs', () => {
  expect(told([berlin, berlin])).toEqual([[berlin, null, ['r0', 'r1']]])
})

test('groups buildings by time zone, and distinguishes UTC as a setting from UTC as the default', () => {
  expect(told([berlin, utc, berlin, unset])).toEqual([
    [berlin, ['b0', 'b2'], ['r0', 'r2']],
    [utc, ['b1'], ['r1']],
    [unset, ['b3'], ['r3']],
  ])
})

test('a topology without sites has no time zones', () => {
  expect(told([])).toEqual([])
})
