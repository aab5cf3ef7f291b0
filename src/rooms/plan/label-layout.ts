import type { Box } from './bounds.ts'
import { inPixels, type RoomShape } from './room-shape.ts'
import { onTwoLines, shortened, textWidth } from './text-width.ts'

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
  /** Its name, on two lines or shortened where it has to be, and the first baseline; null where it finds no room. */
  name: { lines: readonly string[]; y: number } | null
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

/** How large a figure is follows from how large its room is, pixels, so that equal rooms speak equally loud. */
const sizes: readonly { size: FigureSize; width: number; height: number }[] = [
  { size: 39, width: 240, height: 150 },
  { size: 27, width: 96, height: 60 },
  { size: 22, width: 56, height: 40 },
  { size: 15, width: 0, height: 0 },
]
const line = 20
/** From a name's first line to its second, pixels. */
export const nameLine = 17
/** A shape beside a number without a name keeps away from it, or a ring would read as a nought. */
const glyph = { side: 14, gap: 8, alone: 16 }
const textSize = 13
const digitWidth = 0.66

/**
 * Fits a room's words into the largest rectangle inside its outline: name, number, capacity, shape, note. When there is
 * no room for all, the shape moves down to the number, then the name takes two lines, is shortened, and goes; last go
 * capacity and shape. A number that fits nowhere is left out altogether (null). A larger room never says less of its name.
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
  const padding = Math.min(12, Math.max(3, Math.min(width, height) / 12))
  const room = { width: width - 2 * padding, height: height - 2 * padding }
  const left = inPixels(box.left, scale) + padding
  const top = inPixels(box.top, scale) + padding
  const fitting = sizes.filter((one) => width >= one.width && height >= one.height)

  for (const choice of choices(fitting.map(({ size }) => size))) {
    const block = measured(words, choice)
    if (block.width > room.width || block.height > room.height) continue
    const { name, size, shape } = choice
    const below = top + block.height
    const note = textWidth(words.note, textSize)
    const noteFits =
      name !== 'none' &&
      words.note !== '' &&
      room.height >= block.height + line &&
      room.width >= note
    const mark = shape !== 'none' && {
      x: inPixels(box.right, scale) - padding - glyph.side,
      y: shape === 'name' ? top + 3 : below - (size * 1.15 + glyph.side) / 2,
    }
    const text: Box = {
      left,
      top,
      right: left + Math.max(block.text, noteFits ? note : 0),
      bottom: below + (noteFits ? line : 0),
    }
    return {
      x: left,
      name: name === 'none' ? null : { lines: spelled(words.name, name, room.width), y: top + 14 },
      figureY: below - size * 0.22,
      noteY: noteFits ? below + 14 : null,
      size,
      capacity: choice.capacity && words.capacity !== '',
      glyph: mark || null,
      covers: mark ? [text, boxOf(mark)] : [text],
    }
  }
  return null
}

/** What a label shows: how much of the name, beside what the state's shape stands, and whether the capacity is there. */
type Line = {
  name: 'whole' | 'wrapped' | 'short' | 'none'
  shape: 'name' | 'figure' | 'none'
  capacity: boolean
}
type Choice = Line & { size: FigureSize }

/** From the richest to the poorest, by how much there is of the name. */
const lines: readonly (readonly Line[])[] = [
  [
    { name: 'whole', shape: 'name', capacity: true },
    { name: 'whole', shape: 'figure', capacity: true },
    { name: 'whole', shape: 'name', capacity: false },
    { name: 'whole', shape: 'figure', capacity: false },
  ],
  [
    { name: 'wrapped', shape: 'name', capacity: true },
    { name: 'wrapped', shape: 'name', capacity: false },
    { name: 'wrapped', shape: 'figure', capacity: true },
    { name: 'wrapped', shape: 'figure', capacity: false },
  ],
  [
    { name: 'short', shape: 'figure', capacity: true },
    { name: 'short', shape: 'figure', capacity: false },
  ],
  [
    { name: 'none', shape: 'figure', capacity: true },
    { name: 'none', shape: 'figure', capacity: false },
    { name: 'none', shape: 'none', capacity: true },
    { name: 'none', shape: 'none', capacity: false },
  ],
]

function choices(fitting: readonly FigureSize[]): Choice[] {
  return lines.flatMap((named) => fitting.flatMap((size) => named.map((one) => ({ ...one, size }))))
}

/** How large a choice would be, pixels; `text` is the width of its words without the shape. */
function measured({ name, figure, capacity }: LabelWords, choice: Choice) {
  // As wide as a full room's number: a tenth person must not lay the room out anew.
  const digits = Math.max(figure.length, capacity.length - 2)
  const limit = choice.capacity && capacity !== '' ? 5 + capacity.length * 15 * digitWidth : 0
  const number = digits * choice.size * digitWidth + limit
  const named = spelled(name, choice.name, 0)
  const widest = Math.max(0, ...named.map((one) => textWidth(one, textSize)))
  const mark = glyph.side + (choice.name === 'none' ? glyph.alone : glyph.gap)
  return {
    text: Math.max(number, widest),
    width: Math.max(
      number + (choice.shape === 'figure' ? mark : 0),
      widest + (choice.shape === 'name' ? mark : 0),
    ),
    height: choice.size * 1.15 + (named.length > 0 ? line + (named.length - 1) * nameLine : 0),
  }
}

/** The lines of a name; a shortened one has so many pixels, but is never shorter than says anything. */
function spelled(name: string, how: Line['name'], width: number): readonly string[] {
  switch (how) {
    case 'whole':
      return [name]
    case 'wrapped':
      return onTwoLines(name)
    case 'short':
      return [shortened(name, textSize, width)]
    case 'none':
      return []
  }
}

function boxOf({ x, y }: { x: number; y: number }): Box {
  return { left: x, top: y, right: x + glyph.side, bottom: y + glyph.side }
}
