import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BoardScreen } from '#src/contract/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { boardDraft } from '#src/testing/fixtures.ts'
import type { BoardContent } from '#src/board/typography/board-content.ts'
import { fitBoard } from '#src/board/typography/fit-board.ts'
import { measureFloors } from './measured-floors.ts'
import { layOutTotals, type TotalsLayout } from './totals-layout.ts'

const screenAt = (
  distanceMetres: number,
  orientation: BoardScreen['orientation'] = 'landscape',
): BoardScreen => ({ diagonalInches: 55, aspect: '16:9', orientation, distanceMetres })

type BuildingOptions = { names?: string[]; capacity?: number | null; buildings?: number }

/** Creates a building with these numbers of rooms per floor, highest floor first. */
const building = (
  roomCounts: readonly number[],
  { names = [], capacity = 8, buildings = 1 }: BuildingOptions = {},
): BoardContent => ({
  floors: roomCounts.map((roomCount, index) => ({
    id: `f${index}`,
    name: names[index] ?? `Floor ${roomCounts.length - 1 - index}`,
    roomCount,
    buildingId: `b${index % buildings}`,
  })),
  rooms: roomCounts.flatMap((roomCount, floor) =>
    Array.from({ length: roomCount }, (_, index) => ({
      id: `r${floor}.${index}`,
      name: 'Maple',
      capacity,
      isPrivate: false,
      floorId: `f${floor}`,
    })),
  ),
  topology: { sites: [], buildings: [], floors: [] },
})
const northgate = [8, 12, 14, 13, 13, 13, 9]
const groundFloor = ['', '', '', '', '', '', 'Ground floor'].map(
  (name, at) => name || `Floor ${6 - at}`,
)

function layOut(screen: BoardScreen, content: BoardContent) {
  const board = { ...boardDraft, layout: 'totals' as const, screen }
  const fit = fitBoard(board, content)
  const layout = layOutTotals(fit.area, fit, measureFloors(content, board.locale))
  if (layout === null) throw new Error('expected a layout')
  return { fit, layout }
}

test('at 3 m, seven floors fill a 55-inch screen with one line each and numbers of about 7% of the shorter side', () => {
  const { fit, layout } = layOut(screenAt(3), building(northgate, { names: groundFloor }))
  expect(layout).toMatchObject({ form: 'line', rows: 7, freeHeading: 'Free rooms' })
  expect(layout.figure).toBeCloseTo(6.8, 0)
  expect(layout.name).toBeCloseTo(4.8, 0)
  expect(layout.shape).toBeCloseTo(4.5, 0)
  expect(layout.of).toBeCloseTo(3.5, 0)
  expect(layout.heading).toBeCloseTo(3.2, 1)
  expect(layout.height * 7 + 1.55 * layout.heading).toBeCloseTo(fit.area.height, 5)
})

test('in portrait, seven floors have two lines each and numbers of about 8% of the shorter side', () => {
  const { layout } = layOut(screenAt(3, 'portrait'), building(northgate, { names: groundFloor }))
  expect(layout).toMatchObject({ form: 'stack', rows: 7 })
  expect(layout.figure).toBeCloseTo(8, 0)
  expect(layout.name).toBeGreaterThan(5.3)
  expect(layout.shape).toBeCloseTo(4.8, 0)
})

test('uses larger numbers for fewer floors', () => {
  for (const orientation of ['landscape', 'portrait'] as const) {
    const figures = [7, 5, 3, 2, 1].map(
      (floors) =>
        layOut(screenAt(3, orientation), building(northgate.slice(-floors))).layout.figure,
    )
    expect(figures).toEqual([...figures].sort((a, b) => a - b))
    expect((figures.at(-1) ?? 0) / (figures[0] ?? 0)).toBeGreaterThan(2)
  }
})

test('in portrait, one or two floors use most of the height of their rows, with larger icons and numbers', () => {
  for (const [floors, rooms] of [
    [1, 3],
    [1, 12],
    [1, 30],
    [2, 6],
    [2, 12],
  ] as const) {
    const { layout } = layOut(screenAt(3, 'portrait'), building(Array(floors).fill(rooms)))
    expect(layout.form).toBe(floors === 1 ? 'pile' : 'tower')
    const lines = Math.ceil(rooms / (layout.perLine ?? rooms))
    const shapes = (1.3 * lines - 0.3) * (layout.shape ?? 0)
    const share = (heightOf(layout) - (layout.shape ?? 0) + shapes) / layout.height
    expect(share).toBeGreaterThan(0.6)
  }
  const one = layOut(screenAt(3, 'portrait'), building([12])).layout
  expect(one.figure).toBeGreaterThan(24)
})

test('in portrait, the icons of two to four rooms are on one line, at more than half the size of the numbers', () => {
  for (const rooms of [2, 3, 4]) {
    const { layout } = layOut(screenAt(3, 'portrait'), building([rooms]))
    expect(layout.perLine).toBe(rooms)
    expect(layout.shape).toBeGreaterThan(layout.figure / 2)
  }
})

test('balances the pages if the floors do not fit on one page', () => {
  const { fit } = layOut(screenAt(8), building(Array.from({ length: 5 }, () => 6)))
  expect(fit.grid.perPage).toBeLessThan(5)
  expect(5 % fit.grid.perPage === 0 || 5 % fit.grid.perPage >= fit.grid.perPage - 1).toBe(true)
})

test('sets icons on one line, or on lines of equal length', () => {
  const { layout } = layOut(screenAt(3), building(Array.from({ length: 8 }, () => 25)))
  expect([13, 25]).toContain(layout.perLine)
})

test('keeps the icons of floors with 40 rooms legible, and replaces icons that would be too small with numbers', () => {
  expect(layOut(screenAt(3), building([40, 40, 40, 40, 40])).layout.shape).toBeGreaterThan(2.8)
  const crowded = layOut(screenAt(3), building([200, 12])).layout
  expect(crowded.shape).toBeNull()
  expect(crowded.count).toBeGreaterThanOrEqual(2.8)
})

test('keeps the building’s name below the floor’s name away from the line below it', () => {
  for (const orientation of ['landscape', 'portrait'] as const) {
    const { fit, layout } = layOut(screenAt(3, orientation), building(northgate, { buildings: 2 }))
    expect(layout.hasBuildings).toBe(true)
    // The row is centred, and the name shares its baseline with the higher numbers.
    const above = Math.max(0.99 * layout.name, 0.865 * layout.figure)
    const below = 0.26 * layout.name + 1.2 * fit.least
    expect(above + below).toBeLessThanOrEqual(0.87 * layout.height)
  }
})

const contents = fc
  .record({
    counts: fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 30 }),
    names: fc.array(fc.constantFrom('L1', 'Ground floor', 'Zwischengeschoss Nord', '三楼'), {
      maxLength: 30,
    }),
    capacity: fc.constantFrom(null, 1, 8, 400),
    buildings: fc.constantFrom(1, 2),
  })
  .map(({ counts, ...more }) => building(counts, more))
const screens = fc.record({
  diagonalInches: fc.integer({ min: 7, max: 120 }),
  aspect: fc.constantFrom('16:9' as const, '16:10' as const, '4:3' as const, '21:9' as const),
  orientation: fc.constantFrom('landscape' as const, 'portrait' as const),
  distanceMetres: fc.double({ min: 0.5, max: 20, noNaN: true }),
})

test('fits everything into its row and column, with no text below the smallest size', () => {
  fc.assert(
    fc.property(screens, contents, (screen, content) => {
      const { fit, layout } = layOut(screen, content)
      const texts = [layout.of, layout.heading, layout.count, layout.shape ?? Infinity]
      expect(Math.min(...texts)).toBeGreaterThanOrEqual(fit.least - 1e-9)
      expect(layout.name).toBeGreaterThanOrEqual(fit.name - 1e-9)
      expect(layout.figure).toBeGreaterThanOrEqual(fit.name - 1e-9)
      expect(widthOf(layout)).toBeLessThanOrEqual(fit.area.width + 1e-9)
      expect(heightOf(layout)).toBeLessThanOrEqual(layout.height + 1e-9)
      expect(layout.height * layout.rows).toBeLessThanOrEqual(fit.area.height + 1e-9)
      const freeWidths = content.floors.map(({ roomCount }) => {
        const free = measureText(String(roomCount), layout.figure)
        return free + measureText(` of ${roomCount}`, layout.of)
      })
      expect(Math.max(...freeWidths)).toBeLessThanOrEqual(layout.columns.free + 0.1 * layout.figure)
    }),
    { numRuns: 300 },
  )
})

function widthOf({ columns, form }: TotalsLayout): number {
  const { name, free, people, gap } = columns
  switch (form) {
    case 'line':
      return name + free + people + 3 * gap
    case 'stack':
      return name + free + people + 2 * gap
    case 'tower':
      return Math.max(name, free + people + gap)
    case 'pile':
      return Math.max(name, free, people)
  }
}

function heightOf(layout: TotalsLayout): number {
  const { form, figure, shape, count } = layout
  const name = 1.25 * layout.name
  const below = 0.24 * figure + (shape ?? count)
  switch (form) {
    case 'line':
      return Math.max(name, figure)
    case 'stack':
      return Math.max(name, figure) + below
    case 'tower':
      return name + 1.24 * figure + below
    case 'pile':
      return name + 2 * (1.24 * figure + 1.3 * layout.heading) + below
  }
}
