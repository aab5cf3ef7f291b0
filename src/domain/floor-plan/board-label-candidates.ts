import { hyphenatedName, breakName, truncateLines, truncateName } from './name-fitting.ts'
import { measureText } from './text-measure.ts'

/** A board's font sizes, in thousandths of the screen's shorter side. */
export type BoardLabelSizes = { name: number; least: number; figure: number }

/** A room's name as drawn: its lines and font size. */
export type NameBlock = { lines: string[]; size: number }

/** Fits a room's name into a width; returns null when it does not fit. */
export type NameStrategy = (name: string, width: number, sizes: BoardLabelSizes) => NameBlock | null

/** One combination of forms for the parts of a label: name, number, capacity and state. */
type LabelCandidate = {
  name: NameStrategy | null
  figure: ((sizes: BoardLabelSizes) => number) | null
  capacity: boolean
  /** `word`: icon and text; `shape`: only the icon, beside the number; null: neither. */
  state: 'word' | 'shape' | null
}

/**
 * The possible forms of each part, with their costs. Candidates are tried in order of increasing total cost. Dropping
 * the name, number or state costs more than using the most reduced form of all three.
 */
const nameOptions: readonly (readonly [cost: number, strategy: NameStrategy | null])[] = [
  [0, (name, width, sizes) => wholeName(name, width, sizes.name, 1)],
  [1, (name, width, sizes) => wholeName(name, width, sizes.name, 2)],
  [4, (name, width, sizes) => wholeName(name, width, sizes.least, 1)],
  [5, (name, width, sizes) => wholeName(name, width, sizes.least, 2)],
  [7, (name, width, sizes) => hyphenatedLines(name, width, sizes.name)],
  [9, (name, width, sizes) => hyphenatedLines(name, width, sizes.least)],
  [11, truncatedTwoLines],
  [14, truncatedLine],
  [120, null],
]
const figureOptions: readonly (readonly [cost: number, figure: LabelCandidate['figure']])[] = [
  [0, ({ figure }) => figure],
  [2, ({ name }) => 1.5 * name],
  [5, ({ name }) => name],
  [7, ({ least }) => least],
  [100, null],
]
const stateOptions = [
  [0, 'word'],
  [10, 'shape'],
  [140, null],
] as const

/** Every combination, in order of increasing cost. */
export const labelCandidates: readonly LabelCandidate[] = nameOptions
  .flatMap(([nameCost, name]) =>
    figureOptions.flatMap(([figureCost, figure]) =>
      stateOptions.flatMap(([stateCost, state]) =>
        [true, false].map((capacity) => ({
          cost: nameCost + figureCost + stateCost + (capacity ? 0 : 6),
          candidate: { name, figure, capacity, state },
        })),
      ),
    ),
  )
  .toSorted((a, b) => a.cost - b.cost)
  .map(({ candidate }) => candidate)

function wholeName(name: string, width: number, size: number, most: 1 | 2): NameBlock | null {
  const lines = breakName(name, width, size, most)
  return lines && { lines, size }
}

function hyphenatedLines(name: string, width: number, size: number): NameBlock | null {
  const lines = hyphenatedName(name, width, size)
  return lines && { lines, size }
}

function truncatedTwoLines(
  name: string,
  width: number,
  { least }: BoardLabelSizes,
): NameBlock | null {
  const lines = truncateLines(name, width, least)
  return lines && { lines, size: least }
}

function truncatedLine(name: string, width: number, { least }: BoardLabelSizes): NameBlock | null {
  const beginning = truncateName(name, width, least)
  return beginning === null ? null : { lines: [beginning], size: least }
}

/**
 * The text of a room's label on a board. `figure` is null when the room never shows a number, and empty when it has no
 * number at the moment.
 */
export type BoardLabelText = {
  name: string
  figure: string | null
  capacity: string | null
  word: string
  note: string | null
}

/** The measured blocks of a candidate: font sizes, the size of the state icon, and the width of each block. */
export type LabelBlocks = {
  name: NameBlock | null
  figure: { size: number; capacitySize: number | null; width: number } | null
  state: { side: number; shape: boolean; wordSize: number | null; width: number } | null
}

/** Widths of a label's texts in em, measured once for all candidates. */
type TextWidths = { digits: number; capacity: number; word: number; note: number }

/** Height of Inter's capitals and digits, in em. */
export const capHeight = 0.727
export const lineHeight = 1.08
/** Gaps in multiples of the smallest font size: beside an icon, and between name, number and state. */
export const shapeGap = 0.34
export const blockGap = 0.55
/** Width of a digit in em, with the tighter letter spacing of large numbers. */
const digitWidth = 0.65 - 0.035
/** Space reserved for typical numbers and state labels, so that the layout stays the same when they change. */
const typicalDigits = 2
const typicalWordWidth = measureText('2 over', 1)
/** Gap between a number and the capacity after it, in em of the number. */
export const capacityGap = 0.08

export function measureTexts({ figure, capacity, word, note }: BoardLabelText): TextWidths {
  return {
    digits: digitWidth * Math.max(figure?.length ?? 0, capacity?.length ?? 0, typicalDigits),
    capacity: measureText(`/${capacity}`, 1),
    word: measureText(word, 1),
    note: measureText(note ?? '', 1),
  }
}

/**
 * Measures the blocks of a candidate. Returns null when its name or state does not fit the width.
 *
 * @param name the result of the candidate's name strategy
 */
export function measureBlocks(
  text: BoardLabelText,
  candidate: LabelCandidate,
  sizes: BoardLabelSizes,
  width: number,
  widths: TextWidths,
  name: NameBlock | null,
): LabelBlocks | null {
  if (candidate.name !== null && name === null) return null
  const state = stateBlock(candidate.state, sizes, width, widths)
  if (candidate.state !== null && state === null) return null
  return { name, figure: figureBlock(text, candidate, sizes, widths), state }
}

function figureBlock(
  { figure, capacity }: BoardLabelText,
  candidate: LabelCandidate,
  sizes: BoardLabelSizes,
  widths: TextWidths,
): LabelBlocks['figure'] {
  if (figure === null || candidate.figure === null) return null
  const size = candidate.figure(sizes)
  const number = widths.digits * size
  if (capacity === null || !candidate.capacity) return { size, capacitySize: null, width: number }
  const capacitySize = Math.max(sizes.least, size / 2)
  const limit = widths.capacity * capacitySize
  return { size, capacitySize, width: number + capacityGap * size + limit }
}

/**
 * Measures icon and state label. Omits the icon if an unusually long label needs its space, so that the rest of the
 * layout does not move.
 */
function stateBlock(
  state: LabelCandidate['state'],
  { least }: BoardLabelSizes,
  width: number,
  widths: TextWidths,
): LabelBlocks['state'] {
  const side = 1.25 * least
  if (state === null) return null
  if (state === 'shape') return { side, shape: true, wordSize: null, width: side }
  const wordSize = 1.03 * least
  const long = widths.word * wordSize
  const usual = side + shapeGap * least + typicalWordWidth * wordSize
  const withShape = side + shapeGap * least + long
  if (Math.max(usual, long) > width) return null
  const shape = withShape <= width
  return { side, shape, wordSize, width: Math.max(usual, shape ? withShape : long) }
}

/** Returns whether the icon is on the number's line, without a state label. */
export function isShapeBesideFigure({ figure, state }: LabelBlocks): boolean {
  return figure !== null && state !== null && state.wordSize === null
}

/** Returns the total size of the blocks; 0 × 0 when there are none. */
export function blocksSize(
  blocks: LabelBlocks,
  { least }: BoardLabelSizes,
): { width: number; height: number } {
  const { name, figure, state } = blocks
  const beside = isShapeBesideFigure(blocks)
  const [number, status] = [figure?.width ?? 0, state?.width ?? 0]
  const heights = [
    name === null ? 0 : (capHeight + (name.lines.length - 1) * lineHeight) * name.size,
    Math.max(capHeight * (figure?.size ?? 0), beside ? status : 0),
    beside || state === null ? 0 : state.side,
  ].filter((height) => height > 0)
  return {
    width: beside ? number + shapeGap * least + status : Math.max(number, status),
    height: heights.reduce((sum, height) => sum + height, (heights.length - 1) * blockGap * least),
  }
}
