import { expect, test } from 'vitest'
import { makeLiveRoom, makeTopology } from '#src/testing/fixtures.ts'
import { getPlaceParam, withPlaceParam, selectedLocationLabel } from './selected-location.ts'
import { resolveSelectedLocation } from '#src/domain/topology/selected-location.ts'
import { toLocationRows, formatLocationStats, locationLabel } from './location-rows.ts'

const utc = { name: 'UTC', known: false }
const one = makeTopology({
  sites: [{ id: 's', name: 'Northgate', zone: utc }],
  buildings: [{ id: 'b', name: 'Main', siteId: 's' }],
  floors: [
    { id: 'f2', name: 'Floor 2', buildingId: 'b', level: 2 },
    { id: 'f1', name: 'Floor 1', buildingId: 'b', level: 1 },
  ],
})
const two = {
  ...one,
  sites: [...one.sites, { id: 't', name: 'Harbour', zone: utc }],
  buildings: [...one.buildings, { id: 'c', name: 'Shed', siteId: 't' }],
}
const path = (topology: typeof one, id: string | null) => {
  const scope = resolveSelectedLocation(topology, id)
  return scope && [scope.site?.name, scope.building?.name, selectedLocationLabel(scope)]
}

test.each([
  [null, ['Northgate', 'Main', 'All floors']],
  ['s', ['Northgate', 'Main', 'All floors']],
  ['f1', ['Northgate', 'Main', 'Floor 1']],
])('with a single building, resolves the location %s to %j', (id, names) => {
  expect(path(one, id)).toEqual(names)
})

test.each([
  [null, [undefined, undefined, 'All sites']],
  ['t', ['Harbour', 'Shed', 'All floors']],
  ['f2', ['Northgate', 'Main', 'Floor 2']],
  ['gone', null],
])('with two sites, resolves the location %s to %j', (id, names) => {
  expect(path(two, id)).toEqual(names)
})

test('computes totals for every level, and utilisation only from rooms with a known count and capacity', () => {
  const rooms = [
    makeLiveRoom({ id: 'a', floorId: 'f2', capacity: 10, sensors: [4] }),
    makeLiveRoom({ id: 'b', floorId: 'f2', capacity: null, sensors: [7] }),
    makeLiveRoom({ id: 'c', floorId: 'f1', capacity: 10, sensors: [1, 'missing'] }),
    makeLiveRoom({ id: 'd', floorId: 'f1', capacity: 80, sensors: ['missing'] }),
  ]
  const rows = toLocationRows(one, rooms)
  expect(
    rows.map((row) => [row.depth, row.name, ...Object.values(formatLocationStats(row))]),
  ).toEqual([
    [0, 'All sites', '12+', '3 of 4 rooms in use', '25% full'],
    [1, 'Northgate', '12+', '3 of 4 rooms in use', '25% full'],
    [2, 'Main', '12+', '3 of 4 rooms in use', '25% full'],
    [3, 'Floor 2', '11', '2 of 2 rooms in use', '40% full'],
    [3, 'Floor 1', '1+', '1 of 2 rooms in use', '10% full'],
  ])
  const names = rows.slice(-2).map((row) => locationLabel(row, true))
  expect(names).toEqual([
    'Floor 2, 11 people, 2 of 2 rooms in use, 40% full',
    'Floor 1, at least 1 person, 1 of 2 rooms in use, 10% full',
  ])
  expect(rows.map((row) => locationLabel(row, false))[0]).toBe('All sites, no current data')
})

test('changing the location keeps the other query parameters', () => {
  expect(withPlaceParam('?q=map&place=f1', 'f2')).toBe('?q=map&place=f2')
  expect(withPlaceParam('?place=f1', null)).toBe('')
  expect(getPlaceParam('?place=f1')).toBe('f1')
  expect(getPlaceParam('?place=')).toBeNull()
})
