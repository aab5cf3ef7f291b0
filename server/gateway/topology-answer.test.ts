import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { PlacesAnswer, SensorsAnswer } from '#src/topology/contract.ts'
import { ButlrFailure } from './butlr-failure.ts'
import { topologyAnswer } from './topology-answer.ts'

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
    incomplete: false,
  })
})

test.each([
  ['a number for an id', room(7)],
  ['no id', { name: 'Maple' }],
  ['a text for a capacity', room('room_bad', { capacity: { max: 'ten' } })],
  ['null', null],
  ['a text', 'room'],
])(
  'a room with %s is left out, its neighbours stay, and the answer says it is incomplete',
  (_, bad) => {
    const floor = { id: 'space_1', rooms: [room('room_1'), bad, room('room_2')] }
    const answer = topologyAnswer('places', placesWith(floor))
    expect(answer.incomplete).toBe(true)
    expect(answer).toMatchObject({
      sites: [{ buildings: [{ floors: [{ rooms: [{ id: 'room_1' }, { id: 'room_2' }] }] }] }],
    })
  },
)

test('a floor with a malformed number keeps its rooms', () => {
  const floor = { id: 'space_1', floorNumber: 'two', rooms: [room('room_1')] }
  const answer = topologyAnswer('places', placesWith(floor))
  expect(answer).toMatchObject({
    sites: [{ buildings: [{ floors: [{ id: 'space_1', rooms: [{ id: 'room_1' }] }] }] }],
    incomplete: true,
  })
})

test('one malformed sensor of many is left out', () => {
  const data = Array.from({ length: 1_000 }, (_, index) => ({ id: `sensor_${index}` }))
  const bad = { id: 'sensor_bad', is_online: 'yes' }
  const answer = topologyAnswer('sensors', { data: { sensors: { data: [...data, bad] } } })
  expect(answer).toMatchObject({ incomplete: true })
  expect('sensors' in answer ? answer.sensors : []).toHaveLength(1_000)
})

test('data beside errors is shown as incomplete', () => {
  const partial = placesWith({ id: 'space_1', rooms: null }, { errors: [{ message: 'x' }] })
  expect(topologyAnswer('places', partial)).toMatchObject({
    sites: [{ buildings: [{ floors: [{ id: 'space_1', rooms: [] }] }] }],
    incomplete: true,
  })
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
  expect(() => topologyAnswer('sensors', answer)).toThrow(ButlrFailure)
  try {
    topologyAnswer('sensors', answer)
  } catch (error) {
    expect(error).toMatchObject({ reason, status })
  }
})

test('an organisation without sites is empty, not broken', () => {
  expect(topologyAnswer('places', { data: { sites: { data: null } } })).toEqual({
    sites: [],
    incomplete: false,
  })
})

test('whatever Butlr sends, the page gets its contract or a typed failure', () => {
  const json = fc.jsonValue({ maxDepth: 8 })
  const shaped = json.map((value) => placesWith({ id: 'space_1', rooms: value, zones: value }))
  const listed = json.map((value) => ({
    data: { sites: { data: value }, sensors: { data: value } },
  }))
  fc.assert(
    fc.property(fc.oneof(json, shaped, listed), (answer) => {
      for (const name of ['places', 'sensors'] as const) {
        try {
          const result = topologyAnswer(name, answer)
          v.parse(name === 'places' ? PlacesAnswer : SensorsAnswer, result)
        } catch (error) {
          expect(error).toBeInstanceOf(ButlrFailure)
        }
      }
    }),
  )
})
