import {
  capacityFits,
  capacityWidth,
  capHeight,
  coreFits,
  coreSize,
  gaps,
  insideWalls,
  lineHeight,
  measureFigure,
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
import { breakName } from './name-fitting.ts'
import { measureText } from './text-measure.ts'

export type BoardLabelText = BoardLabelRoom & {
  /** Empty if the room has no number now, or never shows a number. */
  figure: string
  word: string
  /** Replaces `word` if `word` is too long. */
  shortWord: string
  note: string | null
}

/** A line of text and the y coordinate of its baseline. */
type TextLine = { text: string; y: number }

/** The positions and font sizes of a label's parts. Parts that do not fit are null. */
export type BoardLabel = {
  x: number
  name: { lines: TextLine[]; size: number } | null
  note: (TextLine & { size: number }) | null
  figure: { y: number; size: number; capacitySize: number | null } | null
  /** The top left corner and the side length of the status icon; null if it does not fit. */
  shape: { x: number; y: number; side: number } | null
  word: { x: number; y: number; size: number; text: string } | null
}

/** Height of a note below the name, in em of the smallest font size. */
const noteHeight = 1.3

/**
 * Fits a room's label into a rectangle: the name at the top, the number and the state at the bottom. The number and the
 * state take precedence, followed by the name (on one line if it fits), the capacity and the word. No part is truncated
 * or smaller than the board's smallest font size. Returns null when nothing fits. The layout does not change with the
 * number of people unless the number has more digits than usual.
 */
export function layOutBoardLabel(
  text: BoardLabelText,
  box: Box | null,
  sizes: BoardLabelSizes,
): BoardLabel | null {
  if (box === null) return null
  const { least } = sizes
  const inner = insideWalls(box, least)
  const widths = measureLabel(text)
  const core = coreOptions(sizes, widths).find((option) => coreFits(option, widths, inner, least))
  if (core === undefined) return null
  const size = coreSize(core, widths, least)
  const name = fitName(text, widths, size, inner, sizes)
  const nameHeight =
    name === null
      ? 0
      : (capHeight + (name.lines.length - 1) * lineHeight) * name.size + gaps.name * least
  const needed = nameHeight + size.height
  const hasNote =
    text.note !== null &&
    name !== null &&
    inner.height >= needed + noteHeight * least &&
    inner.width >= measureText(text.note, least)
  const lines = (name?.lines ?? []).map((words, index) => ({
    text: words,
    y: inner.top + (capHeight + index * lineHeight) * (name?.size ?? 0),
  }))
  return {
    x: inner.left,
    name: name && { lines, size: name.size },
    note: hasNote
      ? { text: text.note ?? '', y: (lines[lines.length - 1]?.y ?? 0) + 1.2 * least, size: least }
      : null,
    ...placeCore(
      text,
      core,
      widths,
      inner,
      inner.height - needed - (hasNote ? noteHeight * least : 0),
      sizes,
    ),
  }
}

/** Returns the ways to show the number and the state, the best first. */
function coreOptions(sizes: BoardLabelSizes, widths: LabelWidths): LabelCore[] {
  const side = shapeSide(sizes)
  const { form, figure, least } = sizes
  const other = form === 'below' ? 'beside' : 'below'
  if (widths.figure === 0) return [side, least].map((only) => ({ form, figure, side: only }))
  const small = [figure, (figure + least) / 2, least]
  return [
    ...small.flatMap((size) => [
      { form, figure: size, side: Math.min(side, Math.max(least, size)) },
      { form: other, figure: size, side: Math.min(side, Math.max(least, size)) } as const,
    ]),
    { form, figure: least, side: 0 },
  ]
}

function fitName(
  { name }: BoardLabelText,
  { name: width }: LabelWidths,
  core: { height: number },
  inner: InnerBox,
  { name: usual, least }: BoardLabelSizes,
): { lines: string[]; size: number } | null {
  for (const size of [usual, least]) {
    if (nameFits({ size, lines: 1, width }, core, inner, least)) return { lines: [name], size }
  }
  if (!nameFits({ size: least, lines: 2, width: 0 }, core, inner, least)) return null
  const lines = breakName(name, inner.width, least)
  return lines && { lines, size: least }
}

/**
 * Places the number, the status icon and the word from the bottom up.
 *
 * @param left free height between the name and the number
 */
function placeCore(
  text: BoardLabelText,
  core: LabelCore,
  widths: LabelWidths,
  inner: InnerBox,
  left: number,
  sizes: BoardLabelSizes,
): Pick<BoardLabel, 'figure' | 'shape' | 'word'> {
  const { form, side } = core
  const { least } = sizes
  const bottom = inner.top + inner.height
  const word = wordFits(core, widths, inner, sizes) ? fitWord(text, inner.width, side, sizes) : null
  if (widths.figure === 0) return { figure: null, ...stateAt(bottom) }
  const figure = fitFigure(text, core, widths, inner, sizes)
  if (form === 'below') {
    const gap = Math.min(gaps.largeState * least, gaps.state * least + left)
    const y = side === 0 ? bottom : bottom - side - gap
    return { figure: figure && { ...figure, y }, ...stateAt(bottom) }
  }
  // The number or the icon, whichever is taller, is at the bottom; the other is vertically centred on it.
  const high = capHeight * core.figure
  const middle = bottom - Math.max(side, high) / 2
  const x = inner.left + inner.width - side
  return {
    figure: figure && { ...figure, y: middle + high / 2 },
    shape: side === 0 ? null : { x, y: middle - side / 2, side },
    word: null,
  }

  function stateAt(at: number): Pick<BoardLabel, 'shape' | 'word'> {
    if (side === 0) return { shape: null, word: null }
    const middle = at - side / 2
    const shape = { x: inner.left, y: middle - side / 2, side }
    if (word === null) return { shape, word: null }
    const { text: words, hasShape } = word
    const behind = hasShape ? side + gaps.shape * least : 0
    const y = middle + (capHeight * sizes.text) / 2
    return {
      shape: hasShape ? shape : null,
      word: { x: inner.left + behind, y, size: sizes.text, text: words },
    }
  }
}

/**
 * Returns the font sizes of the number and of the capacity after it. Shrinks a number with more digits than usual;
 * returns null if it does not fit at the smallest size.
 */
function fitFigure(
  { figure, limit }: BoardLabelText,
  core: LabelCore,
  widths: LabelWidths,
  inner: InnerBox,
  sizes: BoardLabelSizes,
): { size: number; capacitySize: number | null } | null {
  const beside = core.form === 'beside' && core.side > 0 ? gaps.shape * sizes.least + core.side : 0
  const width = measureFigure(figure)
  const space = inner.width - beside
  const { least } = sizes
  const capacitySize =
    limit === null
      ? undefined
      : [Math.max(least, (sizes.capacity * core.figure) / sizes.figure), least].find(
          (size) =>
            capacityFits(core, widths, inner, { size, least }) &&
            width * core.figure + capacityWidth(core, widths, size) <= space,
        )
  if (capacitySize !== undefined) return { size: core.figure, capacitySize }
  const size = width === 0 ? core.figure : Math.min(core.figure, space / width)
  return size < least ? null : { size, capacitySize: null }
}

/**
 * Returns the word that fits beside the status icon, or else the word that replaces the icon. Returns null if neither
 * fits.
 */
function fitWord(
  { word, shortWord }: BoardLabelText,
  width: number,
  side: number,
  { text, least }: BoardLabelSizes,
): { text: string; hasShape: boolean } | null {
  const beside = width - side - gaps.shape * least
  if (measureText(word, text) <= beside) return { text: word, hasShape: true }
  if (measureText(shortWord, text) <= beside) return { text: shortWord, hasShape: true }
  return measureText(word, text) <= width ? { text: word, hasShape: false } : null
}
