import { stateLabels } from '#messages/common.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import {
  countLines,
  measureName,
  twoLineWidth,
  type MeasuredName,
} from '#src/board/typography/name-lines.ts'
import type { FindRoomItem } from './find-room-model.ts'

/** Font sizes and card arrangement of a board of free rooms. Sizes are in percent of the screen's shorter side. */
export type FindRoomFit = {
  /** Font size of room names. */
  name: number
  /** Font size of seats and floors. */
  text: number
  /** Font size of notes, the smallest on the board. */
  note: number
  heading: number
  /** Font size of the number of free rooms beside the heading; 0 if it does not fit. */
  count: number
  /**
   * `side`: seats and floor on one line. `stack`: floor below the seats. `place`: only the floor, or only the seats if
   * the floor is unknown.
   */
  form: 'side' | 'stack' | 'place'
  hasNote: boolean
  /** Number of columns side by side on a page. */
  across: number
  /** Number of rows of columns on a page. */
  down: number
  /** Number of cards side by side in a column. */
  cardsAcross: number
  /** Number of rows of cards on a page. `placeColumns` divides them among the rows of columns. */
  rows: number
  /** The width excludes the padding; the height includes it. */
  card: { width: number; height: number }
  legible: boolean
}

/**
 * Font sizes on a 55-inch screen at 3 m, in percent of the shorter side. Other screens keep these ratios for sizes
 * above the legible minimum.
 */
export const baseSizes = { name: 6, text: 3.52, note: 2.84, arrow: 4.4, heading: 4.2 }
/** In percent of the screen's shorter side, as in find-room.css. */
export const gaps = { columns: 3.2, rows: 1.8, blocks: 2.4, lines: 0.5 }
/** Padding of a card in percent of the screen's shorter side. */
export const padding = { x: 4.4, y: 3.4 }
/** Line heights in em. */
export const line = { text: 1.2, heading: 1.15, twoLines: 1.1 }
/** Line height of a one-line name in em, as in find-room.css. */
const nameLine = 1.25
/** Letter spacing of names, in em. */
const nameSpacing = -0.026
/** Gap between seats and floor, in em of their font size. */
export const besideSeats = 0.45
/** Width of an arrow and the gap after it, in em of the font size of the seats. */
const arrowWidth = (baseSizes.arrow + 0.9) / baseSizes.text
const inUseWidth = measureText(stateLabels['in-use'], 1)
/** Smallest font size of notes and of long floor names, relative to the font size of the seats. */
export const noteShare = 0.8

export type Sizes = Pick<FindRoomFit, 'name' | 'text' | 'note' | 'heading'>

export type CardForm = Pick<FindRoomFit, 'form' | 'hasNote'>

/** Returns the smallest height of a card with a one-line name, in percent of the screen's shorter side. */
export function cardHeight(
  { name, text: size, note }: Omit<Sizes, 'heading'>,
  { form, hasNote }: CardForm,
): number {
  const texts = form === 'stack' ? 2 * size + gaps.lines : size
  const notes = hasNote ? line.text * note + gaps.lines : 0
  return padding.y + line.text * (name + texts) + gaps.lines + notes
}

/** Returns the width of a floor name and its arrow in em, or 0 if the floor is unknown. */
function placeWidth(place: string | null, { way }: FindRoomItem): number {
  const arrow = way === 'up' || way === 'down' ? arrowWidth : 0
  return place === null ? 0 : arrow + measureText(place, 1)
}

/** Returns the width of the seats, or of the label that replaces them while the room is in use, in em. */
function seatsWidth({ seats }: FindRoomItem): number {
  return Math.max(inUseWidth, seats === null ? 0 : measureText(seats, 1))
}

/**
 * Returns the width of the seats and the floor, in em of the seats. On a separate line, the floor may have a smaller
 * font size.
 */
export function detailsWidth(
  item: FindRoomItem,
  place: string | null,
  form: FindRoomFit['form'],
): number {
  const [left, right] = [seatsWidth(item), placeWidth(place, item)]
  if (form === 'place') return place === null ? left : Math.max(inUseWidth, right)
  if (form === 'stack') return Math.max(left, noteShare * right)
  return left + (right > 0 ? besideSeats : 0) + right
}

/** Returns whether a board that is not live shows the age beside the headings instead of on the cards. */
export function isAgeBesideHeadings({ form, hasNote }: CardForm): boolean {
  return !hasNote && form !== 'place'
}

/** The floor name on a card. If `isSmall`, it has the font size of the note. */
export type FittedPlace = { words: string; isSmall: boolean }

/** Returns the floor name of a room, with the building if there is space for it. Null if the floor is unknown. */
export function fitPlace(item: FindRoomItem, fit: FindRoomFit): FittedPlace | null {
  const { place, floor } = item
  if (place === null || floor === null) return null
  const isStacked = fit.form === 'stack'
  const fits = (words: string) =>
    isStacked
      ? placeWidth(words, item) * fit.note <= fit.card.width
      : detailsWidth(item, words, fit.form) * fit.text <= fit.card.width
  const words = fits(place) ? place : floor
  const isSmall = isStacked && placeWidth(words, item) * fit.text > fit.card.width
  return { words, isSmall }
}

/** Returns the width of the name in em. */
export function nameWidth(name: string): number {
  return Math.max(0.1, measureText(name, 1) + nameSpacing * name.length)
}

/**
 * How a card shows a room name. A name that does not fit ends with "…". If `hidesNote`, the name also takes the space
 * of the note.
 */
type FittedName = { size: number; lines: 1 | 2 | 3; hidesNote: boolean }

const lineCounts = [1, 2, 3] as const
/** Share of each line that stays empty when words are broken at any letter. */
const brokenShare = 0.05

/** A name is set on two lines only if this makes its font at least this many times larger. */
const twoLineGain = 1.15

/**
 * Fits a room name to its card. The name is on one line, or on two lines if that makes it much larger. The font is at
 * least as large as that of the seats. A longer name has up to three lines, in the font size of the seats or of the
 * note. Hides the note if the name would otherwise be cut off.
 *
 * @param keepsNote whether the card must show its note
 */
export function fitName(name: string, fit: FindRoomFit, keepsNote = false): FittedName {
  const { card, text: usual, note } = fit
  const width = nameWidth(name)
  const oneLine = card.width / width
  if (oneLine >= fit.name) return { size: fit.name, lines: 1, hidesNote: false }
  const measured = measureName(name)
  const free = card.height - cardHeight({ ...fit, name: 0 }, fit)
  const inTwo = card.width / twoLineWidth(measured)
  const twoLines = Math.min(fit.name, inTwo, free / (2 * line.twoLines))
  if (twoLines >= Math.max(usual, twoLineGain * oneLine)) {
    return { size: twoLines, lines: 2, hidesNote: false }
  }
  if (oneLine >= usual) return { size: oneLine, lines: 1, hidesNote: false }
  const spaces = keepsNote || !fit.hasNote ? [free] : [free, free + line.text * note]
  const fitsLines = (size: number, lines: number, space: number) =>
    lines * line.twoLines * size <= space + 1e-6
  for (const size of [usual, note]) {
    const lines = linesOf(measured, card.width / size, size === note)
    const space = spaces.findIndex((height) => lines !== null && fitsLines(size, lines, height))
    if (lines !== null && space >= 0) return { size, lines, hidesNote: space > 0 }
  }
  const space = spaces.findIndex((height) => fitsLines(usual, 2, height))
  if (oneLine < note && space >= 0) return { size: usual, lines: 2, hidesNote: space > 0 }
  return { size: Math.max(note, oneLine), lines: 1, hidesNote: false }
}

/**
 * Returns the number of lines on which the whole name fits, or null if it does not fit.
 *
 * @param width line width in em
 * @param breaksWords whether words may be broken at any letter
 */
function linesOf(
  name: MeasuredName,
  width: number,
  breaksWords: boolean,
): FittedName['lines'] | null {
  const whole = countLines(name, width)
  const broken = breaksWords ? Math.ceil(((1 + brokenShare) * name.width) / width) : Infinity
  return lineCounts[(whole === Infinity ? broken : whole) - 1] ?? null
}

/** Returns whether a note fits on a card. Notes that do not fit are left out. */
export function fitsNote(note: string, { note: size, card }: FindRoomFit): boolean {
  return measureText(note, size) <= card.width
}

/** Gap between the two messages of a column without free rooms, in percent of the screen's shorter side. */
const sentenceGap = 0.6

/**
 * Returns whether the explanation fits below the message in a column without free rooms.
 *
 * @param words the message, fitted to the column
 */
export function fitsSentence(
  sentence: string,
  words: FittedName,
  { card, text: size }: Pick<FindRoomFit, 'card' | 'text'>,
  { cardColumns, cardRows }: { cardColumns: number; cardRows: number },
): boolean {
  const between = gaps.columns + padding.x
  const width = cardColumns * (card.width + between) - between
  const height = cardRows * (card.height + gaps.rows) - gaps.rows
  const nameHeight = words.lines === 1 ? nameLine : words.lines * line.twoLines
  const used = padding.y + nameHeight * words.size + sentenceGap
  const lines = countLines(measureName(sentence), width / size)
  return used + lines * line.text * size <= height
}
