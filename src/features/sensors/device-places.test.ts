import { expect, test } from 'vitest'
import { makeDevice, makeTopology, makeRoom } from '#src/testing/fixtures.ts'
import { devicesInPlace, createDeviceLocator } from './device-places.ts'

const berlin = { name: 'Europe/Berlin', known: true }
const topology = makeTopology({
  sites: [{ id: 's', name: 'Northgate', zone: berlin }],
  buildings: [{ id: 'b', name: 'Main', siteId: 's' }],
  floors: [{ id: 'f1', name: 'Floor 1', buildingId: 'b', level: 1 }],
  rooms: [makeRoom({ id: 'maple', name: 'Maple' })],
})
const devices = [
  makeDevice({ mac: 'a', roomId: 'maple', floorId: 'f1' }),
  makeDevice({ mac: 'b', roomId: null, floorId: 'f1' }),
  makeDevice({ mac: 'c', roomId: 'stranger', floorId: null }),
  makeDevice({ mac: 'd' }),
  makeDevice({ mac: 'e', roomId: 'maple', floorId: null }),
]

test('locates a sensor in its room or on its floor, with the site’s time zone', () => {
  const roomOf = createDeviceLocator(topology)
  const utc = { name: 'UTC', known: false }
  expect(devices.map(roomOf)).toEqual([
    { id: 'maple', name: 'Maple', floor: 'Floor 1', zone: berlin },
    { id: null, name: 'No room', floor: 'Floor 1', zone: berlin },
    { id: 'stranger', name: 'stranger', floor: null, zone: utc },
    { id: null, name: 'No room', floor: null, zone: utc },
    { id: 'maple', name: 'Maple', floor: 'Floor 1', zone: berlin },
  ])
})

test.each([
  [null, ['a', 'b', 'c', 'd', 'e']],
  ['s', ['a', 'b', 'e']],
  ['b', ['a', 'b', 'e']],
  ['f1', ['a', 'b', 'e']],
  ['gone', []],
])('at the location %s, finds the sensors %j', (place, macs) => {
  expect(devicesInPlace(devices, topology, place).map(({ mac }) => mac)).toEqual(macs)
})

test('omits the sensors of rooms that an override hides', () => {
  const hiding = { ...topology, rooms: [], hiddenRoomIds: ['maple'] }
  expect(devicesInPlace(devices, hiding, null).map(({ mac }) => mac)).toEqual(['b', 'c', 'd'])
})
