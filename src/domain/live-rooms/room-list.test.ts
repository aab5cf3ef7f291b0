import { expect, test } from 'vitest'
import { makeTopology, makeLiveRoom, type LiveRoomFixture } from '#src/testing/fixtures.ts'
import { groupByFloor, countByState, filterRooms, toRoomCardModels } from './room-list.ts'
import { locateFloors } from '#src/domain/topology/topology.ts'

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
