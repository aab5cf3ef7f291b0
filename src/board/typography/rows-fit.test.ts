import { expect, test } from 'vitest'
import { boardDraft, makeRoom } from '#src/testing/fixtures.ts'
import type { BoardScreen } from '#src/contract/board.ts'
import { createBoardContent } from './board-content.ts'
import { fitRows } from './rows-fit.ts'

const tv = (distanceMetres: number, orientation: BoardScreen['orientation'] = 'landscape') =>
  ({ diagonalInches: 55, aspect: '16:9', orientation, distanceMetres }) as const
const names = ['Alder', 'Ash', 'Client Suite', 'Desks North', 'Project Room', 'Training 1.1']
const fit = (count: number, screen: BoardScreen = tv(3), longName = 'Geschäftszimmer') =>
  fitRows(
    { ...boardDraft, screen },
    createBoardContent(boardDraft, {
      rooms: Array.from({ length: count }, (_, index) =>
        makeRoom({
          id: `r${index}`,
          name: index === 9 ? longName : (names[index % names.length] ?? ''),
          capacity: 16,
        }),
      ),
      floors: [],
    }),
  )

test.each([
  // rooms, columns, rows, rooms per page, minimum font size of names
  [20, 2, 10, 20, 5.2],
  [28, 3, 10, 28, 3.51],
  [39, 3, 13, 39, 3.51],
  [42, 3, 14, 42, 3.51],
  [48, 2, 12, 24, 4.1],
  [200, 3, 12, 34, 3.51],
])('spreads %i rooms at 3 m over %i columns of %i rows', (count, columns, rows, perPage, name) => {
  const { grid, ...sizes } = fit(count)
  expect(grid).toEqual({ columns, rows, perPage })
  expect(sizes.name).toBeGreaterThanOrEqual(name)
})

test('a row is tall enough for a line of text and the bar below it', () => {
  for (const count of [3, 12, 20, 28, 39, 42, 48, 200]) {
    const { name, tile } = fit(count)
    expect(tile.height).toBeGreaterThanOrEqual(1.22 * name + 1.05 - 1e-6)
  }
})

test('fits two columns of eight rows at 5 m and one column of six at 8 m', () => {
  const five = fit(32, tv(5))
  expect(five.grid).toEqual({ columns: 2, rows: 8, perPage: 16 })
  expect(five.name).toBeGreaterThanOrEqual(5.84)
  expect(fit(12, tv(8))).toMatchObject({ footer: null, grid: { columns: 1, rows: 6, perPage: 6 } })
  expect(fit(12, tv(3, 'portrait')).grid.columns).toBe(1)
})

test('one long name does not make the other names small', () => {
  expect(fit(20, tv(3), 'Client Presentation Suite').name).toBeCloseTo(fit(20).name, 1)
  const longest = fit(20, tv(3), 'Rindfleischetikettierungsüberwachungsaufgaben'.repeat(2))
  expect(longest.name).toBeCloseTo(fit(20).name, 1)
})

test('three rows have larger text than many rows, and do not spread over the whole screen', () => {
  for (const orientation of ['landscape', 'portrait'] as const) {
    const { name, small, tile, grid, lines } = fit(3, tv(3, orientation))
    expect(grid.columns).toBe(1)
    expect(name).toBeGreaterThan(11)
    expect(small).toBeGreaterThanOrEqual(0.45 * name)
    expect(tile.height).toBeLessThanOrEqual(2.2 * (1.22 * lines * name + 1.05) + 1e-6)
  }
})

test('in portrait, a few rows have two lines with much larger names, and fill most of the height', () => {
  const { lines, tile, area } = fit(3, tv(3, 'portrait'))
  expect(lines).toBe(2)
  expect(3 * tile.height).toBeGreaterThan(0.85 * area.height)
  expect(fit(12, tv(3, 'portrait')).lines).toBe(1)
})

test('prefers a number of columns in which rows have capacities and whole names', () => {
  const fitNames = (names: readonly string[]) =>
    fitRows(
      { ...boardDraft, screen: tv(3) },
      createBoardContent(boardDraft, {
        rooms: Array.from({ length: 24 }, (_, index) =>
          makeRoom({ id: `r${index}`, name: names[index] ?? `Oak ${index}`, capacity: 60 }),
        ),
        floors: [],
      }),
    )
  const long = ['Physiotherapy gym', 'Geschäftszimmer', 'Booth 1.2 2', 'Training 1.1']
  const { hasCapacity, grid, columns, name } = fitNames(long)
  expect({ hasCapacity, grid }).toEqual({
    hasCapacity: true,
    grid: { columns: 2, rows: 12, perPage: 24 },
  })
  expect(columns.name).toBeGreaterThan(8 * name)
})

test('names grow into the space that short counts leave', () => {
  expect(fit(12).name).toBeGreaterThan(5.6)
  expect(fit(28).name).toBeGreaterThan(3.7)
})

test('leaves out capacities that would cut off names', () => {
  expect(fit(12).hasCapacity).toBe(true)
  const upright = fit(12, tv(8, 'portrait'))
  expect(upright.hasCapacity).toBe(false)
  expect(upright.columns.figure).toBeLessThan(2 * upright.name)
})

test('leaves out capacities if most names are cut off, so that names show more letters', () => {
  const longNames = (count: number) =>
    fitRows(
      { ...boardDraft, screen: tv(8, 'portrait') },
      createBoardContent(boardDraft, {
        rooms: Array.from({ length: 12 }, (_, index) =>
          makeRoom({
            id: `r${index}`,
            name: index < count ? 'Client Presentation Suite North' : 'Pine',
            capacity: 120,
          }),
        ),
        floors: [],
      }),
    )
  expect(longNames(8).hasCapacity).toBe(false)
  expect(longNames(1).hasCapacity).toBe(true)
  expect(longNames(8).columns.name).toBeGreaterThan(longNames(1).columns.name)
})

test('in portrait with a long viewing distance, rows have two lines if names would be cut off on one line', () => {
  const fitNames = (name: string, screen: BoardScreen) =>
    fitRows(
      { ...boardDraft, screen },
      createBoardContent(boardDraft, {
        rooms: Array.from({ length: 12 }, (_, index) =>
          makeRoom({ id: `r${index}`, name: `${name} ${index}`, capacity: 16 }),
        ),
        floors: [],
      }),
    )
  const { lines, columns, least, legible, tile, name } = fitNames(
    'Project Room North',
    tv(8, 'portrait'),
  )
  expect({ lines, legible }).toEqual({ lines: 2, legible: true })
  expect(columns.name).toBeGreaterThan(11 * least)
  expect(tile.height).toBeGreaterThanOrEqual(2 * 1.22 * name + 1.05 - 1e-6)
  expect(fitNames('Ash', tv(8, 'portrait')).lines).toBe(1)
  expect(fitNames('Project Room North', tv(3, 'portrait')).lines).toBe(1)
  expect(fitNames('Project Room North', tv(8)).lines).toBe(1)
})
