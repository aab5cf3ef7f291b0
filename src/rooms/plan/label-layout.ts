import type { Box } from './bounds.ts'
import { inPixels, type RoomShape } from './room-shape.ts'

/** What a room has to say, the number first. */
export type LabelWords = {
  name: string
  figure: string
  /** `/ 10`; empty where nothing is known. */
  capacity: string
  /** A further line, such as `1 of 2 sensors`; empty without one. */
  note: string
}

/** Where a room's words stand, pixels. What does not fit is not there. */
export type LabelLayout = {
  x: number
  /** Its name, shortened where it has to be, and its baseline; null where it finds no room. */
  name: { words: string; y: number } | null
  /** Baselines; null where a line finds no room. */
  figureY: number
  noteY: number | null
  size: FigureSize
  capacity: boolean
  /** The left upper corner of the state's shape; null where it finds no room. */
  glyph: { x: number; y: number } | null
  /** What the words and the shape cover, so that no sensor is drawn through them. */
  covers: readonly Box[]
}

export type FigureSize = 39 | 27 | 22 | 15

const sizes: readonly FigureSize[] = [39, 27, 22, 15]
/** The largest figure is for rooms as large as a hall: pixels across and down. */
const hall = { width: 240, height: 150 }
const line = 20
const glyph = { side: 14, gap: 10 }
/** Fewer letters of a name say nothing. */
const leastLetters = 4

/** Widths of Inter per em, on the generous side: words must not run over a wall. */
const letterWidth = 0.6
const digitWidth = 0.66

/**
 * Fits a room's words into the largest rectangle inside its outline: name, number, capacity, shape, note. When there is
 * no room for all, the name is shortened, then it goes, then the capacity; a number that fits nowhere is left out
 * altogether (null). A larger room never says less.
 *
 * @param scale pixels per metre
 */
export function layOutLabel(
  { text: box }: RoomShape,
  words: LabelWords,
  scale: number,
): LabelLayout | null {
  const width = inPixels(box.right - box.left, scale)
  const height = inPixels(box.bottom - box.top, scale)
  const padding = Math.min(12, Math.max(4, Math.min(width, height) / 8))
  const room = { width: width - 2 * padding, height: height - 2 * padding }

  for (const choice of choices) {
    if (choice.size === 39 && (width < hall.width || height < hall.height)) continue
    const block = measured(words, choice)
    if (block.width > room.width || block.height > room.height) continue
    const left = inPixels(box.left, scale) + padding
    const top = inPixels(box.top, scale) + padding
    const named = choice.name !== 'none'
    const noteFits =
      named &&
      words.note !== '' &&
      room.height >= block.height + line &&
      room.width >= textWidth(words.note)
    const shapeFits = named || room.width >= block.width + glyph.side + glyph.gap
    const below = top + block.height
    const shape = {
      x: inPixels(box.right, scale) - padding - glyph.side,
      y: named ? top + 3 : top + (block.height - glyph.side) / 2,
    }
    const spelled = shortened(words.name, room.width - glyph.gap - glyph.side)
    const text: Box = {
      left,
      top,
      right: left + Math.max(block.width, noteFits ? textWidth(words.note) : 0),
      bottom: below + (noteFits ? line : 0),
    }
    return {
      x: left,
      name: named && spelled !== null ? { words: spelled, y: top + 14 } : null,
      figureY: below - choice.size * 0.22,
      noteY: noteFits ? below + 14 : null,
      size: choice.size,
      capacity: choice.capacity && words.capacity !== '',
      glyph: shapeFits ? shape : null,
      covers: shapeFits ? [text, boxOf(shape)] : [text],
    }
  }
  return null
}

type Choice = { name: 'whole' | 'short' | 'none'; size: FigureSize; capacity: boolean }

/** From the richest to the poorest. */
const choices: readonly Choice[] = (['whole', 'short', 'none'] as const).flatMap((name) =>
  [true, false].flatMap((capacity) => sizes.map((size) => ({ name, size, capacity }))),
)

function measured({ name, figure, capacity }: LabelWords, choice: Choice) {
  // As wide as a full room's number: a tenth person must not lay the room out anew. A number that stands alone is only
  // large where every number would be, or the smallest rooms would speak loudest.
  const alone = choice.name === 'none' && choice.size > 15 ? 3 : 0
  const digits = Math.max(figure.length, capacity.length - 2, alone)
  const number = digits * choice.size * digitWidth
  const limit = choice.capacity && capacity !== '' ? 5 + capacity.length * 15 * digitWidth : 0
  const letters = { whole: name.length, short: Math.min(name.length, leastLetters + 1), none: 0 }
  const named =
    choice.name === 'none' ? 0 : widthOfLetters(letters[choice.name]) + glyph.gap + glyph.side
  return {
    width: Math.max(number + limit, named),
    height: choice.size * 1.15 + (choice.name === 'none' ? 0 : line),
  }
}

/** A name in so many pixels: whole, or its beginning with "…"; null where too little of it would be left. */
function shortened(name: string, width: number): string | null {
  const letters = Math.floor(width / widthOfLetters(1))
  if (name.length <= letters) return name
  return letters > leastLetters ? `${name.slice(0, letters - 1).trimEnd()}…` : null
}

function textWidth(words: string): number {
  return widthOfLetters(words.length)
}

function widthOfLetters(count: number): number {
  return count * 13 * letterWidth
}

function boxOf({ x, y }: { x: number; y: number }): Box {
  return { left: x, top: y, right: x + glyph.side, bottom: y + glyph.side }
}
