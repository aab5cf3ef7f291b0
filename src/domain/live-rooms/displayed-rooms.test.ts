import { expect, test } from 'vitest'
import {
  toDisplayedOccupancy,
  roomFreshness,
  displayedState,
  groupByFloor,
  countByState,
  filterRooms,
  toRoomCardModels,
} from './displayed-rooms.ts'
import { makeLiveRoom, makeTopology, type LiveRoomFixture } from '#src/testing/fixtures.ts'
import { locateFloors } from '#src/domain/topology/topology.ts'

const at = Date.UTC(2026, 10, 23, 9, 14)
const vanished = (seconds: number) =>
  makeLiveRoom({ sensors: ['missing'], lastKnown: { people: 5, seenAt: at - seconds * 1_000 } })

test('a room that reports has the freshness of the poll', () => {
  expect(roomFreshness(makeLiveRoom(), 'live', at, 5_000)).toBe('live')
  expect(roomFreshness(makeLiveRoom(), 'stale', at, 5_000)).toBe('stale')
})

test.each([
  [5, 'live'],
  [30, 'late'],
  [240, 'stale'],
  [700, 'no-data'],
] as const)('a count last reported %i s before the poll is %s', (seconds, freshness) => {
  expect(roomFreshness(vanished(seconds), 'live', at, 5_000)).toBe(freshness)
})

test('a last known count is never fresher than the poll', () => {
  expect(roomFreshness(vanished(5), 'stale', at, 5_000)).toBe('stale')
  expect(roomFreshness(vanished(240), 'no-data', at, 5_000)).toBe('no-data')
})

test('a live room shows its count without a separate time', () => {
  expect(toDisplayedOccupancy(makeLiveRoom(), 'live', at)).toEqual({
    kind: 'live',
    state: 'in-use',
    people: 6,
    atLeast: false,
    seenAt: null,
  })
})

test('a late room differs from a live room only in its kind', () => {
  const live = toDisplayedOccupancy(makeLiveRoom(), 'live', at)
  expect(toDisplayedOccupancy(makeLiveRoom(), 'late', at)).toEqual({ ...live, kind: 'late' })
})

test('a stale room keeps its count, and the time of its last report if that is earlier than the poll', () => {
  expect(toDisplayedOccupancy(makeLiveRoom(), 'stale', at)).toMatchObject({
    kind: 'stale',
    people: 6,
    seenAt: null,
  })
  expect(toDisplayedOccupancy(vanished(240), 'stale', at)).toMatchObject({
    people: 5,
    seenAt: at - 240_000,
  })
})

test('hides an expired count and shows when it was last reported', () => {
  expect(toDisplayedOccupancy(makeLiveRoom(), 'no-data', at)).toEqual({
    kind: 'none',
    lastSeenAt: at,
  })
  expect(toDisplayedOccupancy(vanished(700), 'no-data', at)).toEqual({
    kind: 'none',
    lastSeenAt: at - 700_000,
  })
})

test('a room without occupancy shows when it last reported', () => {
  const room = makeLiveRoom({ sensors: ['missing'], lastSeenAt: at - 1 })
  expect(toDisplayedOccupancy(room, 'live', at)).toEqual({ kind: 'none', lastSeenAt: at - 1 })
})

test('hides a count of "at least 0", which would look like an empty room', () => {
  const room = makeLiveRoom({ sensors: [0, 'missing'] })
  expect(toDisplayedOccupancy(room, 'live', at)).toEqual({ kind: 'none', lastSeenAt: null })
  expect(toDisplayedOccupancy(room, 'stale', at)).toEqual({ kind: 'none', lastSeenAt: at })
})

test('a room over capacity is displayed as such while live, then as stale, then as no data', () => {
  expect(displayedState(toDisplayedOccupancy(makeLiveRoom({ sensors: [15] }), 'live', at))).toBe(
    'over',
  )
  expect(displayedState(toDisplayedOccupancy(makeLiveRoom({ sensors: [15] }), 'stale', at))).toBe(
    'stale',
  )
  expect(displayedState(toDisplayedOccupancy(makeLiveRoom({ sensors: [15] }), 'no-data', at))).toBe(
    'no-data',
  )
})

const everything = { place: null, tags: [], seats: null, q: '' }
const polled = { at: 0, freshness: 'live', intervalMs: 5_000 } as const
const berlin = { name: 'Europe/Berlin', known: true }

const topology = (sites: [site: string, building: string, floor: string][]) =>
  makeTopology({
    sites: [...new Set(sites.map(([name]) => name))].map((name) => ({
      id: name,
      name,
      zone: berlin,
    })),
    buildings: sites.map(([site, name], index) => ({ id: `b${index}`, name, siteId: site })),
    floors: sites.map(([, , name], index) => ({
      id: `f${index}`,
      name,
      buildingId: `b${index}`,
      level: index,
    })),
    rooms: [],
  })
const labels = (sites: [string, string, string][]) =>
  [...locateFloors(topology(sites)).values()].map(({ label }) => label)

test('prefixes a floor label with building and site only as far as needed', () => {
  expect(labels([['Northgate', 'Main', 'Floor 3']])).toEqual(['Floor 3'])
  expect(
    labels([
      ['Northgate', 'Main', 'Floor 3'],
      ['Northgate', 'Annex', 'Floor 3'],
    ]),
  ).toEqual(['Main · Floor 3', 'Annex · Floor 3'])
  expect(
    labels([
      ['Northgate', 'Main', 'Floor 3'],
      ['Southgate', 'Main', 'Floor 3'],
    ]),
  ).toEqual(['Northgate · Main · Floor 3', 'Southgate · Main · Floor 3'])
})

test('numbers buildings of the same name at one site', () => {
  expect(
    labels([
      ['Northgate', 'Main', 'Floor 3'],
      ['Northgate', 'Main', 'Floor 3'],
      ['Northgate', 'Annex', 'Floor 3'],
    ]),
  ).toEqual(['Main · Floor 3', 'Main (2) · Floor 3', 'Annex · Floor 3'])
  expect(
    labels([
      ['Northgate', 'Main', 'Floor 3'],
      ['Southgate', 'Main', 'Floor 3'],
      ['Southgate', 'Main', 'Floor 3'],
    ]),
  ).toEqual([
    'Northgate · Main · Floor 3',
    'Southgate · Main · Floor 3',
    'Southgate · Main (2) · Floor 3',
  ])
})

const places = locateFloors(
  topology([
    ['Northgate', 'Main', 'Floor 3'],
    ['Northgate', 'Annex', 'Erdgeschoß'],
  ]),
)
const show = (rooms: LiveRoomFixture[]) => toRoomCardModels(rooms.map(makeLiveRoom), places, polled)

test('groups rooms by floor, with rooms on no floor last', () => {
  const groups = groupByFloor(
    show([
      { id: 'a', floorId: 'f0' },
      { id: 'x', floorId: null },
      { id: 'b', floorId: 'f1' },
      { id: 'c', floorId: 'f0' },
    ]),
  )
  expect(groups.map(({ heading, rooms }) => [heading, rooms.map(({ room }) => room.id)])).toEqual([
    ['Main · Floor 3', ['a', 'c']],
    ['Annex · Erdgeschoß', ['b']],
    ['', ['x']],
  ])
})

test('returns one group without a heading when there is no topology', () => {
  const rooms = toRoomCardModels([makeLiveRoom({ floorId: null })], new Map(), polled)
  expect(groupByFloor(rooms)).toMatchObject([{ heading: null }])
})

test.each([
  ['live', makeLiveRoom()],
  ['live', makeLiveRoom({ sensors: ['missing'], lastKnown: { people: 5, seenAt: 0 } })],
  ['stale', makeLiveRoom()],
] as const)('an unchanged room keeps its card model at the next poll (%s)', (freshness, room) => {
  const poll = (at: number) =>
    toRoomCardModels([room], places, { at, freshness, intervalMs: 5_000 })
  expect(poll(61_000)[0]).toBe(poll(60_000)[0])
})

test('a card model shows the time of the latest poll once its occupancy has expired', () => {
  const room = makeLiveRoom()
  const poll = (at: number) =>
    toRoomCardModels([room], places, { at, freshness: 'no-data', intervalMs: 5_000 })
  expect(poll(1_000)).toMatchObject([{ displayed: { lastSeenAt: 1_000 } }])
  expect(poll(2_000)).toMatchObject([{ displayed: { lastSeenAt: 2_000 } }])
})

test.each([
  ['', ['cafe', 'maple']],
  ['CAFE', ['cafe']],
  ['café', ['cafe']],
  ['meeting', ['maple']],
  ['erdgeschoss', ['cafe']],
  ['  floor   map ', ['maple']],
  ['map cafe', []],
])('the query "%s" finds %j', (query, ids) => {
  const rooms = show([
    { id: 'cafe', name: 'Café', kind: null, floorId: 'f1' },
    { id: 'maple', floorId: 'f0' },
  ])
  expect(filterRooms(rooms, { ...everything, q: query }).map(({ room }) => room.id)).toEqual(ids)
})

test.each([
  [{ place: 'f0' }, ['a']],
  [{ place: 'b1' }, ['b']],
  [{ place: 'Northgate' }, ['a', 'b']],
  [{ place: 'nowhere' }, []],
  [{ seats: 8 }, ['b']],
  [{ tags: ['quiet'] }, ['a', 'b']],
  [{ tags: ['quiet', 'bookable'] }, ['b']],
  [{ tags: ['quiet'], seats: 4, place: 'f0' }, ['a']],
])('the filter %j returns %j', (wanted, ids) => {
  const tag = (id: string) => ({ id, name: id })
  const rooms = show([
    { id: 'a', floorId: 'f0', capacity: 4, tags: [tag('quiet')] },
    { id: 'b', floorId: 'f1', capacity: 8, tags: [tag('quiet'), tag('bookable')] },
    { id: 'c', floorId: null, capacity: null },
  ])
  expect(filterRooms(rooms, { ...everything, ...wanted }).map(({ room }) => room.id)).toEqual(ids)
})

test('counts rooms by displayed state', () => {
  const rooms = show([{ sensors: [0] }, { sensors: [1] }, { sensors: [2] }, { sensors: [] }])
  expect([...countByState(rooms)]).toEqual([
    ['free', 1],
    ['in-use', 2],
    ['no-data', 1],
  ])
})
