import { expect, test } from 'vitest'
import { makeDevice, makeTopology, makeRoom, makeNorthgate } from '#src/testing/fixtures.ts'
import {
  toSearchResults,
  buildSearchItems,
  searchItems,
  createSearchIndex,
} from './search-index.ts'

const topology = makeNorthgate({
  rooms: [
    makeRoom({ id: 'maple', name: 'Maple', floorId: 'f3', kind: 'Meeting room' }),
    makeRoom({ id: 'maple2', name: 'Maple annex', floorId: 'f2', kind: 'Meeting room' }),
    makeRoom({ id: 'cafe', name: 'Café Straße', floorId: 'f2' }),
    makeRoom({ id: 'russian', name: 'Переговорная', floorId: 'f2' }),
  ],
  tags: [{ id: 'quiet', name: 'Quiet' }],
})
const devices = [
  makeDevice({ mac: '00-17-0d-00-00-5a-1b-02', name: 'North', roomId: 'maple' }),
  makeDevice({ mac: 'fa-ke-00-00-00-00-00-01', roomId: 'maple', hidden: 'test' }),
]
const index = createSearchIndex(buildSearchItems(topology, ['room_stranger'], devices))
const ids = (typed: string) => searchItems(index, typed).map(({ id }) => id)

test.each([
  ['Maple', 'maple'],
  ['maple floor 2', 'maple2'],
  ['floor 2 maple', 'maple2'],
  ['mapel', 'maple'],
  ['maplle', 'maple'],
  ['cafe strasse', 'cafe'],
  ['переговорная', 'russian'],
  ['floor 3', 'f3'],
  ['north', 's'],
  ['quiet', 'quiet'],
  ['00-17-0d-00-00-5a-1b-02', '00-17-0d-00-00-5a-1b-02'],
  ['00:17:0d:00:00:5a:1b:02', '00-17-0d-00-00-5a-1b-02'],
  ['00170D00005A1B02', '00-17-0d-00-00-5a-1b-02'],
  ['5a1b02', '00-17-0d-00-00-5a-1b-02'],
  ['stranger', 'room_stranger'],
])('a search for “%s” finds %s first', (typed, id) => {
  expect(ids(typed)[0]).toBe(id)
})

test.each(['', '   ', 'zzzzzz', 'fa-ke'])('a search for “%s” finds nothing', (typed) => {
  expect(ids(typed)).toEqual([])
})

test('ranks an exact room name above longer names that contain it', () => {
  expect(ids('maple').slice(0, 2)).toEqual(['maple', 'maple2'])
})

test('ranks rooms and sensors above a tag with the same name, and lists the tag even after many sensors', () => {
  const tagged = makeTopology({
    ...topology,
    rooms: [
      makeRoom({ id: 'window', name: 'Window room' }),
      makeRoom({ id: 'east', name: 'East window' }),
    ],
    tags: [{ id: 'tag', name: 'Window' }],
  })
  const named = (count: number) =>
    Array.from({ length: count }, (_, mac) =>
      makeDevice({ mac: `00-0${mac}`, name: 'Window', roomId: 'east' }),
    )
  const find = (count: number) =>
    searchItems(createSearchIndex(buildSearchItems(tagged, [], named(count))), 'window')
  expect(find(1).map(({ id }) => id)).toEqual(['window', '00-00', 'east', 'tag'])
  expect(find(40)).toHaveLength(12)
  expect(find(40).at(-1)).toMatchObject({ kind: 'tag' })
})

test('if several rooms match, adds a result that opens all of them', () => {
  const hrefs = (typed: string) =>
    toSearchResults(searchItems(index, typed), typed, '').map((one) => one.href)
  expect(hrefs('maple ').at(-1)).toBe('/?q=maple')
  expect(hrefs('quiet')).toEqual(['/?tag=quiet'])
})

test('links to rooms and locations keep the overview’s filters; links to tags and lists of rooms keep only its view and order', () => {
  const query = '?view=table&state=free&sort=name'
  const hrefs = (typed: string) =>
    toSearchResults(searchItems(index, typed), typed, query).map((one) => one.href)
  expect(hrefs('maple')).toEqual([
    '/rooms/maple?view=table&state=free&sort=name',
    '/rooms/maple2?view=table&state=free&sort=name',
    expect.stringContaining('/sensors?q='),
    '/?view=table&sort=name&q=maple',
  ])
  expect(hrefs('floor 3')[0]).toBe('/?view=table&state=free&sort=name&place=f3')
  expect(hrefs('quiet')).toEqual(['/?view=table&sort=name&tag=quiet'])
})

test('every word of a query of more than 32 characters must match exactly', () => {
  const name = 'Conference room of the northern building'
  const room = makeRoom({ id: 'north', name, floorId: 'f3' })
  const { items, texts } = createSearchIndex(
    buildSearchItems(makeTopology({ ...topology, rooms: [room] }), [], []),
  )
  const found = (query: string) => searchItems({ items, texts }, query).map(({ id }) => id)
  expect(found(name)).toEqual(['north'])
  expect(found('northern building conference room floor 3')).toEqual(['north'])
  expect(found('Confrence room of the northern building')).toEqual([])
  expect(found('conference')).toEqual(['north'])
})

test('searches 500 rooms with names of 200 characters for a query of 100,000 characters in under two seconds', () => {
  const name = 'ab'.repeat(100)
  const rooms = Array.from({ length: 500 }, (_, at) =>
    makeRoom({ id: `r${at}`, name, floorId: 'f3' }),
  )
  const long = createSearchIndex(buildSearchItems(makeTopology({ ...topology, rooms }), [], []))
  const startedAt = performance.now()
  expect(searchItems(long, 'ab'.repeat(50_000))).toHaveLength(12)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})

test('finds a sensor by part of its MAC address, and shows and links the address with colons', () => {
  const [sensor] = toSearchResults(searchItems(index, '5a1b02'), '5a1b02', '?state=free')
  expect(sensor).toMatchObject({
    detail: '00:17:0d:00:00:5a:1b:02 · Maple',
    href: '/sensors?q=00%3A17%3A0d%3A00%3A00%3A5a%3A1b%3A02',
  })
})
