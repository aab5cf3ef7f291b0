import { hyphenatedName, nameLines, shortenedLines, shortenedName } from './name-lines.ts'

/** Letters of a board, thousandths of the screen's shorter side. */
export type LabelSizes = { name: number; least: number; figure: number }

/** A way of naming a room in a width; null where it does not fit. */
export type Named = (
  name: string,
  width: number,
  sizes: LabelSizes,
) => { lines: string[]; size: number } | null

/** One way of saying what a room has to say. */
export type Choice = {
  name: Named | null
  figure: ((sizes: LabelSizes) => number) | null
  capacity: boolean
  /** Its shape and word, its shape alone beside the number, or neither. */
  state: 'word' | 'shape' | null
}

/**
 * What each way of saying less costs a reader: the sums decide which comes first. To say nothing of name, number or state
 * costs more than to say all of it in the poorest way.
 */
const names: readonly (readonly [cost: number, named: Named | null])[] = [
  [0, (name, width, sizes) => whole(name, width, sizes.name, 1)],
  [1, (name, width, sizes) => whole(name, width, sizes.name, 2)],
  [4, (name, width, sizes) => whole(name, width, sizes.least, 1)],
  [5, (name, width, sizes) => whole(name, width, sizes.least, 2)],
  [7, (name, width, sizes) => hyphenated(name, width, sizes.name)],
  [9, (name, width, sizes) => hyphenated(name, width, sizes.least)],
  [11, inTwoLines],
  [14, shortened],
  [120, null],
]
const figures: readonly (readonly [cost: number, figure: Choice['figure']])[] = [
  [0, ({ figure }) => figure],
  [2, ({ name }) => 1.5 * name],
  [5, ({ name }) => name],
  [7, ({ least }) => least],
  [100, null],
]
const states = [
  [0, 'word'],
  [10, 'shape'],
  [140, null],
] as const

/** All ways, from the one that says the most. */
export const choices: readonly Choice[] = names
  .flatMap(([nameCost, name]) =>
    figures.flatMap(([figureCost, figure]) =>
      states.flatMap(([stateCost, state]) =>
        [true, false].map((capacity) => ({
          cost: nameCost + figureCost + stateCost + (capacity ? 0 : 6),
          choice: { name, figure, capacity, state },
        })),
      ),
    ),
  )
  .toSorted((a, b) => a.cost - b.cost)
  .map(({ choice }) => choice)

function whole(name: string, width: number, size: number, most: 1 | 2): ReturnType<Named> {
  const lines = nameLines(name, width, size, most)
  return lines && { lines, size }
}

function hyphenated(name: string, width: number, size: number): ReturnType<Named> {
  const lines = hyphenatedName(name, width, size)
  return lines && { lines, size }
}

function inTwoLines(name: string, width: number, { least }: LabelSizes): ReturnType<Named> {
  const lines = shortenedLines(name, width, least)
  return lines && { lines, size: least }
}

function shortened(name: string, width: number, { least }: LabelSizes): ReturnType<Named> {
  const start = shortenedName(name, width, least)
  return start === null ? null : { lines: [start], size: least }
}
