import { hyphenatedName, nameLines, truncateLines, truncateName } from './name-lines.ts'

/** Sizes of a board's letters, thousandths of the screen's shorter side. */
export type BoardLabelSizes = { name: number; least: number; figure: number }

/** A room's name as it is written: its lines, and the size of their letters. */
export type NameBlock = { lines: string[]; size: number }

/** A way to write a room's name in a width; null where it does not fit. */
export type NameStrategy = (name: string, width: number, sizes: BoardLabelSizes) => NameBlock | null

/** One combination of what a label shows. */
export type Candidate = {
  name: NameStrategy | null
  figure: ((sizes: BoardLabelSizes) => number) | null
  capacity: boolean
  /** Its shape and word, its shape alone beside the number, or neither. */
  state: 'word' | 'shape' | null
}

/**
 * What each reduction costs a reader: candidates are tried by the sum. Dropping name, number or state costs more than any
 * reduced form of all of them.
 */
const names: readonly (readonly [cost: number, strategy: NameStrategy | null])[] = [
  [0, (name, width, sizes) => whole(name, width, sizes.name, 1)],
  [1, (name, width, sizes) => whole(name, width, sizes.name, 2)],
  [4, (name, width, sizes) => whole(name, width, sizes.least, 1)],
  [5, (name, width, sizes) => whole(name, width, sizes.least, 2)],
  [7, (name, width, sizes) => hyphenated(name, width, sizes.name)],
  [9, (name, width, sizes) => hyphenated(name, width, sizes.least)],
  [11, truncatedInTwo],
  [14, truncated],
  [120, null],
]
const figures: readonly (readonly [cost: number, figure: Candidate['figure']])[] = [
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

/** Every combination, from the one that shows the most. */
export const labelCandidates: readonly Candidate[] = names
  .flatMap(([nameCost, name]) =>
    figures.flatMap(([figureCost, figure]) =>
      states.flatMap(([stateCost, state]) =>
        [true, false].map((capacity) => ({
          cost: nameCost + figureCost + stateCost + (capacity ? 0 : 6),
          candidate: { name, figure, capacity, state },
        })),
      ),
    ),
  )
  .toSorted((a, b) => a.cost - b.cost)
  .map(({ candidate }) => candidate)

function whole(name: string, width: number, size: number, most: 1 | 2): NameBlock | null {
  const lines = nameLines(name, width, size, most)
  return lines && { lines, size }
}

function hyphenated(name: string, width: number, size: number): NameBlock | null {
  const lines = hyphenatedName(name, width, size)
  return lines && { lines, size }
}

function truncatedInTwo(name: string, width: number, { least }: BoardLabelSizes): NameBlock | null {
  const lines = truncateLines(name, width, least)
  return lines && { lines, size: least }
}

function truncated(name: string, width: number, { least }: BoardLabelSizes): NameBlock | null {
  const beginning = truncateName(name, width, least)
  return beginning === null ? null : { lines: [beginning], size: least }
}
