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

test('places come back as Butlr nests them', () => {
  const answer = topologyAnswer('places', placesWith({ id: 'space_1', rooms: [room('room_1')] }))
  expect(answer).toMatchObject({
    sites: [{ id: 'site_1', buildings: [{ floors: [{ rooms: [{ id: 'room_1' }], zones: [] }] }] }],
    missing: [],
  })
})

test.each([
  ['a number for an id', room(7)],
  ['no id', { name: 'Maple' }],
  ['a list in its place', []],
  ['null', null],
  ['a text', 'room'],
])(
  'a room with %s is left out, its neighbours stay, and the answer says what is missing where',
  (_, bad) => {
    const floor = { id: 'space_1', name: 'Ground', rooms: [room('room_1'), bad, room('room_2')] }
    const answer = topologyAnswer('places', placesWith(floor))
    expect(answer.missing).toEqual([{ kind: 'room', count: 1, within: 'Ground' }])
    expect(answer).toMatchObject({
      sites: [{ buildings: [{ floors: [{ rooms: [{ id: 'room_1' }, { id: 'room_2' }] }] }] }],
    })
  },
)

test('a floor without a usable id keeps its name and its rooms, and the answer says so', () => {
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

test('one malformed sensor of many is left out', () => {
  const sensors = { data: [{ id: 'sensor_1' }, 'sensor_2'] }
  expect(topologyAnswer('sensors', { data: { sensors, hives: { data: [] } } })).toEqual({
    sensors: [{ id: 'sensor_1' }],
    hives: [],
    missing: [{ kind: 'sensor', count: 1, within: null }],
  })
})

test('hives come with the sensors', () => {
  const hive = { id: 'hive_1', serialNumber: 'AB12', isOnline: false, lastHeartbeat: 1_760_455_326 }
  const answer = { data: { sensors: { data: [] }, hives: { data: [{ ...hive, token: 'x' }] } } }
  expect(topologyAnswer('sensors', answer)).toEqual({ sensors: [], hives: [hive], missing: [] })
})

test.each([
  ['are not there', {}, []],
  ['are null', { hives: null }, [{ message: 'x', path: ['hives'] }]],
  ['are a null list', { hives: { data: null } }, [{ message: 'x', path: ['hives', 'data'] }]],
  ['are a text', { hives: 'none' }, []],
  ['are a list of texts', { hives: { data: ['hive_1'] } }, []],
  ['are no list', { hives: { data: 7 } }, []],
])('hives that %s do not take the sensors with them', (_, hives, errors) => {
  const answer = { data: { sensors: { data: [{ id: 'sensor_1' }] }, ...hives }, errors }
  expect(topologyAnswer('sensors', answer)).toEqual({
    sensors: [{ id: 'sensor_1' }],
    hives: [],
    missing: [{ kind: 'hive', count: 1, within: null }],
  })
})

const roomsPath = ['sites', 'data', 0, 'buildings', 0, 'floors', 0, 'rooms']
test.each([
  ['the list that came back null', [roomsPath], 'room', 1, 'Ground'],
  [
    'what is below it, twice',
    [
      [...roomsPath, 3, 'id'],
      [...roomsPath, 4],
    ],
    'room',
    1,
    'Ground',
  ],
  ['a field that is no list', [[...roomsPath.slice(0, -1), 'area']], 'unknown', 1, 'Ground'],
  ['nothing', [undefined, null, 'rooms'], 'unknown', 3, null],
  ['what is not there', [['sites', 'data', 7, 'buildings']], 'unknown', 1, null],
])('an error beside data that points at %s is named', (_, paths, kind, count, within) => {
  const errors = paths.map((path) => ({ message: 'a word of Butlr', path }))
  const answer = topologyAnswer(
    'places',
    placesWith({ id: 'space_1', name: 'Ground', rooms: null }, { errors }),
  )
  expect(answer).toMatchObject({
    sites: [{ buildings: [{ floors: [{ id: 'space_1', rooms: [] }] }] }],
    missing: [{ kind, count, within }],
  })
  expect(JSON.stringify(answer)).not.toContain('a word of Butlr')
})

test('a room that an error left null is counted once', () => {
  const floor = { id: 'space_1', rooms: [room('room_1'), null] }
  const errors = [{ message: 'x', path: [...roomsPath, 1, 'id'] }]
  expect(topologyAnswer('places', placesWith(floor, { errors })).missing).toEqual([
    { kind: 'room', count: 1, within: 'space_1' },
  ])
})

test('when nearly everything is broken, what is missing is counted without its places', () => {
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
  ['errors alone', { errors: [{ message: 'x' }] }, 'status', 200],
  ['errors and null', { data: { sensors: null }, errors: [{ message: 'x' }] }, 'status', 200],
  ['UNAUTHENTICATED', { data: null, errors: [unauthenticated] }, 'status', 401],
  ['nothing at all', {}, 'unreadable', undefined],
  ['another query', { data: { rooms: { data: [] } } }, 'unreadable', undefined],
  ['a list', [], 'unreadable', undefined],
  ['a text', 'x', 'unreadable', undefined],
])('%s is a failure', (_, answer, reason, status) => {
  expect(() => topologyAnswer('sensors', answer)).toThrow(ButlrError)
  try {
    topologyAnswer('sensors', answer)
  } catch (error) {
    expect(error).toMatchObject({ reason, status })
  }
})

test('an organisation without sites is empty, not broken', () => {
  expect(topologyAnswer('places', { data: { sites: { data: null } } })).toEqual({
    sites: [],
    missing: [],
  })
})

test('whatever Butlr sends, the page gets its contract or a typed failure', () => {
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
