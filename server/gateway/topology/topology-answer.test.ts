import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { PlacesResponse, SensorsResponse, type DocumentName } from '#src/contract/topology.ts'
import { ButlrError } from '#server/gateway/butlr/butlr-error.ts'
import { parseTopologyAnswer as topologyAnswerAt } from './topology-answer.ts'

const now = Date.parse('2026-03-02T09:00:00Z')
const topologyAnswer = (name: DocumentName, answer: unknown) => topologyAnswerAt(name, answer, now)
const room = (id: unknown, rest = {}) => ({ id, name: 'Maple', ...rest })
const placesWith = (floor: object, rest = {}) => ({
  data: {
    sites: { data: [{ id: 'site_1', buildings: [{ id: 'building_1', floors: [floor] }] }] },
  },
  ...rest,
})

test('sends the ID of a sensor only if it has no MAC address', () => {
  const data = [
    { id: 'sensor_1', name: 'North', mac_address: 'AC-01' },
    { id: 'sensor_2', name: 'South' },
    { id: 'sensor_3', name: 'West', mac_address: ' ' },
  ]
  expect(topologyAnswer('sensors', { data: { sensors: { data } } })).toMatchObject({
    sensors: [
      { name: 'North', mac_address: 'ac-01' },
      { id: 'sensor_2', name: 'South' },
      { id: 'sensor_3', name: 'West' },
    ],
  })
  const [first] = JSON.parse(
    JSON.stringify(topologyAnswer('sensors', { data: { sensors: { data } } })),
  ).sensors
  expect(first).not.toHaveProperty('id')
})

test('nests rooms in floors, floors in buildings, and buildings in sites', () => {
  const answer = topologyAnswer('places', placesWith({ id: 'space_1', rooms: [room('room_1')] }))
  expect(answer).toMatchObject({
    sites: [{ id: 'site_1', buildings: [{ floors: [{ rooms: [{ id: 'room_1' }], zones: [] }] }] }],
    missing: [],
  })
})

test.each([
  ['a numeric ID', room(7)],
  ['no ID', { name: 'Maple' }],
  ['a list instead of an object', []],
  ['null instead of an object', null],
  ['a string instead of an object', 'room'],
])('drops only the room with %s and reports on which floor it is missing', (_, bad) => {
  const floor = { id: 'space_1', name: 'Ground', rooms: [room('room_1'), bad, room('room_2')] }
  const answer = topologyAnswer('places', placesWith(floor))
  expect(answer.missing).toEqual([{ kind: 'room', count: 1, within: 'Ground' }])
  expect(answer).toMatchObject({
    sites: [{ buildings: [{ floors: [{ rooms: [{ id: 'room_1' }, { id: 'room_2' }] }] }] }],
  })
})

test('sorts the rooms of a floor by name, with numbers by value, and rooms without a name by ID', () => {
  const rooms = [
    { id: 'room_x', name: null },
    { id: '1', name: 'Booth 3.10' },
    { id: '2', name: 'Booth 3.2' },
  ]
  const sites = [{ id: 's', buildings: [{ id: 'b', floors: [{ id: 'f', rooms }] }] }]
  const answer = topologyAnswer('places', { data: { sites: { data: sites } } })
  expect(answer).toMatchObject({
    sites: [{ buildings: [{ floors: [{ rooms: [{ id: '2' }, { id: '1' }, { id: 'room_x' }] }] }] }],
  })
})

test('keeps the name and rooms of a floor without a usable ID, and reports the floor as missing', () => {
  const floor = { id: 7, name: 'Second', rooms: [room('room_1')] }
  const answer = topologyAnswer('places', placesWith(floor))
  expect(answer).toMatchObject({
    sites: [
      {
        buildings: [
          { floors: [{ id: 'building_1 floor 1', name: 'Second', rooms: [{ id: 'room_1' }] }] },
        ],
      },
    ],
    missing: [{ kind: 'floor', count: 1, within: 'building_1' }],
  })
})

test('drops only the malformed sensor and reports it as missing', () => {
  const sensors = { data: [{ id: 'sensor_1' }, 'sensor_2'] }
  expect(topologyAnswer('sensors', { data: { sensors, hives: { data: [] } } })).toEqual({
    sensors: [{ id: 'sensor_1' }],
    hives: [],
    missing: [{ kind: 'sensor', count: 1, within: null }],
  })
})

test('returns the known fields of hives along with the sensors', () => {
  const hive = { id: 'hive_1', serialNumber: 'AB12', isOnline: false, lastHeartbeat: 1_760_455_326 }
  const answer = { data: { sensors: { data: [] }, hives: { data: [{ ...hive, token: 'x' }] } } }
  expect(topologyAnswer('sensors', answer)).toEqual({ sensors: [], hives: [hive], missing: [] })
})

test.each([
  ['are absent', {}, []],
  ['are null', { hives: null }, [{ message: 'x', path: ['hives'] }]],
  ['are a null list', { hives: { data: null } }, [{ message: 'x', path: ['hives', 'data'] }]],
  ['are a string', { hives: 'none' }, []],
  ['are a list of strings', { hives: { data: ['hive_1'] } }, []],
  ['are not a list', { hives: { data: 7 } }, []],
])('keeps the sensors if hives %s', (_, hives, errors) => {
  const answer = { data: { sensors: { data: [{ id: 'sensor_1' }] }, ...hives }, errors }
  expect(topologyAnswer('sensors', answer)).toEqual({
    sensors: [{ id: 'sensor_1' }],
    hives: [],
    missing: [{ kind: 'hive', count: 1, within: null }],
  })
})

const roomsPath = ['sites', 'data', 0, 'buildings', 0, 'floors', 0, 'rooms']
test.each([
  ['a null list', [roomsPath], 'room', 1, 'Ground'],
  [
    'two items below a null list',
    [
      [...roomsPath, 3, 'id'],
      [...roomsPath, 4],
    ],
    'room',
    1,
    'Ground',
  ],
  ['a field without a list', [[...roomsPath.slice(0, -1), 'area']], 'unknown', 1, 'Ground'],
  ['an unusable path', [undefined, null, 'rooms'], 'unknown', 3, null],
  ['a location that does not exist', [['sites', 'data', 7, 'buildings']], 'unknown', 1, null],
])('reports a missing part for an error at %s', (_, paths, kind, count, within) => {
  const errors = paths.map((path) => ({ message: 'internal text', path }))
  const answer = topologyAnswer(
    'places',
    placesWith({ id: 'space_1', name: 'Ground', rooms: null }, { errors }),
  )
  expect(answer).toMatchObject({
    sites: [{ buildings: [{ floors: [{ id: 'space_1', rooms: [] }] }] }],
    missing: [{ kind, count, within }],
  })
  expect(JSON.stringify(answer)).not.toContain('internal text')
})

test('reports a room only once if it is null because of an error', () => {
  const floor = { id: 'space_1', rooms: [room('room_1'), null] }
  const errors = [{ message: 'x', path: [...roomsPath, 1, 'id'] }]
  expect(topologyAnswer('places', placesWith(floor, { errors })).missing).toEqual([
    { kind: 'room', count: 1, within: 'space_1' },
  ])
})

test('reports more than twenty missing parts by kind, without locations', () => {
  const floors = Array.from({ length: 30 }, (_, index) => ({
    id: `space_${index}`,
    rooms: [null, 7],
    zones: 'x',
  }))
  const sites = { data: [{ id: 'site_1', buildings: [{ id: 'building_1', floors }] }] }
  expect(topologyAnswer('places', { data: { sites } }).missing).toEqual([
    { kind: 'room', count: 60, within: null },
    { kind: 'zone', count: 30, within: null },
  ])
})

const unauthenticated = { message: 'x', extensions: { code: 'UNAUTHENTICATED' } }
test.each([
  ['only errors', { errors: [{ message: 'x' }] }, 'status', 200],
  ['errors and null', { data: { sensors: null }, errors: [{ message: 'x' }] }, 'status', 200],
  ['UNAUTHENTICATED', { data: null, errors: [unauthenticated] }, 'status', 401],
  ['no fields', {}, 'unreadable', undefined],
  ['the data of another query', { data: { rooms: { data: [] } } }, 'unreadable', undefined],
  ['a list as body', [], 'unreadable', undefined],
  ['a string as body', 'x', 'unreadable', undefined],
])('throws ButlrError for a response with %s', (_, answer, reason, status) => {
  expect(() => topologyAnswer('sensors', answer)).toThrow(ButlrError)
  try {
    topologyAnswer('sensors', answer)
  } catch (error) {
    expect(error).toMatchObject({ reason, status })
  }
})

test('treats an organisation without sites as empty, not as a failure', () => {
  expect(topologyAnswer('places', { data: { sites: { data: null } } })).toEqual({
    sites: [],
    missing: [],
  })
})

test('returns a valid response or throws ButlrError for arbitrary JSON', () => {
  const json = fc.jsonValue({ maxDepth: 8 })
  const shaped = json.map((value) => placesWith({ id: 'space_1', rooms: value, zones: value }))
  const listed = json.map((value) => ({
    data: { sites: { data: value }, sensors: { data: value }, hives: value },
    errors: [{ path: value }],
  }))
  fc.assert(
    fc.property(fc.oneof(json, shaped, listed), (answer) => {
      for (const name of ['places', 'sensors'] as const) {
        try {
          const result = topologyAnswer(name, answer)
          v.parse(name === 'places' ? PlacesResponse : SensorsResponse, { ...result, asOf: 0 })
        } catch (error) {
          expect(error).toBeInstanceOf(ButlrError)
        }
      }
    }),
  )
})
