import { heightOf, widthOf, type Box } from '#src/rooms/plan/bounds.ts'
import {
  besideShape,
  between,
  blocksOf,
  capital,
  lineHeight,
  spaceOf,
  standsBeside,
  type Blocks,
  type LabelWords,
} from './label-blocks.ts'
import { choices, type LabelSizes, type Named } from './label-choices.ts'
import { wordsWidth } from './words-width.ts'

/** Words on one baseline. */
type Line = { words: string; y: number }

/** Where a room's words stand and how large their letters are; what finds no room is null. */
export type PlanLabel = {
  x: number
  name: { lines: Line[]; size: number } | null
  note: (Line & { size: number }) | null
  figure: { y: number; size: number; capacitySize: number | null } | null
  /** The left upper corner of the state's shape, and its side. */
  shape: { x: number; y: number; side: number } | null
  word: { x: number; y: number; size: number } | null
}

/** Of the smallest letter: what a note takes below a name. */
const noteHeight = 1.3

/**
 * Fits a room's words into a rectangle: the name on top, the number above the state's shape and word at the bottom. A
 * room that is too small for all says less, what matters least first (see `choices`), but never in letters below the
 * board's smallest; null where nothing fits. Nothing moves while people come and go, unless the number grows longer
 * than it usually is.
 */
export function planLabel(words: LabelWords, box: Box, sizes: LabelSizes): PlanLabel | null {
  const inner = insideWalls(box, sizes)
  // Each way of naming serves many choices, and is the dear part of them.
  const names = new Map<Named, Blocks['name']>()
  const called = (named: Named) => {
    const known = names.get(named)
    if (known !== undefined) return known
    const name = named(words.name, inner.width, sizes)
    names.set(named, name)
    return name
  }
  for (const choice of choices) {
    const blocks = blocksOf(words, choice, sizes, inner.width, called)
    if (blocks === null) continue
    const space = spaceOf(blocks, sizes)
    if (space.height <= 0 || space.width > inner.width || space.height > inner.height) continue
    return placed(words, blocks, space.height, inner, sizes)
  }
  return null
}

type Inner = { left: number; top: number; width: number; height: number }

/** Half the wall to the neighbour, and the edge of a room that stands out. */
const edge = 8

/** The space of words. On their right it may be tight: nothing is aligned there, and they are reckoned too wide. */
function insideWalls(box: Box, { name }: LabelSizes): Inner {
  const [width, height] = [widthOf(box), heightOf(box)]
  const most = edge + 0.34 * name
  const left = Math.min(most, Math.max(edge, width / 12))
  const right = Math.min(left, edge + 0.1 * name)
  const top = Math.min(most, Math.max(edge, height / 12))
  return {
    left: box.left + left,
    top: box.top + top,
    width: width - left - right,
    height: height - 2 * top,
  }
}

function placed(
  { note }: LabelWords,
  blocks: Blocks,
  needed: number,
  inner: Inner,
  sizes: LabelSizes,
): PlanLabel {
  const { least } = sizes
  const { name } = blocks
  const { left: x, top } = inner
  const lines = (name?.lines ?? []).map((words, index) => ({
    words,
    y: top + (capital + index * lineHeight) * (name?.size ?? 0),
  }))
  const noteFits =
    note !== null &&
    name !== null &&
    inner.height >= needed + noteHeight * least &&
    inner.width >= wordsWidth(note, least)
  // In a high room the number stays near its name, in all rooms at the same height.
  const high = Math.max(
    needed + (noteFits ? noteHeight * least : 0),
    5.4 * sizes.name + sizes.figure,
  )
  const bottom = top + Math.min(inner.height, high)
  return {
    x,
    name: name && { lines, size: name.size },
    note: noteFits ? { words: note, y: (lines.at(-1)?.y ?? top) + 1.2 * least, size: least } : null,
    ...levelsOf(blocks, inner, bottom, least),
  }
}

/** Where number, shape and word stand from the bottom up. */
function levelsOf(
  blocks: Blocks,
  { left, width }: Inner,
  bottom: number,
  least: number,
): Pick<PlanLabel, 'figure' | 'shape' | 'word'> {
  const { figure, state } = blocks
  if (state === null) return { figure: figureAt(bottom), shape: null, word: null }
  const { side, wordSize } = state
  if (figure !== null && standsBeside(blocks)) {
    // The lower of both stands on the bottom, the other in its middle.
    const high = capital * figure.size
    const middle = bottom - Math.max(side, high) / 2
    const shape = { x: left + width - side, y: middle - side / 2, side }
    return { figure: figureAt(middle + high / 2), shape, word: null }
  }
  const middle = bottom - side / 2
  const behind = state.shape ? side + besideShape * least : 0
  return {
    figure: figureAt(bottom - side - between * least),
    shape: state.shape ? { x: left, y: middle - side / 2, side } : null,
    word:
      wordSize === null
        ? null
        : { x: left + behind, y: middle + (capital * wordSize) / 2, size: wordSize },
  }

  function figureAt(y: number): PlanLabel['figure'] {
    return figure && { y, size: figure.size, capacitySize: figure.capacitySize }
  }
}
