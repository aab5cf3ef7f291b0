import { expect, test } from 'vitest'
import { findPlaceUncertainty } from './list-gaps.ts'

const answer = (sites: unknown, errors: unknown[] = []) => ({ data: { sites }, errors })
const floors = (count: number, fields: object) =>
  Array.from({ length: count }, (_, index) => ({ id: `space_${index}`, tags: [], ...fields }))
const site = (list: unknown) => ({
  data: [{ id: 'site_1', buildings: [{ id: 'building_1', floors: list }] }],
})

test('reports nothing for a complete response', () => {
  const rooms = [{ id: 'room_1', tags: [{ id: 'tag_1' }], capacity: null }]
  const zones = [{ id: 'zone_1', room_id: null, tags: [] }]
  expect(findPlaceUncertainty(answer(site(floors(2, { rooms, zones }))))).toEqual({})
  expect(findPlaceUncertainty(answer({ data: [] }))).toEqual({})
  expect(findPlaceUncertainty(answer([]))).toEqual({})
})

test.each([
  ['null', { data: null }],
  ['an object', { data: {} }],
  ['absent', {}],
])('reports a gap if the list of sites is %s', (_, sites) => {
  expect(findPlaceUncertainty(answer(sites))).toEqual({ gaps: [{ kind: 'site', id: null }] })
})

test('identifies each gap by the location with the incomplete list, and reports stand-in IDs', () => {
  const list = [
    { id: 'space_1', tags: null, rooms: null, zones: [{ id: 'zone_1', room_id: 7, tags: [] }] },
    { id: 7, tags: [], rooms: [{ id: '' }, { id: 'room_1', tags: [] }] },
  ]
  expect(findPlaceUncertainty(answer(site(list)))).toEqual({
    gaps: [
      { kind: 'tag', id: 'space_1' },
      { kind: 'room', id: 'space_1' },
      { kind: 'room', id: 'building_1 floor 2' },
      { kind: 'floor', id: 'building_1' },
      { kind: 'zone', id: 'building_1 floor 2' },
    ],
    standIns: [{ kind: 'floor', id: 'building_1 floor 2' }],
  })
})

test('replaces more than a hundred gaps of one kind with a single gap for all lists of that kind', () => {
  const gapsOf = (count: number) =>
    findPlaceUncertainty(answer(site(floors(count, { rooms: [], zones: null })))).gaps
  expect(gapsOf(100)).toHaveLength(100)
  expect(gapsOf(101)).toEqual([{ kind: 'zone', id: null }])
})

const path = ['sites', 'data', 0, 'buildings', 0, 'floors']
test.each([
  ['a null list', [path], null, [{ kind: 'floor', id: 'building_1' }]],
  ['an item that is null', [[...path, 0, 'id']], [null], [{ kind: 'floor', id: 'building_1' }]],
  ['an id', [[...path, 0, 'id']], [{ id: null, tags: [], rooms: [], zones: [] }], 1],
  ['a field without a list', [[...path, 0, 'name']], floors(1, { rooms: [], zones: [] }), 0],
  ['an unknown field', [[...path, 0, 'area']], floors(1, { rooms: [], zones: [] }), 1],
])('reports an error in %s once if the error may affect a list', (_, paths, list, expected) => {
  const errors = paths.map((one) => ({ message: 'x', path: one }))
  const gaps = findPlaceUncertainty(answer(site(list), errors)).gaps ?? []
  if (typeof expected === 'number') expect(gaps).toHaveLength(expected)
  else expect(gaps).toEqual(expected)
})
