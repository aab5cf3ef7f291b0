import * as v from 'valibot'
import { expect, test } from 'vitest'
import { PlacesResponse, SensorsResponse } from '#src/contract/topology.ts'
import { parseSensorDirectory } from './sensor-directory.ts'
import { parseTopology } from './topology.ts'
import { findRoomTimeZone } from '#src/domain/topology/room-time-zone.ts'

const places = (sites: unknown) => v.parse(PlacesResponse, { sites, missing: [], asOf: 7 })
const sensors = (list: unknown) =>
  v.parse(SensorsResponse, { sensors: list, hives: [], missing: [], asOf: 7 })

const northgate = {
  id: 'site_1',
  name: 'Northgate',
  timezone: 'Europe/Berlin',
  buildings: [
    {
      id: 'building_1',
      name: 'Main building',
      floors: [
        {
          id: 'space_0',
          name: 'Ground floor',
          floorNumber: 0,
          rooms: [
            { id: 'room_canteen', name: 'Canteen', roomType: 'Dining', capacity: { max: 90 } },
          ],
        },
        {
          id: 'space_3',
          name: 'Floor 3',
          floorNumber: 3,
          rooms: [
            { id: 'room_b10', name: 'Booth 3.10', roomType: 'Untagged', capacity: { max: 0 } },
            {
              id: 'room_b2',
              name: 'Booth 3.2',
              roomType: null,
              tags: [{ id: 't', name: 'Quiet' }],
            },
            { id: 'room_x', name: null, capacity: null },
            null,
          ],
        },
      ],
    },
  ],
}

test('sorts floors from top to bottom and keeps the order of their rooms', () => {
  const topology = parseTopology(places([northgate]))
  expect(topology.floors.map(({ name }) => name)).toEqual(['Floor 3', 'Ground floor'])
  expect(topology.rooms.map(({ name }) => name)).toEqual([
    'Booth 3.10',
    'Booth 3.2',
    'room_x',
    'Canteen',
  ])
})

test('treats a capacity of 0 as unknown, and uses the first tag as the kind of a room without a type', () => {
  const rooms = parseTopology(places([northgate])).rooms
  expect(rooms.map(({ kind, capacity }) => [kind, capacity])).toEqual([
    [null, null],
    ['Quiet', null],
    [null, null],
    ['Dining', 90],
  ])
})

test.each([
  [0.001, null],
  [0.999, null],
  [2.5, null],
  [-0, null],
  [1, 1],
  [100_000, 100_000],
  [100_001, null],
])('reads a capacity of %j as %j', (max, capacity) => {
  const rooms = [{ id: 'r1', capacity: { max } }]
  const floors = [{ id: 'space_1', rooms }]
  const site = { id: 'site_1', buildings: [{ id: 'building_1', floors }] }
  expect(parseTopology(places([site])).rooms).toMatchObject([{ id: 'r1', capacity }])
})

test('uses the site’s time zone for a room, or UTC marked as unknown when there is none', () => {
  const lab = {
    id: 'site_2',
    timezone: null,
    buildings: [{ id: 'b', floors: [{ id: 'f', rooms: [{ id: 'room_lab' }] }] }],
  }
  const topology = parseTopology(places([northgate, lab]))
  expect(findRoomTimeZone(topology, 'room_canteen')).toEqual({ name: 'Europe/Berlin', known: true })
  expect(findRoomTimeZone(topology, 'room_lab')).toEqual({ name: 'UTC', known: false })
  expect(findRoomTimeZone(undefined, 'room_lab')).toEqual({ name: 'UTC', known: false })
})

test('treats lists that are null because of partial errors as empty', () => {
  expect(parseTopology(places(null)).rooms).toEqual([])
  expect(
    parseTopology(places([{ id: 's', buildings: [{ id: 'b', floors: null }] }])).buildings,
  ).toEqual([{ id: 'b', name: 'b', siteId: 's' }])
})

test('byRoom contains only presence sensors that are installed in a room and are not test devices', () => {
  const presence = { mode: 'presence', room_id: 'room_1', installation_status: 'INSTALLED' }
  const directory = parseSensorDirectory(
    sensors([
      {
        ...presence,
        mac_address: ' AC-01\u200b',
        name: 'North',
        is_online: true,
        last_heartbeat: 1_760_455_326,
      },
      { ...presence, mac_address: 'ac-02', name: '', is_online: false },
      { ...presence, mac_address: 'ac-03', mode: 'traffic' },
      { ...presence, mac_address: 'ac-04', installation_status: 'UNINSTALLED' },
      { ...presence, mac_address: 'fa-ke-05' },
      { ...presence, mac_address: 'ac-06', room_id: null },
      { ...presence, mac_address: null },
    ]),
  )
  expect(directory.at).toBe(7)
  expect(Object.keys(directory.byRoom)).toEqual(['room_1'])
  expect(directory.byRoom['room_1']).toMatchObject([
    {
      mac: 'ac-01',
      name: 'North',
      online: true,
      lastHeartbeatAt: Date.UTC(2025, 9, 14, 15, 22, 6),
      lastReportAt: null,
    },
    { mac: 'ac-02', name: 'ac-02', online: false, lastHeartbeatAt: null },
  ])
  expect(directory.devices.map(({ mac, hidden }) => [mac, hidden])).toEqual([
    ['ac-01', null],
    ['ac-02', null],
    ['ac-03', null],
    ['ac-04', 'uninstalled'],
    ['fa-ke-05', 'test'],
    ['ac-06', null],
    ['', 'test'],
  ])
})

test('a room has its own tags and those of its floor and zones, without duplicates', () => {
  const floor = {
    id: 'f',
    tags: [{ id: 't1', name: 'Quiet' }],
    zones: [{ id: 'z', room_id: 'r1', tags: [{ id: 't3', name: 'Daylight' }] }],
    rooms: [
      {
        id: 'r1',
        tags: [
          { id: 't2', name: null },
          { id: 't1', name: 'Quiet' },
        ],
      },
      { id: 'r2' },
    ],
  }
  const topology = parseTopology(places([{ id: 's', buildings: [{ id: 'b', floors: [floor] }] }]))
  expect(topology.rooms.map(({ tags }) => tags.map(({ name }) => name))).toEqual([
    ['t2', 'Quiet', 'Daylight'],
    ['Quiet'],
  ])
  expect(topology.tags.map(({ id }) => id)).toEqual(['t2', 't1', 't3'])
})

test('a sensor with malformed battery fields stays in its room, with these fields unknown', () => {
  const { byRoom } = parseSensorDirectory(
    sensors([
      {
        mac_address: 'AA',
        room_id: 'room_1',
        mode: 'presence',
        power_type: 7,
        battery_change_by_date: { year: 2027 },
      },
    ]),
  )
  expect(byRoom).toMatchObject({ room_1: [{ mac: 'aa', power: null, batteryDueAt: null }] })
})
