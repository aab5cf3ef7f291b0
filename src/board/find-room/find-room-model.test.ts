import { expect, test } from 'vitest'
import { advanceOffers } from '#src/domain/find-room/room-offers.ts'
import { makeLiveRoom, northgate, makeTopology } from '#src/testing/fixtures.ts'
import {
  cardsOnPage,
  findRoomContent,
  noneFreeSentence,
  offerColumns,
  partsOf,
} from './find-room-model.ts'

const topology = makeTopology(northgate)
const settings = { locale: 'en-GB', shortNames: { big: 'Hall' }, location: 'f3' }
const rooms = [
  makeLiveRoom({ id: 'up', name: 'Up', capacity: 4, floorId: 'f2', sensors: [0] }),
  makeLiveRoom({ id: 'six', name: 'Six', capacity: 6, floorId: 'f3', sensors: [0] }),
  makeLiveRoom({ id: 'four', name: 'Four', capacity: 4, floorId: 'f3', sensors: [0] }),
  makeLiveRoom({ id: 'busy', name: 'Busy', capacity: 3, floorId: 'f3', sensors: [2] }),
  makeLiveRoom({ id: 'big', name: 'Great hall', capacity: 13, floorId: 'f3', sensors: [1] }),
  makeLiveRoom({ id: 'unset', name: 'Unset', capacity: null, floorId: null, sensors: [0] }),
]
const content = findRoomContent(settings, rooms, topology)

test('groups rooms by capacity, and sorts them by distance in floors, then by capacity', () => {
  expect(content.columns.map(({ group, items }) => [group, items.map(({ id }) => id)])).toEqual([
    ['small', ['busy', 'four', 'six', 'up']],
    ['large', ['big']],
    ['unset', ['unset']],
  ])
  const texts = content.columns.flatMap(({ items }) =>
    items.map(({ name, seats, place, way }) => [name, seats, place, way]),
  )
  expect(texts).toEqual([
    ['Busy', '3 seats', 'This floor', 'here'],
    ['Four', '4 seats', 'This floor', 'here'],
    ['Six', '6 seats', 'This floor', 'here'],
    ['Up', '4 seats', 'Floor 2', 'down'],
    ['Hall', '13 seats', 'This floor', 'here'],
    ['Unset', null, null, null],
  ])
})

test.each([
  [1, 'pair'],
  [2, 'pair'],
  [3, 'small'],
  [6, 'small'],
  [7, 'medium'],
  [12, 'medium'],
  [13, 'large'],
  [null, 'unset'],
])('puts a room with capacity %s into the column “%s”', (capacity, group) => {
  const { columns } = findRoomContent(settings, [makeLiveRoom({ capacity })], topology)
  expect(columns.map((column) => column.group)).toEqual([group])
})

test('offers only free rooms, and marks the first of each column as the nearest', () => {
  const [small, large, unset] = offerColumns(content, rooms, advanceOffers(null, rooms, 0, 5_000))
  expect(small?.free).toBe(3)
  expect(
    small?.cards.map((card) => [card.item.id, card.kind === 'free' && card.isNearest]),
  ).toEqual([
    ['four', true],
    ['six', false],
    ['up', false],
  ])
  expect(large).toMatchObject({ free: 0, cards: [], unavailable: { inUse: 1 } })
  expect(unset?.free).toBe(1)
})

test('marks no room as the nearest if the display has no location', () => {
  const unlocated = findRoomContent({ ...settings, location: null }, rooms, topology)
  const columns = offerColumns(unlocated, rooms, advanceOffers(null, rooms, 0, 5_000))
  const free = columns.flatMap(({ cards }) => cards)
  expect(free.some((card) => card.kind === 'free' && card.isNearest)).toBe(false)
  expect(free.map(({ item }) => item.place)).toEqual(['Floor 2', 'Floor 3', 'Floor 3', null])
})

test('keeps the place of the nearest room when a person enters it, and marks the next room as the nearest', () => {
  const before = advanceOffers(null, rooms, 0, 5_000)
  const filled = rooms.map((room) =>
    room.id === 'four' ? makeLiveRoom({ ...room, sensors: [1] }) : room,
  )
  const [small] = offerColumns(content, filled, advanceOffers(before, filled, 5_000, 5_000))
  expect(
    small?.cards.map((card) => [card.item.id, card.kind === 'free' && card.isNearest]),
  ).toEqual([
    ['four', false],
    ['six', true],
    ['up', false],
  ])
})

test('shows the nearest room on every page of a column, and the other rooms in turn', () => {
  const cards = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  expect(partsOf(cards.length, 3)).toBe(4)
  expect([0, 1, 2, 3, 4].map((part) => cardsOnPage(cards, 3, part).join(''))).toEqual([
    'abc',
    'ade',
    'afg',
    'ahb',
    'abc',
  ])
  expect([0, 1].map((part) => cardsOnPage(['a', 'b'], 3, part).join(''))).toEqual(['ab', 'ab'])
  expect([0, 1, 2].map((part) => cardsOnPage(['a', 'b', 'c'], 1, part).join(''))).toEqual([
    'a',
    'b',
    'c',
  ])
})

test('explains why no room of a size is free', () => {
  const none = { inUse: 0, justEmptied: 0, unknown: 0 }
  expect(noneFreeSentence('en-GB', { ...none, inUse: 1 })).toBe('The only room is in use.')
  expect(noneFreeSentence('en-GB', { ...none, inUse: 2 })).toBe('Both are in use.')
  expect(noneFreeSentence('en-GB', { ...none, inUse: 4 })).toBe('All 4 are in use.')
  expect(noneFreeSentence('en-GB', { inUse: 2, justEmptied: 1, unknown: 1 })).toBe(
    '4 rooms: 2 in use, 1 just vacated, 1 without current data.',
  )
})
