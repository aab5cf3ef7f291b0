import { expect, test } from 'vitest'
import type { BoardScreen } from '#src/contract/board.ts'
import { legibleFontSize } from '#src/board/typography/screen.ts'
import { makeLiveRoom, makeTopology } from '#src/testing/fixtures.ts'
import { cardHeight, fitName, fitPlace, fitsNote, fitsSentence } from './find-room-card-fit.ts'
import { placeColumns } from './column-places.ts'
import { fitFindRoom } from './find-room-fit.ts'
import { paginateFindRoom } from './find-room-pages.ts'
import { findRoomContent } from './find-room-model.ts'

const topology = makeTopology({
  buildings: [{ id: 'b', name: 'Northgate West', siteId: 's' }],
  floors: [6, 5, 4, 3, 2, 1].map((level) => ({
    id: `f${level}`,
    name: `Floor ${level}`,
    buildingId: 'b',
    level,
  })),
})
/** Three rooms of each size group. */
const rooms = [
  ['Booth 2.1', 1, 2],
  ['Booth 4.1', 1, 4],
  ['Nook', 2, 5],
  ['Pine', 4, 3],
  ['Rowan', 6, 3],
  ['Linden', 6, 4],
  ['Willow', 8, 3],
  ['Cedar', 12, 2],
  ['Skyline', 10, 5],
  ['Mistral', 14, 4],
  ['Training 1.2', 20, 1],
  ['Summit', 16, 6],
] as const
const liveRooms = rooms.map(([name, capacity, level]) =>
  makeLiveRoom({ id: name, name, capacity, floorId: `f${level}`, sensors: [0] }),
)
/** Rooms of all five size groups, half of which are free. */
const capacities = [8, 16, 4, 12, 6, 10, 1, 2, 60, 12, 24, 36, 40, 8, 6, 14, 2, 30, 16, null]
const many = Array.from({ length: 200 }, (_, index) =>
  makeLiveRoom({
    id: `r${index}`,
    name: `Room ${index}`,
    capacity: capacities[index % capacities.length] ?? null,
    floorId: `f${1 + (index % 6)}`,
    sensors: [Math.floor(index / capacities.length) % 2],
  }),
)
const settings = { locale: 'en-GB', shortNames: {}, location: 'f3' }
const manyContent = findRoomContent(settings, many, topology)
const content = findRoomContent(settings, liveRooms, topology)
const landscape: BoardScreen = {
  diagonalInches: 55,
  aspect: '16:9',
  orientation: 'landscape',
  distanceMetres: 3,
}
const portrait: BoardScreen = { ...landscape, orientation: 'portrait' }

test('shows four columns of three cards on 55 inches at 3 m, with names of at least 6% of the shorter side', () => {
  const fit = fitFindRoom(landscape, content, 'en-GB')
  expect(fit).toMatchObject({ across: 4, down: 1, rows: 3, form: 'side', legible: true })
  expect(fit.hasNote).toBe(true)
  expect(fit.name).toBeGreaterThanOrEqual(6)
  expect(fit.text).toBeGreaterThanOrEqual(3.5)
  expect(fit.note).toBeGreaterThanOrEqual(2.8)
})

test('in portrait, shows two rows of two columns of three cards', () => {
  const fit = fitFindRoom(portrait, content, 'en-GB')
  expect(fit).toMatchObject({ across: 2, down: 2, cardsAcross: 1, rows: 6 })
})

test.each([
  // Half of the rooms are free.
  ['in portrait', 14, portrait],
  ['in landscape', 15, landscape],
  ['in portrait from 5 m', 20, { ...portrait, distanceMetres: 5 }],
])(
  '%s, shows the nearest room of each size on every page, with at most %i pages for 200 rooms',
  (_, most, screen) => {
    const fit = fitFindRoom(screen, manyContent, 'en-GB')
    const pages = paginateFindRoom({ ...fit, content: manyContent }, many)
    expect(pages.length).toBeLessThanOrEqual(most)
    expect(new Set(pages.map(({ groups }) => groups.length))).toEqual(new Set([5]))
    const roomCounts = manyContent.columns.map(({ items }) => items.length)
    for (const { places } of placeColumns(fit, roomCounts)) expect(places).toBeGreaterThan(1)
    // The labels use most of the height of a card.
    expect(cardHeight(fit, fit)).toBeGreaterThan(0.8 * fit.card.height)
  },
)

test('on a portrait board with a long viewing distance, cards leave out the seats if the nearest room of a size would otherwise not be on every page', () => {
  const far = { ...portrait, distanceMetres: 5 }
  expect(fitFindRoom(far, manyContent, 'en-GB')).toMatchObject({ form: 'place', legible: true })
  expect(fitFindRoom(portrait, manyContent, 'en-GB').form).not.toBe('place')
  expect(fitFindRoom(far, content, 'en-GB').form).not.toBe('place')
})

test('if the columns do not fit on one page, pages with the first columns and pages with the other columns alternate', () => {
  const fit = fitFindRoom({ ...landscape, distanceMetres: 5 }, manyContent, 'en-GB')
  const pages = paginateFindRoom({ ...fit, content: manyContent }, many)
  const [first, second] = pages.map(({ groups }) => groups)
  expect([...(first ?? []), ...(second ?? [])]).toEqual(
    manyContent.columns.map(({ group }) => group),
  )
  for (const [index, { groups, part }] of pages.entries()) {
    expect({ groups, part }).toEqual({
      groups: index % 2 === 0 ? first : second,
      part: Math.floor(index / 2),
    })
  }
})

test('gives columns at most as many rows of cards as the largest column beside them has rooms', () => {
  const few = [...liveRooms.slice(2, 5), ...liveRooms.slice(6, 9), ...liveRooms.slice(9)]
  const fewContent = findRoomContent(settings, few, topology)
  const fit = fitFindRoom(portrait, fewContent, 'en-GB')
  const roomCounts = fewContent.columns.map(({ items }) => items.length)
  const places = placeColumns(fit, roomCounts)
  for (const [index, place] of places.entries()) {
    const beside = places.filter((_, other) => Math.floor(other / 2) === Math.floor(index / 2))
    const most = Math.max(
      ...beside.map((_, other) => roomCounts[2 * Math.floor(index / 2) + other] ?? 0),
    )
    expect(place.cardRows).toBeLessThanOrEqual(most)
  }
})

test('adds a column for rooms of unknown size', () => {
  const unset = makeLiveRoom({ id: 'u', name: 'Studio', capacity: null, floorId: 'f3' })
  const five = findRoomContent(settings, [...liveRooms, unset], topology)
  expect(five.columns.map(({ group }) => group)).toEqual([
    'pair',
    'small',
    'medium',
    'large',
    'unset',
  ])
  const fit = fitFindRoom(landscape, five, 'en-GB')
  expect(fit).toMatchObject({ across: 5, down: 1, form: 'stack' })
  expect(fit.rows).toBeGreaterThanOrEqual(2)
  expect(fit.heading).toBeGreaterThanOrEqual(2.83)
})

test('leaves out columns without rooms, so that names in the other columns are larger', () => {
  const few = findRoomContent(settings, liveRooms.slice(3, 6), topology)
  const fit = fitFindRoom(landscape, few, 'en-GB')
  expect(fit).toMatchObject({ across: 1 })
  expect(fit.cardsAcross * fit.rows).toBeGreaterThanOrEqual(3)
  expect(fit.name).toBeGreaterThan(fitFindRoom(landscape, content, 'en-GB').name)
})

test.each([1, 2, 3, 5, 8, 15])(
  'uses no font size below its legible minimum at %s m',
  (distanceMetres) => {
    for (const orientation of ['landscape', 'portrait'] as const) {
      for (const aspect of ['16:9', '4:3', '21:9'] as const) {
        const screen = { ...landscape, orientation, aspect, distanceMetres }
        const fit = fitFindRoom(screen, content, 'en-GB')
        const legible = legibleFontSize(screen) - 0.001
        if (!fit.legible) continue
        expect(fit.text).toBeGreaterThanOrEqual(0.8 * legible)
        expect(fit.name).toBeGreaterThanOrEqual(0.8 * legible)
        expect(fit.note).toBeGreaterThanOrEqual(0.64 * legible)
        expect(fit.across * fit.rows).toBeGreaterThanOrEqual(1)
      }
    }
  },
)

test('shrinks a long name to fit one line, and breaks an even longer name into two lines', () => {
  const fit = fitFindRoom(landscape, content, 'en-GB')
  expect(fitName('Pine', fit)).toEqual({ size: fit.name, lines: 1, hidesNote: false })
  const longer = fitName('Presentation', fit)
  expect(longer.lines).toBe(1)
  expect(longer.size).toBeLessThan(fit.name)
  const longest = fitName('Client Presentation Suite', fit)
  expect(longest).toMatchObject({ lines: 2, hidesNote: false })
  expect(longest.size).toBeGreaterThanOrEqual(fit.text)
})

test('on tall cards, sets a long name on two lines at the font size of a short name', () => {
  const fit = fitFindRoom(landscape, content, 'en-GB')
  const high = { ...fit, name: 7, card: { width: 27, height: 36 } }
  for (const name of ['Quiet Room 4', 'Project Room', 'Pine']) {
    const { size, hidesNote } = fitName(name, high)
    expect({ size, hidesNote }).toEqual({ size: 7, hidesNote: false })
  }
  expect(fitName('Quiet Room 4', high).lines).toBe(2)
  expect(fitName('Pine', high).lines).toBe(1)
})

test('breaks a long name into two lines, and hides the note if there is no space for both, unless the note is required', () => {
  const fit = fitFindRoom(landscape, content, 'en-GB')
  const { size: oneLine } = fitName('Pine', fit)
  const height = cardHeight({ ...fit, name: 0 }, fit) + 2 * fit.text
  const low = { ...fit, card: { ...fit.card, height } }
  const name = 'Client Presentation Suite'
  expect(fitName(name, low)).toEqual({ size: fit.text, lines: 2, hidesNote: true })
  expect(fitName(name, low, true)).toEqual({ size: fit.note, lines: 2, hidesNote: false })
  expect(fitName('Pine', low)).toEqual({ size: oneLine, lines: 1, hidesNote: false })
})

test('sets a name on three lines, or breaks its words, instead of cutting it off', () => {
  const fit = fitFindRoom(landscape, content, 'en-GB')
  const high = { ...fit, card: { width: 30, height: 40 } }
  const long = 'Client Presentation Suite North'
  expect(fitName(long, high)).toEqual({ size: fit.text, lines: 3, hidesNote: false })
  const word = 'Geschäftsführungsbesprechungszimmer'
  expect(fitName(word, high)).toEqual({ size: fit.note, lines: 3, hidesNote: false })
})

test('shows the floor without its building if there is no space for both', () => {
  const two = {
    ...topology,
    buildings: [
      ...topology.buildings,
      { id: 'other', name: 'Conference centre south', siteId: 's' },
    ],
    floors: [...topology.floors, { id: 'o1', name: 'Floor 1', buildingId: 'other', level: 1 }],
  }
  const away = makeLiveRoom({ id: 'away', name: 'Away', capacity: 4, floorId: 'o1', sensors: [0] })
  const far = findRoomContent(settings, [...liveRooms, away], two)
  const item = far.columns.flatMap(({ items }) => items).find(({ id }) => id === 'away')
  if (item === undefined) throw new Error('no item')
  const placeAt = (distanceMetres: number) =>
    fitPlace(item, fitFindRoom({ ...landscape, distanceMetres }, far, 'en-GB'))?.words
  expect(placeAt(2)).toBe('Conference centre south · Floor 1')
  expect(placeAt(14)).toBe('Floor 1')
})

test('leaves out a note that does not fit', () => {
  const fit = fitFindRoom(landscape, content, 'en-GB')
  expect(fitsNote('Free since 13:40', fit)).toBe(true)
  expect(fitsNote('Free since a quarter to two in the afternoon', fit)).toBe(false)
})

test('shows why no room is free below a message on two lines', () => {
  const few = liveRooms.filter(({ name }) => ['Pine', 'Willow', 'Mistral'].includes(name))
  const fit = fitFindRoom(landscape, findRoomContent(settings, few, topology), 'en-GB')
  const message = fitName('None free', fit, true)
  expect(message.lines).toBe(2)
  const [place] = placeColumns(fit, [1, 1, 1])
  if (place === undefined) throw new Error('no column')
  expect(fitsSentence('The only room is in use.', message, fit, place)).toBe(true)
})
