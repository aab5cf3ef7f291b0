import {
  capacityFits,
  coreFits,
  coreSize,
  insideWalls,
  measureLabel,
  nameFits,
  shapeSide,
  wordFits,
  type BoardLabelRoom,
  type BoardLabelSizes,
  type InnerBox,
  type LabelCore,
  type LabelWidths,
} from './board-label-parts.ts'
import type { Box } from './geometry.ts'

/** Smallest font sizes of names and of all text, in thousandths of the screen's shorter side. */
export type SmallestLabelSizes = { name: number; least: number }

/** Largest font size of names relative to the smallest, and of numbers relative to that name. */
const largest = { name: 2.4, figure: 2.27 }
/**
 * Numbers are usually larger than names by at least this factor, even if smaller numbers would leave space for more
 * parts.
 */
const prominence = 1.3
/** Ratio of successive font sizes of numbers to try. */
const step = 0.96
/** Share of the rooms that must have space for a number of the usual size; the other rooms use smaller numbers. */
const mostRooms = 0.95
/** Share of the shown names or capacities that must fit in their usual font size; the others use the smallest size. */
const mostNames = 0.9
/** Weights of the parts of labels, and the share of the best total that counts as equally good. */
const worth = { name: 4, capacity: 1, word: 1, asGood: 0.98 }
/** Font size of the state, relative to names and to numbers. */
const textSize = { ofName: 0.8, ofFigure: 0.5 }
/** Largest font size of capacities, relative to numbers. */
const capacityOfFigure = 0.45
/** Largest font size of names, relative to the number. */
const nameOfFigure = 0.66

type MeasuredRoom = { widths: LabelWidths; inner: InnerBox }

/**
 * Returns the font sizes of a floor's labels. All numbers have one size: the largest at which as many names as possible
 * fit, and then as many capacities and words as possible. Ignores a few rooms that are much smaller than the others.
 *
 * @param rooms the rooms with the rectangles of their labels; a room without a rectangle has no label
 */
export function fitBoardLabels(
  rooms: readonly { room: BoardLabelRoom; box: Box | null }[],
  smallest: SmallestLabelSizes,
): BoardLabelSizes {
  const { least } = smallest
  const measured = rooms.flatMap(({ room, box }): MeasuredRoom[] =>
    box === null ? [] : [{ widths: measureLabel(room), inner: insideWalls(box, least) }],
  )
  const [below, beside] = [
    bestFigure('below', measured, smallest),
    bestFigure('beside', measured, smallest),
  ]
  const best = isBetter(beside, below) ? beside : below
  const name = largestName(best.sizes, measured, smallest)
  const sizes = { ...best.sizes, name, text: smallText(name, best.sizes.figure, least) }
  return { ...sizes, capacity: largestCapacity(sizes, measured) }
}

type Candidate = { sizes: BoardLabelSizes; isComplete: boolean; worth: number }

function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.isComplete !== other.isComplete) return one.isComplete
  if (one.worth < worth.asGood * other.worth) return false
  if (other.worth < worth.asGood * one.worth) return true
  return one.sizes.figure > other.sizes.figure
}

/** Returns the largest font size of numbers at which labels show as much as possible. */
function bestFigure(
  form: BoardLabelSizes['form'],
  rooms: readonly MeasuredRoom[],
  { name, least }: SmallestLabelSizes,
): Candidate {
  const candidates: Candidate[] = []
  const most = largest.figure * largest.name * name
  for (let figure = most; figure > least; figure *= step) {
    const candidate = candidateAt(
      { form, figure, name: least, text: least, capacity: least, least },
      rooms,
    )
    if (!candidate.isComplete) continue
    if (figure < prominence * name && candidates.length > 0) break
    candidates.push(candidate)
    if (figure < prominence * name) break
  }
  const best = Math.max(...candidates.map((candidate) => candidate.worth))
  return (
    candidates.find((candidate) => candidate.worth >= worth.asGood * best) ??
    candidateAt({ form, figure: least, name: least, text: least, capacity: least, least }, rooms)
  )
}

function candidateAt(sizes: BoardLabelSizes, rooms: readonly MeasuredRoom[]): Candidate {
  const { form, figure, least } = sizes
  const shown = { ...sizes, text: smallText(nameOfFigure * figure, figure, least) }
  const core: LabelCore = { form, figure, side: shapeSide(shown) }
  let [fitting, total] = [0, 0]
  for (const { widths, inner } of rooms) {
    if (!coreFits(core, widths, inner, least)) continue
    fitting += 1
    if (isNameShown(core, widths, inner, least, least)) total += worth.name
    if (capacityFits(core, widths, inner, { size: shown.text, least })) total += worth.capacity
    if (wordFits(core, widths, inner, shown)) total += worth.word
  }
  return { sizes, isComplete: fitting >= mostRooms * rooms.length, worth: total }
}

function isNameShown(
  core: LabelCore,
  widths: LabelWidths,
  inner: InnerBox,
  size: number,
  least: number,
): boolean {
  const name = { size, lines: 1, width: widths.name }
  return nameFits(name, coreSize(core, widths, least), inner, least)
}

/** Returns the largest font size at which nearly all names fit, of those that fit at the smallest size. */
function largestName(
  sizes: BoardLabelSizes,
  rooms: readonly MeasuredRoom[],
  smallest: SmallestLabelSizes,
): number {
  const { least, figure, form } = sizes
  const core: LabelCore = {
    form,
    figure,
    side: shapeSide({ ...sizes, text: smallText(nameOfFigure * figure, figure, least) }),
  }
  const countAt = (size: number) =>
    rooms.filter(({ widths, inner }) => isNameShown(core, widths, inner, size, least)).length
  const wanted = mostNames * countAt(least)
  const most = Math.min(largest.name * smallest.name, Math.max(least, nameOfFigure * figure))
  for (let size = most; size > least; size *= step) if (countAt(size) >= wanted) return size
  return least
}

/** Returns the largest font size at which nearly all capacities fit, of those that fit at the smallest size. */
function largestCapacity(sizes: BoardLabelSizes, rooms: readonly MeasuredRoom[]): number {
  const { least, figure, form } = sizes
  const core: LabelCore = { form, figure, side: shapeSide(sizes) }
  const countAt = (size: number) =>
    rooms.filter(({ widths, inner }) => capacityFits(core, widths, inner, { size, least })).length
  const wanted = mostNames * countAt(least)
  for (let size = capacityOfFigure * figure; size > least; size *= step) {
    if (countAt(size) >= wanted) return size
  }
  return least
}

function smallText(name: number, figure: number, least: number): number {
  return Math.max(least, Math.min(textSize.ofName * name, textSize.ofFigure * figure))
}
