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
  /** Baselines; null where a line finds no room. */
  nameY: number | null
  figureY: number
  noteY: number | null
  size: FigureSize
  capacity: boolean
  /** The left upper corner of the state's shape; null where it finds no room. */
  glyph: { x: number; y: number } | null
  /** What the words cover, so that no sensor is drawn through them. */
  covers: Box
}

export type FigureSize = 39 | 27 | 22 | 15

const sizes: readonly FigureSize[] = [39, 27, 22, 15]
/** The largest figure is for rooms as large as a hall: pixels across and down. */
const hall = { width: 240, height: 150 }
const line = 20
const glyph = { side: 14, gap: 10 }

/** Widths of Inter per em, on the generous side: words must not run over a wall. */
const letterWidth = 0.6
const digitWidth = 0.66

/**
 * Fits a room's words into the largest rectangle inside its outline: name, number, capacity, shape, note. When there is
 * no room for all, the name goes first, then the capacity; a number that fits nowhere is left out altogether (null).
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
    const noteFits =
      choice.name &&
      words.note !== '' &&
      room.height >= block.height + line &&
      room.width >= textWidth(words.note)
    const shapeFits = choice.name || room.width >= block.width + glyph.side + glyph.gap
    const below = top + block.height
    return {
      x: left,
      nameY: choice.name ? top + 14 : null,
      figureY: below - choice.size * 0.22,
      noteY: noteFits ? below + 14 : null,
      size: choice.size,
      capacity: choice.capacity && words.capacity !== '',
      glyph: shapeFits
        ? {
            x: inPixels(box.right, scale) - padding - glyph.side,
            y: choice.name ? top + 3 : top + (block.height - glyph.side) / 2,
          }
        : null,
      covers: {
        left,
        top,
        right: left + Math.max(block.width, noteFits ? textWidth(words.note) : 0),
        bottom: below + (noteFits ? line : 0),
      },
    }
  }
  return null
}

type Choice = { name: boolean; size: FigureSize; capacity: boolean }

/** From the richest to the poorest. */
const choices: readonly Choice[] = [true, false].flatMap((name) =>
  [true, false].flatMap((capacity) => sizes.map((size) => ({ name, size, capacity }))),
)

function measured({ name, figure, capacity }: LabelWords, choice: Choice) {
  // As wide as a full room's number: a tenth person must not lay the room out anew.
  const digits = Math.max(figure.length, capacity.length - 2)
  const number = digits * choice.size * digitWidth
  const limit = choice.capacity && capacity !== '' ? 5 + capacity.length * 15 * digitWidth : 0
  const named = choice.name ? textWidth(name) + glyph.gap + glyph.side : 0
  return {
    width: Math.max(number + limit, named),
    height: choice.size * 1.15 + (choice.name ? line : 0),
  }
}

function textWidth(words: string): number {
  return words.length * 13 * letterWidth
}
