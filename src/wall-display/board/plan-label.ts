import { heightOf, widthOf } from '#src/rooms/plan/bounds.ts'
import type { RoomShape } from '#src/rooms/plan/room-shape.ts'
import type { Said } from './said.ts'

/** Lengths in percent of the screen's shorter side. */
type Sizes = { name: number; least: number; figure: number }
type Line = { words: string; y: number; size: number }

/** Where a room's words stand on a board's plan; a line that finds no room is null. */
export type PlanLabel = {
  x: number
  name: Line | null
  figure: Line | null
  shape: { x: number; y: number; size: number } | null
}

/** Widths of Inter per em, on the generous side. */
const letterWidth = 0.6
const padding = 1
const leastLetters = 4

/**
 * Fits a room's words into the largest rectangle inside its outline: the number (of private rooms the shape alone) as
 * large as it fits, then the name, whole, smaller, or shortened. No letter is smaller than the smallest of the board:
 * what does not fit is not there, and null where nothing does.
 */
export function planLabel(
  { name, figure, state }: Pick<Said, 'name' | 'figure' | 'state'>,
  { text: box }: RoomShape,
  scale: number,
  sizes: Sizes,
): PlanLabel | null {
  const width = widthOf(box) * scale - 2 * padding
  const height = heightOf(box) * scale - 2 * padding
  const [x, top] = [box.left * scale + padding, box.top * scale + padding]
  const words = figure ?? (state === 'no-data' ? '–' : '')
  const fitting = (size: number) => size * 0.78 <= height && widthOfWords(words, size) <= width
  const large = [sizes.figure, sizes.name, sizes.least].find(fitting) ?? null
  if (large === null) return null

  for (const size of [sizes.name, sizes.least]) {
    const mark = size * 1.1
    const called = shortened(name, width - mark - padding, size)
    const number = [sizes.figure, sizes.name, sizes.least].find(
      (one) => fitting(one) && size * 1.15 + (words === '' ? 0 : one * 0.95) <= height,
    )
    if (called === null || number === undefined) continue
    // Before a name is cut short at its full size, it is tried whole at the smallest.
    if (called !== name && size !== sizes.least) continue
    const below = top + size * 1.15
    return {
      x,
      name: { words: called, y: top + size * 0.86, size },
      figure: words === '' ? null : { words, y: below + number * 0.84, size: number },
      shape: { x: x + width - mark, y: top, size: mark },
    }
  }
  if (words === '')
    return {
      x,
      name: null,
      figure: null,
      shape: { x, y: top, size: Math.min(sizes.least, height) },
    }
  return { x, name: null, figure: { words, y: top + large * 0.78, size: large }, shape: null }
}

function shortened(name: string, width: number, size: number): string | null {
  const letters = Math.floor(width / widthOfWords('x', size))
  if (name.length <= letters) return name
  return letters > leastLetters ? `${name.slice(0, letters - 1).trimEnd()}…` : null
}

function widthOfWords(words: string, size: number): number {
  return words.length * size * letterWidth
}
