import { expect, test } from 'vitest'
import { describedDevice, describedPlaces, describedRoom } from '#src/topology/examples.ts'
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
]

test('a sensor is in its room, or at least on a floor, in the time of its site', () => {
  const roomOf = roomsOfDevices(topology, (id) => `/rooms/${id}`)
  const utc = { name: 'UTC', known: false }
  expect(devices.map(roomOf)).toEqual([
    { name: 'Maple', href: '/rooms/maple', zone: berlin },
    { name: 'Floor 1, no room', href: null, zone: berlin },
    { name: 'stranger', href: '/rooms/stranger', zone: utc },
    { name: 'No room', href: null, zone: utc },
  ])
})

test.each([
  [null, ['a', 'b', 'c', 'd']],
  ['s', ['a', 'b']],
  ['b', ['a', 'b']],
  ['f1', ['a', 'b']],
  ['gone', []],
])('of the place %s are the sensors %j', (place, macs) => {
  expect(devicesAt(devices, topology, place).map(({ mac }) => mac)).toEqual(macs)
})
