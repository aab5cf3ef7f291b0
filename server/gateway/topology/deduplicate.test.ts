import { expect, test } from 'vitest'
import type { DocumentName } from '#src/contract/topology.ts'
import { parseTopologyAnswer } from './topology-answer.ts'

const now = Date.parse('2026-03-02T09:00:00Z')
const answerTo = (document: DocumentName, data: object) =>
  parseTopologyAnswer(document, { data }, now)

const rooms = (...ids: string[]) => ids.map((id) => ({ id }))
const floor = (id: string, ...ids: string[]) => ({ id, rooms: rooms(...ids) })
const building = (id: string, ...floors: object[]) => ({ id, floors })
const site = (id: string, ...buildings: object[]) => ({ id, buildings })
const places = (...sites: object[]) => answerTo('places', { sites: { data: sites } })
const kept = (answer: unknown) => JSON.parse(JSON.stringify(answer, keys))
const keys = ['sites', 'buildings', 'floors', 'rooms', 'id', 'repeated', 'kind', 'count']

test('if two floors list a room, keeps the room only on the floor that is listed first', () => {
  const floors = [
    floor('space_1', 'room_0', 'room_1', 'room_2', 'room_2'),
    floor('space_2', 'room_1'),
  ]
  expect(kept(places(site('s', building('b', ...floors))))).toEqual({
    sites: [
      site('s', building('b', floor('space_1', 'room_0', 'room_1', 'room_2'), floor('space_2'))),
    ],
    repeated: [{ kind: 'room', count: 2 }],
  })
})

test('keeps a room on the floor that its record names', () => {
  const room = { id: 'room_1', floor_id: 'space_2' }
  const floors = [
    { id: 'space_1', rooms: [room] },
    { id: 'space_2', rooms: [room] },
  ]
  const answer = places(site('s', building('b', ...floors)))
  expect(answer).toMatchObject({
    sites: [{ buildings: [{ floors: [{ rooms: [] }, { rooms: [room] }] }] }],
  })
})

test('moves the content of repeated sites, buildings and floors to their first entries', () => {
  const answer = places(
    site('s', building('b', floor('f', 'r1'), floor('f', 'r2')), building('b', floor('g', 'r3'))),
    site('s', building('c', floor('f', 'r1', 'r4'))),
  )
  expect(kept(answer)).toEqual({
    sites: [
      site('s', building('b', floor('f', 'r1', 'r2', 'r4'), floor('g', 'r3')), building('c')),
    ],
    repeated: [
      { kind: 'site', count: 1 },
      { kind: 'building', count: 1 },
      { kind: 'floor', count: 1 },
      { kind: 'room', count: 1 },
    ],
  })
})

const sensor = (name: string, mac: string, rest = {}) => ({ name, mac_address: mac, ...rest })
const sensors = (...data: object[]) => answerTo('sensors', { sensors: { data }, hives: null })
const namesOf = (answer: unknown) =>
  JSON.parse(JSON.stringify(answer)).sensors.map(({ name }: { name: string }) => name)

test.each([
  ['the record with a room', sensor('a', 'M'), sensor('b', 'm', { room_id: 'room_1' }), 'b'],
  [
    'the record with the latest heartbeat',
    sensor('a', 'm', { room_id: 'r', last_heartbeat: 1_700_000_000 }),
    sensor('b', 'm', { room_id: 'q', last_heartbeat: 1_700_000_001 }),
    'b',
  ],
  ['the first of two equal records', sensor('a', 'm'), sensor('b', ' M\t'), 'a'],
])('if a sensor is listed twice, keeps %s', (_, one, other, expected) => {
  const answer = sensors(one, other, sensor('c', 'n'))
  expect(namesOf(answer)).toEqual([expected, 'c'])
  expect(answer.repeated).toEqual([{ kind: 'sensor', count: 1 }])
})

test('does not report an uninstalled sensor as repeated', () => {
  const old = sensor('a', 'm', { installation_status: 'UNINSTALLED' })
  const answer = sensors(old, sensor('b', 'm', { room_id: 'room_1' }), { name: 'c' }, { name: 'd' })
  expect(namesOf(answer)).toEqual(['a', 'b', 'c', 'd'])
  expect(answer.repeated).toBeUndefined()
})

test('returns a hive once, even if it is listed twice', () => {
  const data = [{ id: 'hive_1' }, { id: 'hive_1' }]
  expect(answerTo('sensors', { sensors: { data: [] }, hives: { data } })).toEqual({
    sensors: [],
    hives: [{ id: 'hive_1' }],
    missing: [],
    repeated: [{ kind: 'hive', count: 1 }],
  })
})

test('does not merge buildings without an ID from sites with the same name', () => {
  const named = (id: string, room: string) => ({
    id,
    name: 'Berlin',
    buildings: [{ name: 'Main', floors: [floor(`floor_${id}`, room)] }],
  })
  const answer = kept(places(named('s1', 'room_1'), named('s2', 'room_2')))
  expect(answer).toEqual({
    sites: [
      site('s1', building('s1 building 1', floor('floor_s1', 'room_1'))),
      site('s2', building('s2 building 1', floor('floor_s2', 'room_2'))),
    ],
  })
})
