import { expect, test } from 'vitest'
import { normalizeViewQuery } from '#src/contract/saved-view.ts'
import { endComparison } from './end-comparison.ts'
import { readOverviewParams, writeOverviewParams } from './overview-params.ts'

const read = (query: string) => readOverviewParams(new URLSearchParams(query))
const write = (query: string, change: Parameters<typeof writeOverviewParams>[1]) =>
  writeOverviewParams(new URLSearchParams(query), change).toString()

test('reads and writes every parameter of the overview', () => {
  const link =
    'view=table&place=space_1&state=busy&seats=6&q=map&usual=busier&sort=occupancy&order=reversed&tag=t1&tag=t2'
  expect(read(link)).toEqual({
    view: 'table',
    place: 'space_1',
    state: 'busy',
    tags: ['t1', 't2'],
    seats: 6,
    q: 'map',
    usual: 'busier',
    sort: 'occupancy',
    reversed: true,
  })
  expect(write(link, {})).toBe(link)
  // The gateway keeps the same parameters in saved views.
  expect(normalizeViewQuery(`?${link}&explain=room_1`)).toBe(`?${link}`)
})

test.each([
  'state=purple',
  'sort=',
  'view=list',
  'seats=0',
  'seats=6.5',
  'seats=-1',
  'tag=',
  'place=',
])('ignores an invalid query value: %s', (query) => {
  expect(read(query)).toEqual(read(''))
})

test('omits default values from the query', () => {
  expect(
    write('state=busy&q=map&sort=name&view=table&tag=t', {
      state: null,
      q: '',
      sort: 'floor',
      view: 'cards',
      tags: [],
    }),
  ).toBe('')
})

test('a change keeps all other parameters, including the parameters of other features', () => {
  expect(write('metric=max&q=map', { sort: 'name' })).toBe('metric=max&q=map&sort=name')
})

test('sorts by fit when seats are requested, unless the user has selected an order', () => {
  expect(read('seats=6').sort).toBe('fit')
  expect(write('', { seats: 6 })).toBe('seats=6')
  expect(write('seats=6', { seats: null })).toBe('')
  expect(write('sort=name', { seats: 6 })).toBe('sort=name&seats=6')
  expect(write('seats=6', { sort: 'floor' })).toBe('seats=6&sort=floor')
})

test('sorting by usual occupancy turns the comparison on, and another sort order keeps it on', () => {
  expect(read('').usual).toBeNull()
  expect(read('sort=usual').usual).toBe('on')
  expect(write('', { sort: 'usual' })).toBe('sort=usual')
  expect(write('sort=usual', { sort: 'name' })).toBe('sort=name&usual=on')
  expect(write('sort=usual', { sort: 'floor' })).toBe('usual=on')
  expect(write('usual=busier', { sort: 'usual' })).toBe('usual=busier&sort=usual')
})

test('turning the comparison off resets the sort order by usual occupancy, but no other sort order', () => {
  const end = (query: string) => write(query, endComparison(read(query)))
  expect(end('sort=usual&order=reversed')).toBe('')
  expect(end('usual=busier&sort=usual&seats=6')).toBe('seats=6')
  expect(end('usual=on&sort=name&order=reversed')).toBe('sort=name&order=reversed')
})

test('truncates a search text that is longer than any name', () => {
  expect(read(`q=${'x'.repeat(100_000)}`).q).toBe('x'.repeat(200))
})
