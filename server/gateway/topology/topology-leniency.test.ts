import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  PlacesResponse,
  SensorsResponse,
  WireHive,
  WireRoom,
  WireSensor,
} from '#src/contract/topology.ts'
import { parseTopologyAnswer } from './topology-answer.ts'

const now = Date.parse('2026-11-26T12:00:00Z')
const heard = now / 1_000 - 10

const room = (id: string) => ({
  id,
  name: `Room ${id}`,
  floor_id: 'space_1',
  roomType: 'meeting',
  capacity: { max: 6, mid: 4 },
  coordinates: [
    [0, 0],
    [4, 0],
    [4, 3],
  ],
  rotation: 90,
  tags: [{ id: 'tag_1', name: 'Quiet' }],
})
const sensor = (id: string) => ({
  name: `Sensor ${id}`,
  mac_address: `00-17-0d-00-00-00-00-${id}`,
  mode: 'presence',
  model: 'H2',
  floor_id: 'space_1',
  room_id: 'room_1',
  hive_id: 'hive_1',
  hive_serial: 'AB12',
  is_online: true,
  last_heartbeat: heard,
  last_occupancy_message: heard,
  installation_status: 'INSTALLED',
  center: [1, 2],
  power_type: 'battery',
  battery_change_by_date: '2027-01-01T00:00:00Z',
})
const hive = (id: string) => ({
  id,
  name: `Hive ${id}`,
  serialNumber: 'AB12',
  floor_id: 'space_1',
  isOnline: true,
  lastHeartbeat: heard,
  netPathStability: 0.98,
})

function placesOf(rooms: unknown) {
  const floors = [{ id: 'space_1', name: 'Ground', rooms }]
  const sites = { data: [{ id: 's', timezone: 'Europe/Berlin', buildings: [{ id: 'b', floors }] }] }
  return parseTopologyAnswer('places', { data: { sites } }, now)
}
const roomsIn = (answer: unknown) =>
  v.parse(PlacesResponse, { asOf: now, ...Object(answer) }).sites[0]?.buildings[0]?.floors[0]?.rooms
function devicesOf(sensors: unknown, hives: unknown) {
  const data = { sensors: { data: sensors }, hives: { data: hives } }
  return v.parse(SensorsResponse, { ...parseTopologyAnswer('sensors', { data }, now), asOf: now })
}

const malformed: Record<string, unknown[]> = {
  name: [7, {}, [], '  ', '\u200b'],
  floor_id: [7, {}, ''],
  roomType: [7, []],
  capacity: [
    7,
    'six',
    [6],
    { max: '12', mid: 0 },
    { max: -1 },
    { max: 1e300 },
    { max: 0.001 },
    { max: 2.5 },
  ],
  coordinates: [
    'square',
    {},
    [
      ['0', '0'],
      ['4', '0'],
      ['4', '3'],
    ],
    [
      [0, 6],
      [Number.POSITIVE_INFINITY, 6],
      [4, 9],
    ],
    [[0, 0], null, [4, 3]],
  ],
  rotation: ['90', {}, Number.POSITIVE_INFINITY],
  tags: ['Quiet', {}, 7],
}
const fieldsOfRooms = Object.entries(malformed).flatMap(([field, values]) =>
  values.map((value) => [field, value] as const),
)

test.each(fieldsOfRooms)('drops only the field %s of a room if it is %j', (field, value) => {
  const answer = placesOf([room('1'), { ...room('2'), [field]: value }])
  const rooms = roomsIn(answer) ?? []
  expect(rooms.find(({ id }) => id === '1')).toEqual(room('1'))
  const { unreadableOutline, ...rest } = rooms.find(({ id }) => id === '2') ?? {}
  expect({ ...rest, malformed: null, [field]: null }).toEqual({
    ...room('2'),
    malformed: null,
    [field]: null,
  })
  expect(unreadableOutline).toBe(field === 'coordinates' ? true : undefined)
  expect(answer.missing).toEqual([])
})

test('drops a tag without a valid ID, and the empty name of a tag', () => {
  const tags = [7, { id: 'tag_1', name: ' ' }, { name: 'no id' }, { id: 'tag_2', name: 'Quiet' }]
  expect(roomsIn(placesOf([{ ...room('1'), tags }]))?.[0]?.tags).toEqual([
    { id: 'tag_1', name: null },
    { id: 'tag_2', name: 'Quiet' },
  ])
})

const times = {
  'three hours ahead': heard + 10_800,
  '400 days ahead': heard + 34_560_000,
  'in milliseconds': heard * 1_000,
  'in microseconds': heard * 1_000_000,
  'from a clock that was never set': 86_400,
  negative: -heard,
  zero: 0,
  'a string': String(heard),
}
test.each(Object.entries(times))('treats a heartbeat that is %s as unknown', (_, time) => {
  const { sensors, hives } = devicesOf(
    [{ ...sensor('1'), last_heartbeat: time, last_occupancy_message: time }, sensor('2')],
    [{ ...hive('1'), lastHeartbeat: time }],
  )
  expect(sensors).toEqual([
    { ...sensor('1'), last_heartbeat: null, last_occupancy_message: null },
    sensor('2'),
  ])
  expect(hives).toEqual([{ ...hive('1'), lastHeartbeat: null }])
})

test.each(['mac_address', 'room_id', 'mode'])(
  'keeps a sensor with a malformed %s and reports one sensor as missing',
  (field) => {
    const { sensors, missing } = devicesOf([{ ...sensor('1'), [field]: {} }, sensor('2')], [])
    expect(sensors).toEqual([{ ...sensor('1'), [field]: null }, sensor('2')])
    expect(missing).toEqual([{ kind: 'sensor', count: 1, within: null }])
  },
)

test.each([
  ['W. Europe Standard Time', 'Europe/Berlin'],
  ['w. europe standard time ', 'Europe/Berlin'],
  [' Europe/Berlin ', 'Europe/Berlin'],
  ['UTC', 'UTC'],
  ['Mars/Olympus', 'Mars/Olympus'],
  ['constructor', 'constructor'],
  ['  ', null],
  [7, null],
])('parses the time zone %j of a site as %j', (timezone, expected) => {
  const sites = { data: [{ id: 's', timezone, buildings: [] }] }
  expect(parseTopologyAnswer('places', { data: { sites } }, now)).toMatchObject({
    sites: [{ timezone: expected }],
  })
})

test('reports one missing room if a floor has an object instead of a list of rooms', () => {
  expect(placesOf({ 0: room('1') }).missing).toEqual([{ kind: 'room', count: 1, within: 'Ground' }])
})

test('accepts a bare list instead of an object with a list', () => {
  const answer = parseTopologyAnswer(
    'sensors',
    { data: { sensors: [sensor('1')], hives: [] } },
    now,
  )
  expect(answer).toMatchObject({ sensors: [{ name: 'Sensor 1' }], missing: [] })
})

/** Arbitrary JSON, the infinities that `JSON.parse` returns for numbers that are too large, and undefined. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, undefined, [], {}),
)
const mutated = (item: Record<string, unknown>, keys: readonly string[]) =>
  fc.oneof(
    anything,
    fc
      .dictionary(fc.constantFrom(...keys), anything, { minKeys: 1 })
      .map((change): Record<string, unknown> => ({ ...item, ...change })),
  )
/**
 * Returns whether the identifier of a value differs from the identifiers of the valid items. Considers only strings and
 * numbers, because an object may have a `toString` that is not a function.
 */
function isOther(bad: unknown, field: string, taken: string[]) {
  const id: unknown = Object(bad)[field]
  return (typeof id !== 'string' && typeof id !== 'number') || !taken.includes(String(id))
}

test('an arbitrary room does not affect other rooms, even when the response is parsed again', () => {
  const bad = mutated(room('bad'), Object.keys(WireRoom.entries))
  fc.assert(
    fc.property(
      bad.filter((one) => isOther(one, 'id', ['1', '2'])),
      (one) => {
        const answer = placesOf([room('1'), one, room('2')])
        const again: unknown = JSON.parse(JSON.stringify(answer))
        for (const rooms of [roomsIn(answer), roomsIn(again)]) {
          expect(rooms).toContainEqual(room('1'))
          expect(rooms).toContainEqual(room('2'))
        }
        expect(roomsIn(again)).toEqual(roomsIn(answer))
      },
    ),
    { numRuns: 500 },
  )
})

test('an arbitrary sensor or hive does not affect other sensors and hives', () => {
  const badSensor = mutated(sensor('bad'), Object.keys(WireSensor.entries))
  const badHive = mutated(hive('bad'), Object.keys(WireHive.entries))
  const macs = [sensor('1').mac_address, sensor('2').mac_address]
  fc.assert(
    fc.property(
      badSensor.filter((one) => isOther(one, 'mac_address', macs)),
      badHive.filter((one) => isOther(one, 'id', ['1', '2'])),
      (one, other) => {
        const answer = devicesOf([sensor('1'), one, sensor('2')], [hive('1'), other, hive('2')])
        const again: unknown = JSON.parse(JSON.stringify(answer))
        for (const { sensors, hives } of [answer, v.parse(SensorsResponse, again)]) {
          expect([sensors[0], sensors.at(-1)]).toEqual([sensor('1'), sensor('2')])
          expect([hives[0], hives.at(-1)]).toEqual([hive('1'), hive('2')])
        }
      },
    ),
    { numRuns: 500 },
  )
})

test.each([null, '', [], undefined])(
  'does not report the coordinates %j as an unreadable outline',
  (coordinates) => {
    const [, second] = roomsIn(placesOf([room('1'), { ...room('2'), coordinates }])) ?? []
    expect(second).not.toHaveProperty('unreadableOutline')
  },
)

test('truncates the names of locations in the list of missing parts', () => {
  const floors = [
    { id: 'F'.repeat(1_000), rooms: [7] },
    { id: 'f2', name: 'x'.repeat(1_000), rooms: [7] },
  ]
  const sites = { data: [{ id: 's', buildings: [{ id: 'b', floors }] }] }
  const { missing } = parseTopologyAnswer('places', { data: { sites } }, now)
  expect(missing.map(({ within }) => within)).toEqual([
    `${'F'.repeat(199)}…`,
    `${'x'.repeat(199)}…`,
  ])
})
