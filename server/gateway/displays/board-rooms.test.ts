import * as fc from 'fast-check'
import * as v from 'valibot'
import { boardDraft } from '#src/testing/fixtures.ts'
import { expect, test } from 'vitest'
import { PlacesResponse, SensorsResponse } from '#src/contract/topology.ts'
import type { Board } from '#src/contract/board.ts'
import {
  resolveBoardRooms,
  resolveBoardRoomsWithoutPlaces,
  roomCountLimit,
  filterBoardOverrides,
  filterPlaces,
  toSensorHealth,
} from './board-rooms.ts'
import { toReadingColumns } from '#server/gateway/butlr/reading-columns.ts'
import { toDisplayReadings } from './board-answers.ts'

const ids = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6']
const room = (id: string, max: number, tags: { id: string; name: string }[] = []) => ({
  id,
  name: `Room ${id}`,
  capacity: { max },
  tags,
})
const quiet = { id: 'quiet', name: 'Quiet' }
const places = v.parse(PlacesResponse, {
  sites: [
    {
      id: 's1',
      buildings: [
        {
          id: 'b1',
          floors: [
            { id: 'f1', rooms: [room('r1', 1), room('r2', 8, [quiet])], zones: [] },
            { id: 'f2', tags: [quiet], rooms: [room('r3', 2), room('r4', 4)] },
          ],
        },
      ],
    },
    {
      id: 's2',
      buildings: [{ id: 'b2', floors: [{ id: 'f3', rooms: [room('r5', 0), room('r6', 3)] }] }],
    },
  ],
  missing: [],
  asOf: 1,
})
const board: Board = { ...boardDraft, id: 'board', revision: 1, logo: null }

test.each<[Board['rooms'], string[]]>([
  [{ kind: 'all' }, ids],
  [{ kind: 'site', id: 's1' }, ['r1', 'r2', 'r3', 'r4']],
  [{ kind: 'building', id: 'b2' }, ['r5', 'r6']],
  [{ kind: 'floor', id: 'f1' }, ['r1', 'r2']],
  [{ kind: 'tag', id: 'quiet' }, ['r2', 'r3', 'r4']],
  [{ kind: 'rooms', ids: ['r6', 'nowhere'] }, ['r6']],
  [{ kind: 'floor', id: 'gone' }, []],
])('resolves the selection %j to the rooms %j', (rooms, expected) => {
  expect([...resolveBoardRooms({ ...board, rooms }, places, null).ids]).toEqual(expected)
})

test('leaves hidden rooms out of boards and readings', () => {
  const overrides = { rooms: { r1: { hidden: true } } }
  const rooms = resolveBoardRooms(board, places, overrides)
  expect(rooms.ids.has('r1')).toBe(false)
  const data = { r1: { a: { last: 1 } }, stranger: { b: { last: 2 } } }
  const readings = toDisplayReadings(rooms, toReadingColumns(data))
  expect(readings).toEqual({ stranger: { b: { last: 2 } } })
})

test('uses overridden capacities to decide which rooms are small', () => {
  const overrides = { rooms: { r1: { capacity: 9 }, r6: { capacity: 2 }, r3: { capacity: null } } }
  const rooms = resolveBoardRooms({ ...board, privacy: 'small-rooms-in-words' }, places, overrides)
  expect(rooms.counted).toEqual(new Set(['r1', 'r2', 'r4']))
})

test('withholds the count and capacity of a room with a malformed record, even if the overrides set a capacity', () => {
  const rooms = [{ ...room('r1', 8), malformed: true }, room('r2', 8)]
  const malformed = v.parse(PlacesResponse, {
    sites: [{ id: 's1', buildings: [{ id: 'b1', floors: [{ id: 'f1', rooms }] }] }],
    missing: [],
    asOf: 1,
  })
  const overrides = { rooms: { r1: { name: 'Maple', capacity: 9 }, r2: { capacity: 12 } } }
  const statusOnly = { ...board, privacy: 'small-rooms-in-words' as const }
  const resolved = resolveBoardRooms(statusOnly, malformed, overrides)
  const readings = toReadingColumns({ r1: { a: { last: 4 } }, r2: { b: { last: 5 } } })
  expect(toDisplayReadings(resolved, readings)).toEqual({
    r1: { a: { last: 1 } },
    r2: { b: { last: 5 } },
  })
  const sent = filterPlaces(resolved, malformed)
  const capacities = sent.sites[0]?.buildings[0]?.floors[0]?.rooms.map(({ capacity }) => capacity)
  expect(capacities).toEqual([null, { max: 8 }])
  expect(filterBoardOverrides(resolved, sent, overrides)?.rooms).toEqual({
    r1: { name: 'Maple' },
    r2: { capacity: 12 },
  })
})

test('sends displays only the overrides that they use, because displays of earlier releases reject other keys', () => {
  const rooms = resolveBoardRooms({ ...board, privacy: 'exact' }, places, null)
  expect(
    filterBoardOverrides(rooms, places, {
      busyFrom: 0.8,
      usedFromMinutes: 5,
      rightSize: { seats: 0.5 },
      sites: { s1: { name: 'Site', openingHours: { monday: '08:00-18:00' }, closedDays: [] } },
      rooms: { r2: { name: 'Oak', kind: 'Meeting room', note: 'canary' } },
    }),
  ).toEqual({
    busyFrom: 0.8,
    sites: { s1: { name: 'Site' } },
    buildings: {},
    floors: {},
    rooms: { r2: { name: 'Oak' } },
  })
})

test('if Butlr lists a room twice, sends its count only if both records allow it', () => {
  const rooms = [room('r1', 1), room('r1', 8), room('r2', 8)]
  const twice = v.parse(PlacesResponse, {
    sites: [{ id: 's1', buildings: [{ id: 'b1', floors: [{ id: 'f1', rooms }] }] }],
    missing: [],
    asOf: 1,
  })
  const { counted } = resolveBoardRooms({ ...board, privacy: 'small-rooms-in-words' }, twice, null)
  expect(counted).toEqual(new Set(['r2']))
})

test('sends capacities but no counts to a board of free rooms, regardless of its privacy', () => {
  const readings = toReadingColumns({
    r2: { a: { last: 5 }, b: { last: 2 } },
    r3: { c: { last: 2 } },
  })
  for (const privacy of ['exact', 'small-rooms-in-words'] as const) {
    const findRoom: Board = { ...board, layout: 'find-room', privacy }
    const overrides = { rooms: { r3: { capacity: 1 } } }
    const rooms = resolveBoardRooms(findRoom, places, overrides)
    const inUse = { r2: { a: { last: 1 }, b: { last: 0 } }, r3: { c: { last: 1 } } }
    expect(toDisplayReadings(rooms, readings)).toEqual(inUse)
    const [first] = filterPlaces(rooms, places).sites[0]?.buildings[0]?.floors ?? []
    expect(first?.rooms.map(({ capacity }) => capacity?.max)).toEqual([1, 8])
    expect(filterBoardOverrides(rooms, places, overrides)?.rooms).toEqual(overrides.rooms)
    const unplaced = resolveBoardRoomsWithoutPlaces({ board: findRoom, overrides: null })
    expect(toDisplayReadings(unplaced, readings)).toEqual(inUse)
  }
})

test('sends the floor of the display, even if it has no rooms, only to a board of free rooms', () => {
  const floorIds = (layout: Board['layout']) => {
    const settings: Board = { ...board, layout, rooms: { kind: 'floor', id: 'f1' }, location: 'f3' }
    const { sites } = filterPlaces(resolveBoardRooms(settings, places, null), places)
    return sites.flatMap(({ buildings }) =>
      buildings.flatMap(({ floors }) => floors.map(({ id, rooms }) => [id, rooms.length])),
    )
  }
  expect(floorIds('find-room')).toEqual([
    ['f1', 2],
    ['f3', 0],
  ])
  expect(floorIds('cards')).toEqual([['f1', 2]])
})

test('sends no operator notes to displays', () => {
  const rooms = resolveBoardRooms(board, places, null)
  const own = { rooms: { r1: { name: 'Maple', note: 'ask Ines' }, r2: { note: 'only a note' } } }
  expect(filterBoardOverrides(rooms, places, own)?.rooms).toEqual({ r1: { name: 'Maple' }, r2: {} })
})

test('an implausible count does not make a status-only room appear to be in use', () => {
  const rooms = resolveBoardRooms({ ...board, privacy: 'small-rooms-in-words' }, places, null)
  expect(
    toDisplayReadings(rooms, toReadingColumns({ r3: { a: { last: 21 }, b: { last: 0 } } })),
  ).toEqual({
    r3: { a: null, b: { last: 0 } },
  })
})

test('sends displays the maximum count that the overrides set for all rooms', () => {
  const rooms = resolveBoardRooms(board, places, null)
  expect(
    filterBoardOverrides(rooms, filterPlaces(rooms, places), { maximumSensorCount: 200 }),
  ).toMatchObject({
    maximumSensorCount: 200,
  })
})

const selections = fc.oneof(
  fc.constant<Board['rooms']>({ kind: 'all' }),
  fc.record({
    kind: fc.constantFrom('site' as const, 'building' as const, 'floor' as const, 'tag' as const),
    id: fc.constantFrom('s1', 's2', 'b1', 'b2', 'f1', 'f2', 'f3', 'quiet'),
  }),
  fc.record({ kind: fc.constant('rooms' as const), ids: fc.subarray(ids, { minLength: 1 }) }),
)
const counts = fc.dictionary(
  fc.constantFrom(...ids, 'stranger'),
  fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.nat(9).map((last) => ({ last })),
  ),
)

test('sends no data about rooms outside the board, and no counts of small rooms', () => {
  fc.assert(
    fc.property(selections, counts, (wanted, readings) => {
      const wanting = { ...board, rooms: wanted, privacy: 'small-rooms-in-words' as const }
      const rooms = resolveBoardRooms(wanting, places, null)
      const shown = filterPlaces(rooms, places)
      const own = filterBoardOverrides(rooms, shown, {
        rooms: Object.fromEntries(ids.map((id) => [id, {}])),
      })
      const answered = toDisplayReadings(rooms, toReadingColumns(readings))
      const outside = ids.filter((id) => !rooms.ids.has(id))
      const text = JSON.stringify([shown, own, answered])
      for (const id of outside) expect(text).not.toContain(`"${id}"`)
      for (const id of ['r1', 'r3', 'r5', 'stranger']) {
        const sum = Object.values(answered[id] ?? {}).reduce<number>((all, metrics) => {
          const { last } = v.parse(v.strictObject({ last: v.number() }), metrics)
          return all + last
        }, 0)
        expect(sum).toBeLessThanOrEqual(1)
        const before = Object.values(readings[id] ?? {}).reduce((all, { last }) => all + last, 0)
        if (id in answered) expect(sum > 0).toBe(before > 0)
      }
    }),
  )
})

test.each([null, 0, -0, 0.001, 0.999, 2.5, -3, 100_001])(
  'treats a capacity of %j in the topology as unknown',
  (max) => {
    const unknown = { capacity: null, maximumSensorCount: null }
    expect(roomCountLimit({ id: 'r1', capacity: { max } }, null)).toEqual(unknown)
  },
)

test('identifies sensors by normalised MAC addresses', () => {
  const sensor = (mac: string, rest = {}) => ({ mac_address: mac, room_id: 'r1', ...rest })
  const answer = v.parse(SensorsResponse, {
    sensors: [sensor(' AC-01\t', { is_online: false }), sensor('\u200bAC-02')],
    hives: [],
    missing: [],
    asOf: 1,
  })
  const rooms = resolveBoardRooms(board, places, null)
  expect(toSensorHealth(rooms, answer)).toEqual({ offline: ['ac-01'], unknown: ['ac-02'] })
})
