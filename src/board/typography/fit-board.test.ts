import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { boardDraft, makeRoom } from '#src/testing/fixtures.ts'
import { boardLayouts, type BoardDraft, type BoardScreen } from '#src/contract/board.ts'
import { createBoardContent } from './board-content.ts'
import { fitBoard } from './fit-board.ts'
import { legibleFontSize, screenSidesCm } from './screen.ts'

const tv = (distanceMetres: number, orientation: BoardScreen['orientation'] = 'landscape') =>
  ({ diagonalInches: 55, aspect: '16:9', orientation, distanceMetres }) as const
const content = createBoardContent(boardDraft, {
  rooms: Array.from({ length: 40 }, (_, index) => makeRoom({ id: `r${index}`, capacity: 8 })),
  floors: [{ id: 'f1', name: 'Floor 1' }],
})
const fitOn = (layout: BoardDraft['layout'], screen: BoardScreen) =>
  fitBoard({ ...boardDraft, layout, screen }, content)

test('fits 4 × 3 large cards on 55 inches at 3 m, and 2 × 6 in portrait', () => {
  const landscape = fitOn('cards', tv(3))
  expect(landscape.grid).toEqual({ columns: 4, rows: 3, perPage: 12 })
  expect(landscape.name).toBeCloseTo(3.5, 1)
  expect(landscape.least).toBeCloseTo(2.8, 1)
  expect(landscape.figure).toBeCloseTo(8.6, 1)
  expect(fitOn('cards', tv(3, 'portrait')).grid).toMatchObject({
    columns: 2,
    rows: 6,
  })
})

test('fits two columns of 8 rows on 55 inches at 5 m', () => {
  const far = fitOn('rows', tv(5))
  expect(far.grid).toEqual({ columns: 2, rows: 8, perPage: 16 })
  expect(far.name).toBeCloseTo(5.84, 1)
})

const screens = fc.record({
  diagonalInches: fc.integer({ min: 7, max: 120 }),
  aspect: fc.constantFrom('16:9', '16:10', '4:3', '21:9'),
  orientation: fc.constantFrom('landscape', 'portrait'),
  distanceMetres: fc.double({ min: 0.5, max: 20, noNaN: true }),
})
const layouts = fc.constantFrom(...boardLayouts)

test('legible boards have capitals of at least 16 arc-minutes in names and 13 in the smallest text', () => {
  fc.assert(
    fc.property(screens, layouts, (screen, layout) => {
      const { name, least, legible } = fitOn(layout, screen)
      const [, shorterCm] = screenSidesCm(screen)
      const arcMinutes = (cqmin: number) => {
        const capital = (0.727 * cqmin * shorterCm) / 100 / 100
        return (Math.atan(capital / screen.distanceMetres) * 180 * 60) / Math.PI
      }
      if (!legible) return
      expect(arcMinutes(name)).toBeGreaterThanOrEqual(15.9)
      expect(arcMinutes(least)).toBeGreaterThanOrEqual(12.7)
    }),
  )
})

test('a longer viewing distance never fits more rooms on a page', () => {
  fc.assert(
    fc.property(
      screens,
      layouts,
      fc.double({ min: 0, max: 5, noNaN: true }),
      (screen, layout, more) => {
        const near = fitOn(layout, screen)
        const far = fitOn(layout, {
          ...screen,
          distanceMetres: screen.distanceMetres + more,
        })
        if (near.name < legibleFontSize(screen)) return
        expect(far.grid.perPage).toBeLessThanOrEqual(near.grid.perPage)
      },
    ),
  )
})

test('a larger screen never fits fewer rooms on a page', () => {
  fc.assert(
    fc.property(screens, layouts, fc.integer({ min: 0, max: 60 }), (screen, layout, more) => {
      const small = fitOn(layout, screen)
      // Below the legible size, text is as large as fits one room, which varies in steps.
      if (small.name < legibleFontSize(screen)) return
      const large = { ...screen, diagonalInches: screen.diagonalInches + more }
      expect(fitOn(layout, large).grid.perPage).toBeGreaterThanOrEqual(small.grid.perPage)
    }),
    { numRuns: 1_000 },
  )
})
