import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { boardDraft, makeRoom } from '#src/testing/fixtures.ts'
import { boardLayouts, type BoardDraft, type BoardScreen } from '#src/contract/board.ts'
import { createBoardContent } from './board-content.ts'
import { fitBoard } from './fit-board.ts'
import { isFar, legibleFontSize, screenSidesCm } from './screen.ts'

const content = createBoardContent(boardDraft, {
  rooms: Array.from({ length: 40 }, (_, index) => makeRoom({ id: `r${index}`, capacity: 8 })),
  floors: [{ id: 'f1', name: 'Floor 1' }],
})
const fitOn = (layout: BoardDraft['layout'], screen: BoardScreen) =>
  fitBoard({ ...boardDraft, layout, screen }, content)

const screens = fc.record({
  diagonalInches: fc.integer({ min: 7, max: 120 }),
  aspect: fc.constantFrom('16:9', '16:10', '4:3', '21:9'),
  orientation: fc.constantFrom('landscape', 'portrait'),
  distanceMetres: fc.double({ min: 0.5, max: 20, noNaN: true }),
})
const layouts = fc.constantFrom(...boardLayouts)
const pagesOf = (layout: BoardDraft['layout'], screen: BoardScreen) =>
  Math.ceil(content.rooms.length / fitOn(layout, screen).grid.perPage)
/**
 * Boards for long viewing distances leave out parts, so they can have more rooms than a board for a slightly shorter
 * distance.
 */
const isReadFromFar = (screen: BoardScreen) => isFar({ name: legibleFontSize(screen) })

/** The parts of the cards of Find a room. A larger screen can show more parts, and then fewer cards on a page. */
const partsOf = (layout: BoardDraft['layout'], screen: BoardScreen) => {
  const fit = fitOn(layout, screen)
  return fit.layout === 'find-room' ? `${fit.form} ${fit.hasNote}` : null
}

test('in legible boards, capitals have at least 16 arc-minutes in names and 13 in the smallest text', () => {
  fc.assert(
    fc.property(screens, layouts, (screen, layout) => {
      const { name, least, legible } = fitOn(layout, screen)
      const [, shorterCm] = screenSidesCm(screen)
      const arcMinutes = (percent: number) => {
        const capital = (0.727 * percent * shorterCm) / 100 / 100
        return (Math.atan(capital / screen.distanceMetres) * 180 * 60) / Math.PI
      }
      if (!legible) return
      expect(arcMinutes(name)).toBeGreaterThanOrEqual(15.9)
      expect(arcMinutes(least)).toBeGreaterThanOrEqual(12.7)
    }),
  )
})

test('a longer viewing distance never needs fewer pages', () => {
  fc.assert(
    fc.property(
      screens,
      layouts,
      fc.double({ min: 0, max: 5, noNaN: true }),
      (screen, layout, more) => {
        const far = { ...screen, distanceMetres: screen.distanceMetres + more }
        // If one room does not fit at the legible size, the text shrinks in steps, so this property does not hold.
        const isLegible = (at: BoardScreen) => fitOn(layout, at).name >= legibleFontSize(at)
        if (!isLegible(screen) || !isLegible(far)) return
        if (isReadFromFar(screen) !== isReadFromFar(far)) return
        if (partsOf(layout, screen) !== partsOf(layout, far)) return
        expect(pagesOf(layout, far)).toBeGreaterThanOrEqual(pagesOf(layout, screen))
      },
    ),
  )
})

test('a larger screen never needs more pages', () => {
  fc.assert(
    fc.property(screens, layouts, fc.integer({ min: 0, max: 60 }), (screen, layout, more) => {
      const small = fitOn(layout, screen)
      // If one room does not fit at the legible size, the text shrinks in steps, so this property does not hold.
      if (small.name < legibleFontSize(screen)) return
      const large = { ...screen, diagonalInches: screen.diagonalInches + more }
      if (isReadFromFar(screen) !== isReadFromFar(large)) return
      if (partsOf(layout, screen) !== partsOf(layout, large)) return
      expect(pagesOf(layout, large)).toBeLessThanOrEqual(pagesOf(layout, screen))
    }),
  )
})
