import {
  shapeGap,
  blockGap,
  blocksSize,
  capHeight,
  isShapeBesideFigure,
  lineHeight,
  measureBlocks,
  measureTexts,
  type BoardLabelText,
  type LabelBlocks,
  labelCandidates,
  type BoardLabelSizes,
  type NameBlock,
  type NameStrategy,
} from './board-label-candidates.ts'
import { boxHeight, boxWidth, type Box } from './geometry.ts'
import { clampName } from './name-fitting.ts'
import type { BoardFloor } from './board-floor.ts'

/** A line of text and its baseline. */
type TextLine = { text: string; y: number }

/** The positions and font sizes of a label's parts. Parts that do not fit are null. */
export type BoardLabel = {
  x: number
  name: { lines: TextLine[]; size: number } | null
  note: (TextLine & { size: number }) | null
  figure: { y: number; size: number; capacitySize: number | null } | null
  /** The top left corner and the side length of the state icon. */
  shape: { x: number; y: number; side: number } | null
  word: { x: number; y: number; size: number } | null
}

/** Height of a note below the name, in multiples of the smallest font size. */
const noteHeight = 1.3

/**
 * Fits a room's label into a rectangle: the name at the top, the number above the state icon and label at the bottom. A
 * room too small for everything drops the least important parts first (see `labelCandidates`), but never uses text
 * below the board's smallest font size. Returns null when nothing fits. The layout does not change with the number of
 * people unless the number has more than two digits and more than the capacity.
 */
export function layOutBoardLabel(
  text: BoardLabelText,
  box: Box | null,
  sizes: BoardLabelSizes,
): BoardLabel | null {
  if (box === null) return null
  const inner = insideWalls(box, sizes)
  const name = clampName(text.name)
  const widths = measureTexts(text)
  // Many candidates share a name strategy, so the name is fitted once per strategy: fitting is the expensive step.
  const nameBlocks = new Map<NameStrategy, NameBlock | null>()
  const writeName = (strategy: NameStrategy) => {
    const known = nameBlocks.get(strategy)
    if (known !== undefined) return known
    const block = strategy(name, inner.width, sizes)
    nameBlocks.set(strategy, block)
    return block
  }
  for (const candidate of labelCandidates) {
    const nameBlock = candidate.name && writeName(candidate.name)
    const blocks = measureBlocks(text, candidate, sizes, inner.width, widths, nameBlock)
    if (blocks === null) continue
    const { width, height } = blocksSize(blocks, sizes)
    if (height <= 0 || width > inner.width || height > inner.height) continue
    return placeBlocks({ note: text.note, width: widths.note }, blocks, height, inner, sizes)
  }
  return null
}

type InnerBox = { left: number; top: number; width: number; height: number }

/** Half the wall to the adjacent room, plus the border of a highlighted room. */
const edgeWidth = 8

/**
 * Returns the space for a label. The right margin is smaller because text is left-aligned and its width is
 * overestimated.
 */
function insideWalls(box: Box, { name }: BoardLabelSizes): InnerBox {
  const [width, height] = [boxWidth(box), boxHeight(box)]
  const most = edgeWidth + 0.34 * name
  const left = Math.min(most, Math.max(edgeWidth, width / 12))
  const right = Math.min(left, edgeWidth + 0.1 * name)
  const top = Math.min(most, Math.max(edgeWidth, height / 12))
  return {
    left: box.left + left,
    top: box.top + top,
    width: width - left - right,
    height: height - 2 * top,
  }
}

function placeBlocks(
  { note, width }: { note: string | null; width: number },
  blocks: LabelBlocks,
  needed: number,
  inner: InnerBox,
  sizes: BoardLabelSizes,
): BoardLabel {
  const { least } = sizes
  const { name } = blocks
  const { left: x, top } = inner
  const lines = (name?.lines ?? []).map((text, index) => ({
    text,
    y: top + (capHeight + index * lineHeight) * (name?.size ?? 0),
  }))
  const noteFits =
    note !== null &&
    name !== null &&
    inner.height >= needed + noteHeight * least &&
    inner.width >= width * least
  // In a tall room the number stays near the name, at the same distance in all rooms.
  const high = Math.max(
    needed + (noteFits ? noteHeight * least : 0),
    5.4 * sizes.name + sizes.figure,
  )
  const bottom = top + Math.min(inner.height, high)
  return {
    x,
    name: name && { lines, size: name.size },
    note: noteFits ? { text: note, y: (lines.at(-1)?.y ?? top) + 1.2 * least, size: least } : null,
    ...placeLevels(blocks, inner, bottom, least),
  }
}

/** Places number, icon and state label from the bottom up. */
function placeLevels(
  blocks: LabelBlocks,
  { left, width }: InnerBox,
  bottom: number,
  least: number,
): Pick<BoardLabel, 'figure' | 'shape' | 'word'> {
  const { figure, state } = blocks
  if (state === null) return { figure: figureAt(bottom), shape: null, word: null }
  const { side, wordSize } = state
  if (figure !== null && isShapeBesideFigure(blocks)) {
    // The taller of number and icon is at the bottom; the shorter is centred on it vertically.
    const high = capHeight * figure.size
    const middle = bottom - Math.max(side, high) / 2
    const shape = { x: left + width - side, y: middle - side / 2, side }
    return { figure: figureAt(middle + high / 2), shape, word: null }
  }
  const middle = bottom - side / 2
  const behind = state.shape ? side + shapeGap * least : 0
  return {
    figure: figureAt(bottom - side - blockGap * least),
    shape: state.shape ? { x: left, y: middle - side / 2, side } : null,
    word:
      wordSize === null
        ? null
        : { x: left + behind, y: middle + (capHeight * wordSize) / 2, size: wordSize },
  }

  function figureAt(y: number): BoardLabel['figure'] {
    return figure && { y, size: figure.size, capacitySize: figure.capacitySize }
  }
}

/**
 * Factors by which text may exceed its minimum legible size, largest first. A higher factor would make it larger than
 * the board's title.
 */
const enlargements = [1.5, 1.25]

/**
 * Returns the font sizes for a floor. They are larger than legibility requires when every room's label still fits in
 * full at the larger size, as on a floor with few rooms.
 *
 * @param rooms the floor's rooms; those with `isPrivate` never show a number
 */
export function scaleBoardLabels(
  rooms: readonly { id: string; name: string; capacity: number | null; isPrivate: boolean }[],
  floor: Pick<BoardFloor, 'rooms'>,
  sizes: BoardLabelSizes,
): BoardLabelSizes {
  const fitting = enlargements.find((times) => {
    const scaled = scaleSizes(sizes, times)
    return rooms.every(({ id, name, capacity, isPrivate }) => {
      const place = floor.rooms.get(id)
      if (place === undefined) return true
      const limit = capacity === null ? null : String(capacity)
      const text = { name, figure: isPrivate ? null : '', capacity: limit, word: '', note: null }
      return fitsInFull(text, place.text, scaled)
    })
  })
  return scaleSizes(sizes, fitting ?? 1)
}

function scaleSizes({ name, least, figure }: BoardLabelSizes, times: number): BoardLabelSizes {
  return { name: times * name, least: times * least, figure: times * figure }
}

function fitsInFull(text: BoardLabelText, box: Box | null, sizes: BoardLabelSizes): boolean {
  const label = layOutBoardLabel(text, box, sizes)
  if (label?.name?.size !== sizes.name || label.word === null) return false
  const lines = label.name.lines.map((line) => line.text)
  if (![lines.join(' '), lines.join('')].includes(text.name)) return false
  const { figure } = label
  if (text.figure === null) return true
  return figure?.size === sizes.figure && (text.capacity === null || figure.capacitySize !== null)
}
