import { expect, test } from 'vitest'
import { describedDevice, describedPlaces, describedRoom } from '#src/testing/fixtures.ts'
import { devicesAt, roomsOfDevices } from './device-places.ts'

const berlin = { name: 'Europe/Berlin', known: true }
const topology = describedPlaces({
  sites: [{ id: 's', name: 'Northgate', zone: berlin }],
  buildings: [{ id: 'b', name: 'Main', siteId: 's' }],
  floors: [{ id: 'f1', name: 'Floor 1', buildingId: 'b', level: 1 }],
  rooms: [describedRoom({ id: 'maple', name: 'Maple' })],
})
const devices = [
  describedDevice({ mac: 'a', roomId: 'maple', floorId: 'f1' }),
  describedDevice({ mac: 'b', roomId: null, floorId: 'f1' }),
  describedDevice({ mac: 'c', roomId: 'stranger', floorId: null }),
  describedDevice({ mac: 'd' }),
  describedDevice({ mac: 'e', roomId: 'maple', floorId: null }),
]

test('a sensor is in its room, or at least on a floor, in the time of its site', () => {
  const roomOf = roomsOfDevices(topology)
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
])('of the place %s are the sensors %j', (place, macs) => {
  expect(devicesAt(devices, topology, place).map(({ mac }) => mac)).toEqual(macs)
})

test('the sensors of a room that the operator’s own file hides are nowhere', () => {
  const hiding = { ...topology, rooms: [], hidden: ['maple'] }
  expect(devicesAt(devices, hiding, null).map(({ mac }) => mac)).toEqual(['b', 'c', 'd'])
})
