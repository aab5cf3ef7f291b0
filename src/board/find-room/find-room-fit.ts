import * as text from '#messages/find-room.ts'
import type { BoardScreen } from '#src/contract/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { measureName, twoLineWidth } from '#src/board/typography/name-lines.ts'
import {
  contentArea,
  isAgeInHeader,
  legibleFontSize,
  minNameSize,
  type Area,
} from '#src/board/typography/screen.ts'
import {
  baseSizes,
  besideSeats,
  cardHeight,
  detailsWidth,
  gaps,
  line,
  nameWidth,
  noteShare,
  padding,
  type FindRoomFit,
  type Sizes,
} from './find-room-card-fit.ts'
import type { FindRoomContent } from './find-room-model.ts'

/** Largest font size of names, relative to the smallest legible one. */
const mostName = 2.4
/** Largest font size of notes, relative to the smallest legible one. */
const mostNote = 1.5

const headingShare = baseSizes.heading / baseSizes.text

type SmallestSizes = { text: number; note: number }

/** The fit of the columns, and the sizes on which the other parts of the board depend. */
type FittedFindRoom = FindRoomFit & {
  /** Smallest font size. */
  least: number
  /** The area between header, footer and margins. */
  area: Area
  /** Font size of the footer; null when the age is in the header instead. */
  footer: number | null
}

/**
 * Fits the columns of a board to a screen. The result does not depend on which rooms are free. Leaves out the buildings
 * of floors if they do not fit.
 */
export function fitFindRoom(screen: BoardScreen, content: FindRoomContent): FittedFindRoom {
  const withBuildings = measureContent(content, 'place')
  const withoutBuildings = measureContent(content, 'floor')
  const wanted = Math.max(minNameSize, legibleFontSize(screen))
  for (let size = wanted; ; size *= 0.98) {
    const sizes = { name: size, least: noteShare * size }
    const footer = isAgeInHeader(screen, sizes) ? null : sizes.least
    const area = contentArea(screen, { ...sizes, footer })
    const least = { text: size, note: sizes.least }
    const fit = arrange(area, least, withBuildings) ?? arrange(area, least, withoutBuildings)
    const legible = size >= wanted * noteShare
    if (fit !== null) return { ...fit, least: sizes.least, area, footer, legible }
    if (size < 0.5) throw new Error('A board of free rooms fits no screen.')
  }
}

type Arrangement = Omit<FindRoomFit, 'legible'>

/** Ratio of the font sizes of names and seats from which a card is wide enough for most names. */
const roomyName = 1.1
/** Maximum number of columns side by side in portrait. */
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
  const most = Math.min(widestText, (mostName * least.text * baseSizes.text) / baseSizes.name)
  for (let size = least.text * 1.01; size <= most; size *= 1.01) {
    const larger = sizesFor(size, least)
    const height = (cardsHeight(size) + gaps.rows) / places - gaps.rows
    if (cardHeight(larger, grid.form) > height) break
    sizes = larger
  }
  const height = (cardsHeight(sizes.text) + gaps.rows) / places - gaps.rows
  const free = height - cardHeight({ ...sizes, name: 0 }, grid.form)
  const twoLines = Math.min(width / widths.twoLines, free / (2 * line.twoLines))
  const largestName = Math.max(width / widths.name, twoLines)
  const name = Math.max(least.text, Math.min(sizes.name, largestName))
  const headings = fitHeadings(sizes, column, least, widths)
  return { ...grid, ...sizes, ...headings, name, places, card: { width, height } }
}

/**
 * Returns the font sizes of the headings and of the numbers beside them. Tries numbers in the size of the seats first,
 * then smaller ones. All columns have the same sizes.
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

function sizesFor(size: number, least: SmallestSizes): Sizes {
  const note = (size * baseSizes.note) / baseSizes.text
  return {
    text: size,
    name: (size * baseSizes.name) / baseSizes.text,
    note: Math.min(mostNote * least.note, Math.max(least.note, note)),
    heading: headingShare * size,
  }
}

/**
 * The widths of the widest texts of a board and of most names on one line and on two, in em, and the maximum numbers of columns and of cards
 * in a column. Longer names have a smaller font size (`fitName`).
 */
type ContentWidths = Record<
  FindRoomFit['form'] | 'heading' | 'count' | 'name' | 'twoLines' | 'columns' | 'items',
  number
>

function measureContent({ columns }: FindRoomContent, label: 'place' | 'floor'): ContentWidths {
  const items = columns.flatMap((column) => column.items)
  const widest = (widths: readonly number[]) =>
    widths.reduce((most, width) => Math.max(most, width), 1)
  return {
    side: widest(items.map((item) => detailsWidth(item, item[label], 'side'))),
    stack: widest(items.map((item) => detailsWidth(item, item[label], 'stack'))),
    heading: widest(columns.map(({ group }) => measureText(text.groupHeadings[group], 1))),
    count: widest(columns.map((column) => countWidth(column.items.length))),
    name: mostOf(items.map(({ name }) => nameWidth(name))),
    twoLines: mostOf(items.map(({ name }) => twoLineWidth(measureName(name)))),
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
