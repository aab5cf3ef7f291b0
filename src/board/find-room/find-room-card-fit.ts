import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { FindRoomItem } from './find-room-model.ts'

/** Font sizes and arrangement of a board of free rooms, in percent of the screen's shorter side. */
export type FindRoomFit = {
  /** Font size of names. */
  name: number
  /** Font size of seats and floor. */
  text: number
  /** Font size of the note, the smallest on the board. */
  note: number
  /** Font size of a column's heading. */
  heading: number
  /** Font size of the number beside the heading; 0 where the number does not fit. */
  count: number
  /** `side`: seats and floor on one line. `stack`: the floor below the seats. */
  form: 'side' | 'stack'
  /** Number of columns side by side on a page. */
  across: number
  /** Number of rows of columns on a page. */
  down: number
  /** Number of cards for which a column has space. */
  places: number
  /** Size of a card: width inside its padding, and height. */
  card: { width: number; height: number }
  legible: boolean
}

/** Font sizes on a 55-inch screen at 3 m. Other screens keep these ratios above the smallest legible sizes. */
export const baseSizes = { name: 6, text: 3.52, note: 2.84, arrow: 4.4, heading: 4.2 }
/** Gaps in percent of the screen's shorter side, as in find-room.css. */
export const gaps = { columns: 3.2, rows: 1.8, blocks: 2.4, lines: 0.5 }
/** Padding of a card in percent of the screen's shorter side. */
export const padding = { x: 4.4, y: 3.4 }
/** Line heights in em. */
export const line = { text: 1.2, heading: 1.15, twoLines: 1.1 }
/** Letter spacing of names, in em. */
const nameSpacing = -0.026
/** Gap between seats and floor, in em of the seats. */
export const besideSeats = 0.45
/** Width of an arrow with the gap after it, in em of the seats. */
const arrowWidth = (baseSizes.arrow + 0.9) / baseSizes.text
/** Smallest font size of notes and of long floor names, relative to that of the seats. */
export const noteShare = 0.8

export type Sizes = Pick<FindRoomFit, 'name' | 'text' | 'note' | 'heading'>

/**
 * Returns the smallest height of a card with a name on one line and a note, in percent of the screen's shorter side.
 */
export function cardHeight({ name, text: size, note }: Sizes, form: FindRoomFit['form']): number {
  const texts = form === 'stack' ? 2 * size + gaps.lines : size
  return padding.y + line.text * (name + texts + note) + 2 * gaps.lines
}

/** Returns the width of a floor with its arrow, in em. */
function placeWidth(place: string | null, { way }: FindRoomItem): number {
  const arrow = way === 'up' || way === 'down' ? arrowWidth : 0
  return place === null ? 0 : arrow + measureText(place, 1)
}

function seatsWidth({ seats }: FindRoomItem): number {
  return seats === null ? 0 : measureText(seats, 1)
}

/** Returns the width of seats and a floor in em of the seats. On a separate line, a floor may be smaller. */
export function detailsWidth(
  item: FindRoomItem,
  place: string | null,
  form: FindRoomFit['form'],
): number {
  const [left, right] = [seatsWidth(item), placeWidth(place, item)]
  if (form === 'stack') return Math.max(left, noteShare * right)
  return left + (left > 0 && right > 0 ? besideSeats : 0) + right
}

/** The text of a floor on its card. `isSmall`: it has the font size of the note. */
export type FittedPlace = { words: string; isSmall: boolean }

/**
 * Fits the floor of a room to its card, with the building if there is space for it. Returns null if the floor is
 * unknown.
 */
export function fitPlace(item: FindRoomItem, fit: FindRoomFit): FittedPlace | null {
  const { place, floor } = item
  if (place === null || floor === null) return null
  const fits = (words: string) => detailsWidth(item, words, fit.form) * fit.text <= fit.card.width
  const words = fits(place) ? place : floor
  const isSmall = fit.form === 'stack' && placeWidth(words, item) * fit.text > fit.card.width
  return { words, isSmall }
}

/** Returns the width of a name, in em. */
export function nameWidth(name: string): number {
  return Math.max(0.1, measureText(name, 1) + nameSpacing * name.length)
}

/**
 * A name on its card, which ends with "…" if `lines` are not enough. `hidesNote`: the name takes the place of the note.
 */
type FittedName = { size: number; lines: 1 | 2; hidesNote: boolean }

/**
 * Fits a name to its card: on one line, if necessary in a smaller font size, otherwise on two lines in the font size of
 * the seats. A whole name takes precedence over the note.
 *
 * @param keepsNote whether the card must show its note
 */
export function fitName(
  name: string,
  { name: size, text: least, card, note, form, ...fit }: FindRoomFit,
  keepsNote = false,
): FittedName {
  const width = nameWidth(name)
  if (width * size <= card.width) return { size, lines: 1, hidesNote: false }
  const shrunk = card.width / width
  if (shrunk >= least) return { size: shrunk, lines: 1, hidesNote: false }
  const others = cardHeight({ ...fit, name: 0, text: least, note }, form)
  const left = card.height - others - 2 * line.twoLines * least
  const hidesNote = left < 0 && !keepsNote && left + line.text * note >= 0
  return { size: least, lines: left >= 0 || hidesNote ? 2 : 1, hidesNote }
}

/** Returns whether a note fits on a card; it is left out otherwise. */
export function fitsNote(note: string, { note: size, card }: FindRoomFit): boolean {
  return measureText(note, size) <= card.width
}
