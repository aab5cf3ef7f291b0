import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { boardDraft, makeRoom } from '#src/testing/fixtures.ts'
import { createBoardContent } from './board-content.ts'
import { fitBoard } from './fit-board.ts'
import { rowColumns } from './rows-fit.ts'
import {
  computeCardLayout,
  figureColumnWidth,
  computeRowLayout,
  type TileText,
} from './tile-layout.ts'

const screen = {
  diagonalInches: 55,
  aspect: '16:9',
  orientation: 'landscape',
  distanceMetres: 3,
} as const
const content = createBoardContent(boardDraft, {
  rooms: Array.from({ length: 12 }, (_, index) => makeRoom({ id: `r${index}`, capacity: 8 })),
  floors: [],
})
const cards = fitBoard({ ...boardDraft, layout: 'cards', screen }, content)
const rows = fitBoard({ ...boardDraft, layout: 'rows', screen }, content)
const alder: TileText = {
  name: 'Alder',
  figure: '2',
  privateLabel: null,
  capacity: '6',
  word: 'In use',
  shortWord: 'In use',
  note: null,
  hasBar: true,
}
/** Returns the label of a state and its short form. */
const labels = (word: string) => ({ word, shortWord: word.endsWith(' over') ? 'Over' : word })

test('places typical counts beside the state, at the board’s count size', () => {
  for (const [figure, capacity, word] of [
    ['2', '6', 'In use'],
    ['12', '10', '2 over'],
    ['3+', '10', 'Busy'],
  ] as const) {
    expect(computeCardLayout({ ...alder, figure, capacity, ...labels(word) }, cards)).toMatchObject(
      {
        form: 'side',
        figureSize: cards.figure,
        showsCapacity: true,
        showsBar: true,
      },
    )
  }
})

test.each([
  ['131+', '120', '11+ over'],
  ['1,850', '2,000', 'Busy'],
  ['12,480', '12,500', 'Busy'],
  ['12,480+', '12,500', 'Busy'],
])('stacks %s of %s above the state and keeps capacity and bar', (figure, capacity, word) => {
  const layout = computeCardLayout({ ...alder, figure, capacity, ...labels(word) }, cards)
  expect(layout).toMatchObject({ form: 'stack', showsCapacity: true, showsBar: true, word })
  expect(layout.figureSize).toBeGreaterThan(1.5 * cards.name)
})

test('omits the note for a long name and keeps text at or above the smallest font size', () => {
  const hall = {
    ...alder,
    name: 'Geschäftsführungsbesprechungszimmer',
    figure: '12,480+',
    capacity: '12,500',
    note: '5 of 6 sensors',
  }
  const layout = computeCardLayout(hall, cards)
  expect(layout.showsNote).toBe(false)
  expect(layout.figureSize).toBeGreaterThanOrEqual(cards.least)
  expect(layout.nameSize).toBeGreaterThanOrEqual(cards.least)
})

test('shrinks a name instead of breaking a word if the smaller text fits on one line', () => {
  expect(computeCardLayout({ ...alder, name: 'Jugendbegegnungsstätte' }, cards)).toMatchObject({
    nameSize: cards.least,
    nameLines: 1,
  })
  expect(computeCardLayout({ ...alder, name: 'Client Presentation Suite' }, cards)).toMatchObject({
    nameSize: cards.name,
    nameLines: 2,
  })
})

test('omits the capacity but keeps the excess in a row that is short of space', () => {
  expect(
    computeRowLayout({ ...alder, figure: '131+', capacity: '120', ...labels('11+ over') }, rows),
  ).toEqual({
    nameSize: rows.name,
    figureSize: rows.name,
    showsCapacity: false,
    word: '11+ over',
  })
  expect(computeRowLayout(alder, rows)).toMatchObject({
    showsCapacity: true,
    figureSize: rows.name,
  })
})

const counts = fc.nat({ max: 999_999 })
const distances = fc.double({ min: 0.5, max: 20, noNaN: true })
const orientations = fc.constantFrom('landscape' as const, 'portrait' as const)

test('for any count and distance, keeps the smallest font size and fits every row', () => {
  fc.assert(
    fc.property(
      counts,
      fc.option(counts),
      distances,
      orientations,
      (people, capacity, distanceMetres, orientation) => {
        const boardScreen = { ...screen, distanceMetres, orientation }
        const digits = (count: number) => count.toLocaleString('en-GB')
        const text = {
          ...alder,
          figure: `${digits(people)}+`,
          capacity: capacity === null ? null : digits(capacity),
          ...labels(
            capacity !== null && people > capacity
              ? `${digits(people - capacity)}+ over`
              : 'In use',
          ),
        }
        const onCards = fitBoard({ ...boardDraft, layout: 'cards', screen: boardScreen }, content)
        const card = computeCardLayout(text, onCards)
        expect(Math.min(card.figureSize, card.nameSize)).toBeGreaterThanOrEqual(
          onCards.least - 1e-9,
        )
        const inRows = fitBoard({ ...boardDraft, layout: 'rows', screen: boardScreen }, content)
        const row = computeRowLayout(text, inRows)
        expect(Math.min(row.figureSize, row.nameSize)).toBeGreaterThanOrEqual(inRows.least - 1e-9)
        // A line of text with its descenders, and the bar below it.
        const pitch = inRows.tile.height
        if (inRows.legible) expect(pitch).toBeGreaterThanOrEqual(1.22 * inRows.name + 1.05 - 1e-9)
        const columns = rowColumns.state * inRows.least + figureColumnWidth(inRows)
        if (inRows.legible) expect(inRows.tile.width - columns).toBeGreaterThan(5 * inRows.name)
      },
    ),
  )
})
