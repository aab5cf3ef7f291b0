import { boxHeight, boxWidth, type Box } from './geometry.ts'
import { clampName } from './name-fitting.ts'
import { measureText } from './text-measure.ts'

/** The text that a room's label reserves space for. It does not depend on the current count. */
export type BoardLabelRoom = {
  name: string
  /** The widest number expected; null for a room that never shows a number. */
  widestFigure: string | null
  /** The capacity as shown beside the number; null if it is unknown or never shown. */
  limit: string | null
}

/**
 * Font sizes of a floor's labels, and the position of the state: `below` the number, with a word if there is space, or
 * `beside` it, on the right side of the room. Lengths are in thousandths of the screen's shorter side.
 */
export type BoardLabelSizes = {
  form: 'below' | 'beside'
  /** Font size of names; a name that is too wide for it uses `least`. */
  name: number
  /** Font size of numbers. */
  figure: number
  /** Font size of the state. */
  text: number
  /** Font size of capacities; a capacity that does not fit at this size uses `least`. */
  capacity: number
  /** Smallest font size. */
  least: number
}

/** Height of Inter's capitals and digits, in em. */
export const capHeight = 0.727
/** Line height of names, in em. */
export const lineHeight = 1.08
/**
 * Gaps in em of the smallest font size: beside a status icon, below the name, and between the number and the state
 * (larger if there is space).
 */
export const gaps = { shape: 0.34, name: 0.4, state: 0.3, largeState: 0.6 }
/** Gap between a number and the capacity after it, in em of the number. */
export const capacityGap = 0.08
/** Letter spacing of large numbers, in em. */
const figureSpacing = -0.035
/** Letter spacing of names, in em. */
const nameSpacing = -0.012
/** Width reserved for the word of a state, in em, so that a label stays the same when the state changes. */
const typicalWordWidth = measureText('2 over', 1)

/** The widths of the parts of a label in em, apart from its current count. */
export type LabelWidths = {
  name: number
  /** Width of the widest number, in em; 0 for a private room. */
  figure: number
  /** Width of the capacity with its slash, in em; 0 without a capacity. */
  capacity: number
  word: number
}

export function measureLabel({ name, widestFigure, limit }: BoardLabelRoom): LabelWidths {
  return {
    name: measureText(clampName(name), 1) + nameSpacing * Math.min(name.length, 100),
    figure: widestFigure === null ? 0 : measureFigure(widestFigure),
    capacity: widestFigure === null || limit === null ? 0 : measureText(`/${limit}`, 1),
    word: typicalWordWidth,
  }
}

/** Returns the width of a number in em. */
export function measureFigure(figure: string): number {
  return measureText(figure, 1) + figureSpacing * figure.length
}

export type InnerBox = { left: number; top: number; width: number; height: number }

/**
 * Distances between a label and the walls as shares of the room's sides, and their limits. The distances include half
 * the wall to the adjacent room and the border of a highlighted room. The right distance is smaller, because text is
 * left-aligned and its width is overestimated.
 */
const padding = {
  left: { share: 0.18, least: 7, most: 11 },
  right: { share: 0.08, least: 4, most: 7 },
  top: { share: 1 / 8, least: 7 },
}
/** Maximum left and top distance in em of the smallest font size, and left distance as a share of a wide room. */
const widePadding = { em: 0.72, share: 1 / 12 }

/** Returns the part of a box in which a label may be placed. */
export function insideWalls(box: Box, least: number): InnerBox {
  const [width, height] = [boxWidth(box), boxHeight(box)]
  const most = Math.max(padding.left.most, widePadding.em * least)
  const narrow = clamp(padding.left.least, width * padding.left.share, padding.left.most)
  const left = Math.min(most, Math.max(narrow, width * widePadding.share))
  const right = clamp(padding.right.least, width * padding.right.share, padding.right.most)
  const top = clamp(padding.top.least, height * padding.top.share, most)
  return {
    left: box.left + left,
    top: box.top + top,
    width: width - left - right,
    height: height - 2 * top,
  }
}

function clamp(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}

/**
 * Returns the side length of a status icon: in proportion to the number, but not much larger than the word beside it.
 */
export function shapeSide({ figure, text, least }: BoardLabelSizes): number {
  return Math.max(least, Math.min(0.7 * figure, 1.25 * text))
}

/** The number and the state, without the capacity and the word. A private room has no number. */
export type LabelCore = { form: BoardLabelSizes['form']; figure: number; side: number }

export function coreSize(
  { form, figure, side }: LabelCore,
  widths: LabelWidths,
  least: number,
): { width: number; height: number } {
  if (widths.figure === 0) return { width: side, height: side }
  const [width, height] = [widths.figure * figure, capHeight * figure]
  if (side === 0) return { width, height }
  return form === 'below'
    ? { width: Math.max(width, side), height: height + gaps.state * least + side }
    : { width: width + gaps.shape * least + side, height: Math.max(height, side) }
}

export function coreFits(
  core: LabelCore,
  widths: LabelWidths,
  { width, height }: InnerBox,
  least: number,
): boolean {
  const size = coreSize(core, widths, least)
  return size.width > 0 && size.width <= width && size.height <= height
}

/** Returns whether a name with this number of lines fits above the number and the state. */
export function nameFits(
  { size, lines, width }: { size: number; lines: number; width: number },
  core: { height: number },
  inner: InnerBox,
  least: number,
): boolean {
  const height = (capHeight + (lines - 1) * lineHeight) * size
  return width * size <= inner.width && height + gaps.name * least + core.height <= inner.height
}

/** Returns the width that the capacity needs beside the number. */
export function capacityWidth(core: LabelCore, widths: LabelWidths, size: number): number {
  return capacityGap * core.figure + widths.capacity * size
}

/** Returns whether a capacity of this font size fits beside the number. */
export function capacityFits(
  core: LabelCore,
  widths: LabelWidths,
  { width }: InnerBox,
  { size, least }: { size: number; least: number },
): boolean {
  if (widths.capacity === 0) return false
  const beside = core.form === 'beside' && core.side > 0 ? gaps.shape * least + core.side : 0
  const figure = widths.figure * core.figure
  return figure + capacityWidth(core, widths, size) + beside <= width
}

/** Returns whether a typical word fits beside the status icon. */
export function wordFits(
  { form, side }: LabelCore,
  widths: LabelWidths,
  { width }: InnerBox,
  { text, least }: Pick<BoardLabelSizes, 'text' | 'least'>,
): boolean {
  if (side === 0 || (form === 'beside' && widths.figure > 0)) return false
  return side + gaps.shape * least + widths.word * text <= width
}
