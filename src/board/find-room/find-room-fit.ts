import * as text from '#messages/find-room.ts'
import type { BoardScreen } from '#src/contract/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { contentArea, legibleFontSize } from '#src/board/typography/board-typography.ts'
import type { FindRoomContent, FindRoomItem } from './find-room-model.ts'

/** Font sizes and arrangement of a board of free rooms, in percent of the screen's shorter side. */
export type FindRoomFit = {
  /** Font size of names. */
  name: number
  /** Font size of seats and floor. */
  text: number
  /** Font size of the note, the smallest on the board. */
  note: number
  /** Font sizes of a column's heading and of the number beside it; the number is left out (0) where it does not fit. */
  heading: number
  count: number
  /** `side`: seats and floor on one line. `stack`: the floor below the seats. */
  form: 'side' | 'stack'
  /** Columns side by side, and rows of columns, on one page. */
  across: number
  down: number
  /** Cards in a column. */
  places: number
  /** Width inside the padding of a card, and height of a card. */
  card: { width: number; height: number }
  legible: boolean
}

/** Letters at 55 inches and 3 metres; at other sizes they keep these ratios, above the smallest legible sizes. */
const base = { name: 6, text: 3.52, note: 2.84, arrow: 4.4, heading: 4.2 }
/** Smallest letters, as in `board-typography.ts`: names are never below 2.2, the note has 0.8 of them. */
const minTextSize = 2.2
const noteShare = 0.8
/** The largest name and the largest note, in multiples of the smallest legible ones. */
const mostName = 2.4
const mostNote = 1.5

/** Dimensions in find-room.css. */
const gaps = { columns: 3.2, rows: 1.8, blocks: 2.4, lines: 0.5 }
const padding = { x: 4.4, y: 3.4 }
const line = { text: 1.2, heading: 1.15, twoLines: 1.1 }
/** Letter spacing of names, in em. */
const nameSpacing = -0.026
/** Gap between seats and floor, and width of an arrow with the gap after it, in em of the text. */
const besideSeats = 0.45
const arrowWidth = (base.arrow + 0.9) / base.text
const headingShare = base.heading / base.text

type Area = { width: number; height: number }
type SmallestSizes = { text: number; note: number }

/** Fits the columns of a board to a screen, so that nothing depends on which rooms are free. */
export function fitFindRoom(screen: BoardScreen, content: FindRoomContent): FindRoomFit {
  const widths = measureContent(content)
  const wanted = Math.max(minTextSize, legibleFontSize(screen))
  for (let size = wanted; ; size *= 0.98) {
    const least = { text: size, note: noteShare * size }
    const area = contentArea(screen, least.text, least.note)
    const fit = arrange(area, least, widths)
    if (fit !== null) return { ...fit, legible: size >= wanted * noteShare }
    if (size < 0.5) throw new Error('A board of free rooms fits no screen.')
  }
}

type Arrangement = Omit<FindRoomFit, 'legible'>

/** From this ratio of names to seats on, a card is wide enough for most names. */
const roomyName = 1.1
/** An upright screen has at most two columns side by side. */
const mostAcrossUpright = 2

/**
 * Returns the arrangement with the most columns side by side that has space for all columns and for most names;
 * otherwise for all columns; otherwise the one with the most columns on a page. Null if not even one card fits.
 */
function arrange(area: Area, least: SmallestSizes, widths: ContentWidths): Arrangement | null {
  const { columns } = widths
  let whole: Arrangement | null = null
  let most: Arrangement | null = null
  const mostAcross = area.height > area.width ? mostAcrossUpright : columns
  for (let across = Math.min(columns, mostAcross); across >= 1; across -= 1) {
    for (const form of ['side', 'stack'] as const) {
      const down = Math.ceil(columns / across)
      const fit = fitColumns(area, least, widths, { across, down, form })
      if (fit !== null && fit.name >= roomyName * fit.text) return fit
      whole ??= fit
      for (let fewer = down - 1; fewer >= 1; fewer -= 1) {
        if (most !== null && fewer * across <= most.down * most.across) break
        most = fitColumns(area, least, widths, { across, down: fewer, form }) ?? most
      }
    }
  }
  return whole ?? most
}

function fitColumns(
  area: Area,
  least: SmallestSizes,
  widths: ContentWidths,
  grid: Pick<FindRoomFit, 'across' | 'down' | 'form'>,
): Arrangement | null {
  const column = (area.width - (grid.across - 1) * gaps.columns) / grid.across
  const width = column - padding.x
  if (widths.heading * least.note > column) return null
  const widestText = width / widths[grid.form]
  if (widestText < least.text) return null
  const block = (area.height - (grid.down - 1) * gaps.blocks) / grid.down
  const cardsHeight = (text: number) => block - line.heading * headingShare * text - gaps.rows
  const smallest = cardHeight(sizesFor(least.text, least), grid.form)
  const places = Math.min(
    Math.floor((cardsHeight(least.text) + gaps.rows) / (smallest + gaps.rows)),
    widths.items,
  )
  if (places < 1) return null
  let sizes = sizesFor(least.text, least)
  const most = Math.min(widestText, (mostName * least.text * base.text) / base.name)
  for (let size = least.text * 1.01; size <= most; size *= 1.01) {
    const larger = sizesFor(size, least)
    const height = (cardsHeight(size) + gaps.rows) / places - gaps.rows
    if (cardHeight(larger, grid.form) > height) break
    sizes = larger
  }
  const height = (cardsHeight(sizes.text) + gaps.rows) / places - gaps.rows
  const name = Math.max(least.text, Math.min(sizes.name, width / widths.name))
  const headings = fitHeadings(sizes, column, least, widths)
  return { ...grid, ...sizes, ...headings, name, places, card: { width, height } }
}

/**
 * Returns the sizes of the headings: beside the number in the size of the seats, otherwise beside smaller ones. All
 * columns have the same sizes.
 */
function fitHeadings(
  { heading, text: size, note }: Sizes,
  column: number,
  least: SmallestSizes,
  widths: ContentWidths,
): Pick<FindRoomFit, 'heading' | 'count'> {
  const gap = besideSeats * size
  for (const count of [size, note, least.note]) {
    const largest = (column - gap - widths.count * count) / widths.heading
    if (largest >= size || (count === least.note && largest >= least.note)) {
      return { heading: Math.min(heading, largest), count }
    }
  }
  return { heading: Math.min(heading, column / widths.heading), count: 0 }
}

type Sizes = Pick<FindRoomFit, 'name' | 'text' | 'note' | 'heading'>

function sizesFor(size: number, least: SmallestSizes): Sizes {
  const note = (size * base.note) / base.text
  return {
    text: size,
    name: (size * base.name) / base.text,
    note: Math.min(mostNote * least.note, Math.max(least.note, note)),
    heading: headingShare * size,
  }
}

function cardHeight({ name, text: size, note }: Sizes, form: FindRoomFit['form']): number {
  const texts = form === 'stack' ? 2 * size + gaps.lines : size
  return padding.y + line.text * (name + texts + note) + 2 * gaps.lines
}

/**
 * The widest texts of a board, in em, the width of most names, and how many columns and cards in a column it has. Longer names are set
 * in smaller letters (`fitName`).
 */
type ContentWidths = Record<
  FindRoomFit['form'] | 'heading' | 'count' | 'name' | 'columns' | 'items',
  number
>

function measureContent({ columns }: FindRoomContent): ContentWidths {
  const items = columns.flatMap((column) => column.items)
  const widest = (widths: readonly number[]) =>
    widths.reduce((most, width) => Math.max(most, width), 1)
  return {
    side: widest(items.map((item) => detailsWidth(item, 'side'))),
    stack: widest(items.map((item) => detailsWidth(item, 'stack'))),
    heading: widest(columns.map(({ group }) => measureText(text.groupHeadings[group], 1))),
    count: widest(columns.map((column) => countWidth(column.items.length))),
    name: mostOf(items.map(({ name }) => nameWidth(name))),
    columns: Math.max(1, columns.length),
    items: widest(columns.map((column) => column.items.length)),
  }
}

/** Returns a width that three quarters of the widths do not exceed. */
function mostOf(widths: readonly number[]): number {
  const sorted = [...widths].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.75) - 1] ?? 1
}

/** Returns the width of the largest number of free rooms, in em. */
function countWidth(rooms: number): number {
  return measureText(text.freeCount(String(rooms).replace(/\d/g, '8')), 1)
}

/** Returns the width of a floor with its arrow, in em. */
function placeWidthOf({ place, way }: FindRoomItem): number {
  const arrow = way === 'up' || way === 'down' ? arrowWidth : 0
  return place === null ? 0 : arrow + measureText(place, 1)
}

/** Returns the width of seats and floor in em. */
function detailsWidth(item: FindRoomItem, form: FindRoomFit['form']): number {
  const seatsWidth = item.seats === null ? 0 : measureText(item.seats, 1)
  const placeWidth = placeWidthOf(item)
  if (form === 'stack') return Math.max(seatsWidth, noteShare * placeWidth)
  return seatsWidth + (seatsWidth > 0 && placeWidth > 0 ? besideSeats : 0) + placeWidth
}

function nameWidth(name: string): number {
  return Math.max(0.1, measureText(name, 1) + nameSpacing * name.length)
}

/** A name on its card: one line, two lines, or one line that ends with "…". */
export type FittedName = { size: number; lines: 1 | 2 }

/**
 * Fits a name to its card: on one line, if need be in smaller letters, otherwise on two lines in letters of the size of
 * the seats.
 */
export function fitName(
  name: string,
  { name: size, text: least, card, ...fit }: FindRoomFit,
): FittedName {
  const width = nameWidth(name)
  if (width * size <= card.width) return { size, lines: 1 }
  const shrunk = card.width / width
  if (shrunk >= least) return { size: shrunk, lines: 1 }
  const others = cardHeight({ ...fit, name: 0, text: least }, fit.form)
  const hasSpace = others + 2 * line.twoLines * least <= card.height
  return { size: least, lines: hasSpace ? 2 : 1 }
}

/** Returns whether a floor on a line of its own is set in the letters of the note, because it is long. */
export function isPlaceSmall(item: FindRoomItem, { form, text: size, card }: FindRoomFit): boolean {
  return form === 'stack' && placeWidthOf(item) * size > card.width
}

/** Returns whether a note fits on a card; it is left out otherwise. */
export function fitsNote(note: string, { note: size, card }: FindRoomFit): boolean {
  return measureText(note, size) <= card.width
}
