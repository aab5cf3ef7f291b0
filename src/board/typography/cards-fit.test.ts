import { expect, test } from 'vitest'
import { boardDraft, makeRoom } from '#src/testing/fixtures.ts'
import type { BoardScreen } from '#src/contract/board.ts'
import { createBoardContent } from './board-content.ts'
import { fitCards } from './cards-fit.ts'
import { legibleFontSize } from './screen.ts'

const tv = (distanceMetres: number, orientation: BoardScreen['orientation'] = 'landscape') =>
  ({ diagonalInches: 55, aspect: '16:9', orientation, distanceMetres }) as const
const screen = tv(3)
const names = ['Library', 'Larch', 'Project Room', 'Alder', 'Aspen', 'Birch', 'Cedar', 'Elm']
const capacities = [30, 8, 16, 6, 4, 10, 12, 8]
type SomeRoom = { name: string; capacity: number | null }
const someRooms = (count: number): SomeRoom[] =>
  Array.from({ length: count }, (_, index) => ({
    name: names[index % names.length] ?? '',
    capacity: capacities[index % capacities.length] ?? null,
  }))
const contentOf = (rooms: readonly SomeRoom[]) =>
  createBoardContent(boardDraft, {
    rooms: rooms.map((room, index) => makeRoom({ id: `r${index}`, ...room })),
    floors: [],
  })
const fit = (rooms: readonly SomeRoom[], on: BoardScreen = screen) =>
  fitCards({ ...boardDraft, screen: on }, contentOf(rooms))

test.each([
  // rooms, columns, rows, rooms per page, form
  [1, 1, 1, 1, 'stack'],
  [3, 3, 1, 3, 'stack'],
  [6, 3, 2, 6, 'stack'],
  [8, 4, 2, 8, 'stack'],
  [12, 4, 3, 12, 'side'],
  [13, 4, 2, 7, 'stack'],
  [20, 4, 3, 10, 'side'],
  [28, 4, 3, 10, 'side'],
  [39, 4, 3, 10, 'side'],
  [42, 4, 3, 11, 'side'],
  [48, 4, 3, 12, 'side'],
  [200, 4, 3, 12, 'side'],
])(
  'places %i rooms on 55 inches at 3 m in %i columns and %i rows',
  (count, columns, rows, perPage, form) => {
    expect(fit(someRooms(count))).toMatchObject({ form, grid: { columns, rows, perPage } })
  },
)

test('three rooms have names of 8.4% and counts of more than 36% of the screen’s shorter side', () => {
  const { name, figure, small, footer, state, isLarge } = fit(someRooms(3))
  expect(name).toBeCloseTo(8.4, 1)
  expect(figure).toBeGreaterThan(36)
  expect(small).toBeCloseTo(4.2, 1)
  expect(footer).toBeCloseTo(4.2, 1)
  expect(state).toBeGreaterThan(6)
  expect(isLarge).toBe(true)
})

test('twelve rooms have legible names, and counts of more than 8.6% of the shorter side', () => {
  const { name, figure, small, isLarge } = fit(someRooms(12))
  expect(name).toBeGreaterThanOrEqual(legibleFontSize(screen))
  expect(name).toBeLessThan(3.9)
  expect(figure).toBeGreaterThan(8.6)
  expect(small).toBeGreaterThanOrEqual(2.8)
  expect(isLarge).toBe(false)
})

test('at 8 m, a page has two columns of three cards and no footer', () => {
  const eight = fit(someRooms(24), tv(8))
  expect(eight).toMatchObject({
    form: 'far',
    footer: null,
    grid: { columns: 2, rows: 3, perPage: 6 },
  })
  expect(eight.name).toBeGreaterThanOrEqual(9.34)
  expect(eight.figure).toBeCloseTo(12.5, 0)
  expect(eight.small).toBeGreaterThanOrEqual(7.47)
})

test('in portrait, twelve cards are in two columns of six, and three cards in one column', () => {
  expect(fit(someRooms(12), tv(3, 'portrait')).grid).toMatchObject({ columns: 2, rows: 6 })
  expect(fit(someRooms(3), tv(3, 'portrait')).grid).toMatchObject({ columns: 1, rows: 3 })
})

test('reserves the digits of 1.25 × capacity, so that counts are smaller on a board with large rooms', () => {
  const large = ['Auditorium', 'Atrium', 'Canteen', 'Concourse'].flatMap((name) => [
    { name, capacity: 1_500 },
    { name, capacity: 90 },
  ])
  const { figure, form, grid } = fit(large)
  expect({ form, ...grid }).toMatchObject({ form: 'stack', columns: 4, rows: 2 })
  expect(figure).toBeCloseTo(13, 0)
  // A room for nine people reserves two digits, so that nothing moves when the tenth person arrives.
  const small = (capacity: number) => fit(someRooms(3).map((room) => ({ ...room, capacity })))
  expect(small(9).figure).toBeCloseTo(small(30).figure, 5)
  expect(small(9).figure).toBeGreaterThan(small(90).figure)
})

test('one room with a long name or a wide count does not make the others small', () => {
  const usual = fit(someRooms(12))
  const rooms = [
    ...someRooms(11),
    { name: 'Rindfleischetikettierungsüberwachung', capacity: 12_500 },
  ]
  const { name, figure, grid } = fit(rooms)
  expect(grid).toEqual(usual.grid)
  expect(name).toBeCloseTo(usual.name, 1)
  expect(figure).toBeGreaterThan(0.9 * usual.figure)
})

test('a heading takes the first place of each page', () => {
  const withHeading = fitCards({ ...boardDraft, screen }, contentOf(someRooms(12)), {
    hasHeading: true,
  })
  // The heading leaves eleven places for twelve rooms, so there are two pages of six rooms and a heading.
  expect(withHeading.grid.perPage).toBe(7)
})

test('the grid has a place for every room of a page, and at most as many columns as rooms', () => {
  for (const orientation of ['landscape', 'portrait'] as const) {
    for (const metres of [0.5, 1, 2, 3, 4, 5, 6, 8, 12]) {
      for (let count = 1; count <= 60; count += 1) {
        const { grid, figure, name } = fit(someRooms(count), tv(metres, orientation))
        expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(grid.perPage)
        expect(grid.columns).toBeLessThanOrEqual(grid.perPage)
        expect(figure).toBeGreaterThanOrEqual(name)
      }
    }
  }
})

test('the second line of a name is at least as close to the first line as to the count below it', () => {
  const longNames = ['Client Presentation Suite', 'Jugendbegegnungs\u00adstätte', 'Booth 1']
  const rooms = Array.from({ length: 12 }, (_, index) => ({
    name: longNames[index % longNames.length] ?? '',
    capacity: 16,
  }))
  const { form, name, figure, tile, padding, bar, gaps } = fit(rooms, tv(3, 'portrait'))
  expect(form).toBe('side')
  const nameLines = tile.height - padding.top - padding.bottom - 0.74 * figure - gaps.bar - bar
  const gap = nameLines - 2 * 1.14 * name
  expect(gap + 0.2 * name).toBeGreaterThanOrEqual((1.14 - 0.727) * name)
})
