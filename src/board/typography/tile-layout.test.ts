import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as messages from '#messages/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { boardDraft, makeRoom } from '#src/testing/fixtures.ts'
import type { BoardScreen } from '#src/contract/board.ts'
import { createBoardContent, type TileText } from './board-content.ts'
import type { CardsFit, RowsFit } from './board-fit.ts'
import { capacitySize, computeCardLayout } from './card-layout.ts'
import { fitCards } from './cards-fit.ts'
import { figureEm, stateEm } from './measured-rooms.ts'
import { countLines, measureName } from './name-lines.ts'
import { computeRowLayout } from './row-layout.ts'
import { fitRows } from './rows-fit.ts'

const tv = (distanceMetres: number): BoardScreen => ({
  diagonalInches: 55,
  aspect: '16:9',
  orientation: 'landscape',
  distanceMetres,
})
type Place = { name: string; capacity: number | null }
const contentOf = (rooms: readonly Place[]) =>
  createBoardContent(boardDraft, {
    rooms: rooms.map((room, index) => makeRoom({ id: `r${index}`, ...room })),
    floors: [],
  })
const meetingRooms = (count: number, capacity = 16) =>
  Array.from({ length: count }, (_, index) => ({ name: `Room ${index}`, capacity }))
const cardsOf = (rooms: readonly Place[], screen = tv(3)) =>
  fitCards({ ...boardDraft, screen }, contentOf(rooms))
const rowsOf = (rooms: readonly Place[], screen = tv(3)) =>
  fitRows({ ...boardDraft, screen }, contentOf(rooms))

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
const labels = (word: string) => ({ word, shortWord: word.endsWith(' over') ? 'Over' : word })

test('on a board of twelve cards, places usual counts beside the state at the board’s font sizes', () => {
  const cards = cardsOf(meetingRooms(12))
  for (const [figure, capacity, word] of [
    ['2', '6', 'In use'],
    ['12', '10', '2 over'],
    ['9', '10', 'Busy'],
  ] as const) {
    const layout = computeCardLayout({ ...alder, figure, capacity, ...labels(word) }, cards)
    expect(layout).toMatchObject({ form: 'side', showsCapacity: true, showsBar: true })
    expect(layout.figureSize).toBeCloseTo(cards.figure, 5)
  }
})

test('among cards with the state at the side, leaves out the bar to keep a wide count large', () => {
  const name = 'Atrium and exhibition hall'
  const cards = cardsOf([...meetingRooms(11), { name, capacity: 1500 }])
  const text = { ...alder, name, figure: '1,248', capacity: '1,500', ...labels('Busy') }
  const layout = computeCardLayout(text, cards)
  expect(layout).toMatchObject({ form: 'stack', showsCapacity: true, showsBar: false })
  expect(layout.figureSize).toBeGreaterThan(0.7 * cards.figure)
})

test('shrinks only a count that is wider than its slot, and not below the size of names', () => {
  const cards = cardsOf(meetingRooms(3))
  const usual = computeCardLayout({ ...alder, figure: '19' }, cards)
  const over = computeCardLayout({ ...alder, figure: '1,204+' }, cards)
  expect(usual.figureSize).toBeCloseTo(cards.figure, 5)
  expect(over.figureSize).toBeLessThan(cards.figure)
  expect(over.figureSize).toBeGreaterThan(cards.name)
})

test.each([
  ['131+', '120', '11+ over'],
  ['1,248', '1,500', 'Busy'],
  ['2,316', '2,000', '316 over'],
])('stacks %s of %s above the state on one of twelve cards', (figure, capacity, word) => {
  const cards = cardsOf(meetingRooms(12))
  const layout = computeCardLayout({ ...alder, figure, capacity, ...labels(word) }, cards)
  expect(layout).toMatchObject({ form: 'stack', showsCapacity: true, word })
  expect(layout.figureSize).toBeGreaterThan(1.4 * cards.name)
})

test('shows 131+ of 120 and 1,248 of 1,500 in full on cards for large rooms', () => {
  const cards = cardsOf([
    { name: 'Auditorium', capacity: 120 },
    ...Array.from({ length: 7 }, (_, index) => ({ name: `Atrium ${index}`, capacity: 1_500 })),
  ])
  for (const [figure, capacity, word] of [
    ['131+', '120', '11+ over'],
    ['1,248', '1,500', 'Busy'],
  ] as const) {
    const layout = computeCardLayout({ ...alder, figure, capacity, ...labels(word) }, cards)
    expect(layout).toMatchObject({ form: 'stack', showsCapacity: true, showsBar: true, word })
    expect(layout.figureSize).toBeCloseTo(cards.figure, 5)
  }
})

test('leaves out the note of a card with a long name', () => {
  const cards = cardsOf(meetingRooms(48))
  const note = '1 of 2 sensors'
  expect(computeCardLayout({ ...alder, note }, cards)).toMatchObject({ showsNote: true })
  const long = { ...alder, note, name: 'Besprechungszimmer Geschäftsführung' }
  expect(computeCardLayout(long, cards)).toMatchObject({ showsNote: false, nameLines: 2 })
})

test('shrinks a name instead of breaking a word if the smaller text fits', () => {
  const cards = cardsOf(meetingRooms(48))
  expect(computeCardLayout({ ...alder, name: 'Besprechungszimmer' }, cards)).toMatchObject({
    nameSize: cards.small,
    nameLines: 1,
  })
  const withSoftHyphen = { ...alder, name: 'Besprechungs\u00adzimmer' }
  expect(computeCardLayout(withSoftHyphen, cards)).toMatchObject({
    nameSize: cards.name,
    nameLines: 2,
  })
})

test('omits the capacity but keeps the excess in a row without enough space', () => {
  const rows = rowsOf(meetingRooms(42))
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

test('omits the capacity in a row before the count becomes smaller than the capacity', () => {
  const rows = rowsOf(meetingRooms(42))
  for (const capacity of ['16', '120', '1,500']) {
    const text = { ...alder, figure: '66+', capacity, ...labels('12 min old') }
    const { figureSize, showsCapacity } = computeRowLayout(text, rows)
    expect(showsCapacity).toBe(false)
    expect(figureSize).toBeGreaterThan(rows.small)
  }
})

const words = fc.constantFrom(
  'Oak',
  'Library',
  'Room 101',
  'Client Presentation Suite',
  'Geschäftszimmer',
  'Rindfleischetikettierungsüberwachung',
  '会議室',
  'W',
)
const places = fc.array(
  fc.record({ name: words, capacity: fc.option(fc.integer({ min: 1, max: 20_000 })) }),
  { minLength: 1, maxLength: 80 },
)
const screens = fc.record({
  diagonalInches: fc.integer({ min: 24, max: 100 }),
  aspect: fc.constantFrom('16:9' as const, '16:10' as const, '4:3' as const, '21:9' as const),
  orientation: fc.constantFrom('landscape' as const, 'portrait' as const),
  distanceMetres: fc.double({ min: 0.5, max: 20, noNaN: true }),
})
const counts = fc.nat({ max: 99_999 })

function textOf({ name, capacity }: Place, people: number, note: string | null): TileText {
  const digits = (count: number) => count.toLocaleString('en-GB')
  const isOver = capacity !== null && people > capacity
  return {
    ...alder,
    name,
    figure: `${digits(people)}${note === null ? '' : '+'}`,
    capacity: capacity === null ? null : digits(capacity),
    ...labels(isOver ? `${digits(people - capacity)} over` : 'In use'),
    note,
    hasBar: capacity !== null,
  }
}

test('on any board of cards, no text is below its minimum size and all text fits its card', () => {
  fc.assert(
    fc.property(places, screens, counts, fc.boolean(), (rooms, screen, people, isPartial) => {
      const fit = cardsOf(rooms, screen)
      expect(sizeFaults(fit)).toEqual([])
      if (!fit.legible) return
      for (const room of rooms) {
        const text = textOf(room, people, isPartial ? '1 of 2 sensors' : null)
        expect(cardFaults(text, fit)).toEqual([])
      }
    }),
    { numRuns: 200 },
  )
})

/** Returns the font sizes below the smallest legible size, and the errors of the grid. */
function sizeFaults(fit: CardsFit | RowsFit): string[] {
  const { columns, rows, perPage } = fit.grid
  const sizes = { name: fit.name, figure: fit.figure, small: fit.small, footer: fit.footer }
  return [
    ...Object.entries(sizes).flatMap(([key, size]) =>
      (size ?? fit.least) >= fit.least - 1e-6 ? [] : [`${key} ${size}`],
    ),
    ...(columns * rows >= perPage ? [] : ['too few places']),
    ...(columns <= perPage ? [] : ['an empty column']),
  ]
}

/** Returns the parts of a card that do not fit. */
function cardFaults(text: TileText, fit: CardsFit): string[] {
  const layout = computeCardLayout(text, fit)
  const { form, figureSize, nameSize, stateSize, gaps } = layout
  const { padding, tile, bar } = fit
  const inner = tile.width - 2 * padding.x
  const figure = figureSize * figureEm(text.figure ?? '–')
  const state = stateSize * stateEm(layout.word)
  const beside = capacitySize(figureSize, fit.least) * (0.14 + measureText(`/${text.capacity}`, 1))
  const below = stateSize * measureText(messages.ofCapacity(text.capacity ?? ''), 1)
  const shown = layout.showsCapacity && text.capacity !== null ? 1 : 0
  const lines = {
    side: [figure + state + shown * beside],
    far: [figure + state],
    stack: [figure, state + shown * below],
  }
  const name = 1.14 * layout.nameLines * nameSize
  const note = layout.showsNote ? 1.27 * fit.small : 0
  const bottom = form === 'stack' ? gaps.figure + fit.state : 0
  const bars = layout.showsBar ? gaps.bar + bar : 0
  const figureLine = 0.74 * layout.figureLineSize
  const height = padding.top + name + note + figureLine + bottom + bars + padding.bottom
  return [
    ...[figureSize, nameSize, stateSize].flatMap((size) =>
      size >= fit.least - 1e-6 ? [] : [`size ${size} is below ${fit.least}`],
    ),
    ...lines[form].flatMap((line) => (line <= inner + 1e-3 ? [] : [`${line} wide in ${inner}`])),
    ...(height <= tile.height + 1e-3 ? [] : [`${height} high in ${tile.height}`]),
  ]
}

test('on any board of rows, no text is below its minimum size and all text fits its row', () => {
  fc.assert(
    fc.property(places, screens, counts, (rooms, screen, people) => {
      const fit = rowsOf(rooms, screen)
      expect(sizeFaults(fit)).toEqual([])
      if (!fit.legible) return
      expect(fit.tile.height).toBeGreaterThanOrEqual(1.22 * fit.lines * fit.name + 1.05 - 1e-6)
      for (const room of rooms) {
        const text = textOf(room, people, null)
        const layout = computeRowLayout(text, fit)
        expect(Math.min(layout.figureSize, layout.nameSize)).toBeGreaterThanOrEqual(
          fit.least - 1e-6,
        )
        const state = fit.small * (1.46 + measureText(layout.word, 1))
        const capacity = layout.showsCapacity ? fit.small * measureText(`/${text.capacity}`, 1) : 0
        const figure = layout.figureSize * figureEm(text.figure ?? '')
        expect(state + figure + capacity).toBeLessThanOrEqual(
          fit.columns.state + fit.columns.figure + 1e-3,
        )
      }
    }),
    { numRuns: 200 },
  )
})

test('breaks names into the same number of lines as a browser', () => {
  const lines = (name: string, width: number) => countLines(measureName(name), width)
  expect(lines('Oak', 3)).toBe(1)
  expect(lines('Client Presentation Suite', 7)).toBe(3)
  expect(lines('Client Presentation Suite', 10.5)).toBe(2)
  expect(lines('Presentation', 4)).toBe(Infinity)
  expect(lines('Führungs-besprechung', 8)).toBe(2)
  expect(lines('会議室会議室', 3.5)).toBe(2)
})
