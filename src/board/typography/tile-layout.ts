import * as messages from '#messages/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { BoardFit } from './board-fit.ts'
import { rowColumns } from './rows-fit.ts'

/** The text to fit into a room's card or row. Lengths in this file are percentages of the screen's shorter side. */
export type TileText = {
  name: string
  /** The count; null when a label replaces it. */
  figure: string | null
  /** Label of a private room. */
  privateLabel: string | null
  capacity: string | null
  /** Label beside the status icon. */
  word: string
  /** Replaces `word` where that is too long. */
  shortWord: string
  note: string | null
  hasBar: boolean
}
export type TileSizes = Pick<BoardFit, 'name' | 'least' | 'figure' | 'tile'>

/** Dimensions in board.css that the layout depends on. */
const cardMetrics = { paddingX: 4.4, paddingY: 4.3, bar: 1.3, besideFigure: 1 }
/** Gap between the lines of a card. It grows with the text, because the icons beside large text need more space. */
export const cardGap = (least: number) => Math.max(1.8, 0.6 * least)
/** Returns the size of a capacity beside a count. */
export const capacitySize = (figure: number, least: number) => Math.max(0.48 * figure, least)
const nameLine = 1.08
const noteLine = 1.27
/** Line height of digits, which need only their cap height. */
const figureLine = 0.74
/** Letter spacing of large counts, in em. */
const figureSpacing = -0.035
const rowNameSpacing = -0.02
/** Width of a status icon and the space after it, in em. */
const cardShape = 1.86
const rowShape = 1.46
/** Font size of a card's state, relative to the smallest font size. */
const cardState = 1.06
/** Width reserved for names before counts may use more, and the maximum width of a count, in em of the name. */
const comfortableNameEm = 8
const maxFigureEm = 6.6

/**
 * How a room's text is arranged on its card.
 * - `side`: count and capacity on the left, state on the right, on one line.
 * - `stack`: the count on its own line, with state and capacity below it.
 */
type CardLayout = {
  form: 'side' | 'stack'
  figureSize: number
  nameSize: number
  nameLines: 1 | 2
  showsNote: boolean
  showsCapacity: boolean
  showsBar: boolean
  word: string
}

/**
 * Fits a room's text into its card. If the state does not fit beside the count, the state moves below the count.
 * Anything that still does not fit is omitted, least important first: the note (the "+" stays), the bar, the second
 * line of the name, the capacity. No text gets smaller than the board's smallest font size.
 */
export function computeCardLayout(text: TileText, sizes: TileSizes): CardLayout {
  return sideLayout(text, sizes) ?? stackLayout(text, sizes)
}

function sideLayout(text: TileText, sizes: TileSizes): CardLayout | null {
  const { least, figure: figureSize, tile } = sizes
  const state = stateWidth(text.word, cardState * least, cardShape)
  const size = capacitySize(figureSize, least)
  const capacity =
    text.capacity === null || text.figure === null
      ? 0
      : 0.14 * size + measureText(`/${text.capacity}`, size)
  const width = figureWidth(text, figureSize) + capacity + cardMetrics.besideFigure + state
  if (width > tile.width - cardMetrics.paddingX) return null
  const height =
    tile.height -
    cardMetrics.paddingY -
    2 * cardGap(least) -
    cardMetrics.bar -
    figureLine * figureSize
  const name = nameLayouts(text, sizes).find((option) => option.height <= height)
  const base = { form: 'side', figureSize, showsCapacity: true, showsBar: true } as const
  return { ...base, word: text.word, ...(name ?? fallbackName(text, sizes)) }
}

function stackLayout(text: TileText, sizes: TileSizes): CardLayout {
  const { name, least, tile } = sizes
  const inner = tile.width - cardMetrics.paddingX
  const word =
    stateWidth(text.word, cardState * least, cardShape) <= inner ? text.word : text.shortWord
  const state = stateWidth(word, cardState * least, cardShape)
  const capacity =
    text.capacity === null ? 0 : measureText(messages.ofCapacity(text.capacity), least)
  const showsCapacity = state + cardMetrics.besideFigure + capacity <= inner
  const widest = Math.min(sizes.figure, inner / figureWidth(text, 1))
  const height = tile.height - cardMetrics.paddingY - 2.2 * cardGap(least) - cardState * least
  const base = { form: 'stack', showsCapacity, word } as const
  for (const showsBar of text.hasBar ? [true, false] : [false]) {
    const bar = showsBar ? cardGap(least) + cardMetrics.bar : 0
    for (const option of nameLayouts(text, sizes)) {
      const figureSize = Math.min(widest, (height - bar - option.height) / figureLine)
      if (figureSize >= (option.showsNote ? 1.4 : 1.1) * name) {
        return { ...base, ...option, showsBar, figureSize }
      }
    }
  }
  const only = fallbackName(text, sizes)
  const left = (height - nameLine * only.nameSize) / figureLine
  return { ...base, ...only, showsBar: false, figureSize: Math.min(widest, Math.max(least, left)) }
}

type NameLayout = Pick<CardLayout, 'nameSize' | 'nameLines' | 'showsNote'> & { height: number }

/** Returns the ways to show name and note, most complete first, with the height of each. */
function nameLayouts(text: TileText, { name, least, tile }: TileSizes): NameLayout[] {
  const inner = tile.width - cardMetrics.paddingX
  const isWide = measureText(text.name, name) > inner
  const isWideInSmall = measureText(text.name, least) > inner
  const note = noteLine * least + 0.12 * name
  const ways: Omit<NameLayout, 'height'>[] = []
  const usual = { nameSize: name, nameLines: isWide ? 2 : 1 } as const
  const small = { nameSize: least, nameLines: isWideInSmall ? 2 : 1 } as const
  // Browsers without a hyphenation dictionary break words anywhere, which is harder to read than a smaller font.
  const isBroken = text.name.split(/[\s-]/).some((word) => measureText(word, name) > inner)
  const names = !isWide ? [usual] : isBroken && !isWideInSmall ? [small, usual] : [usual, small]
  for (const showsNote of text.note === null ? [false] : [true, false]) {
    for (const size of names) ways.push({ ...size, showsNote })
  }
  return ways.map((way) => ({
    ...way,
    height: nameLine * way.nameSize * way.nameLines + (way.showsNote ? note : 0),
  }))
}

function fallbackName(
  { name: words }: TileText,
  { name, least, tile }: TileSizes,
): Pick<CardLayout, 'nameSize' | 'nameLines' | 'showsNote'> {
  const fits = measureText(words, name) <= tile.width - cardMetrics.paddingX
  return { nameSize: fits ? name : least, nameLines: 1, showsNote: false }
}

/** How a room's text is arranged in its row. */
type RowLayout = {
  nameSize: number
  figureSize: number
  showsCapacity: boolean
  word: string
}

/**
 * Fits a room's text into its row. A count that is wider than its column uses the free space of the state's column.
 * If that is not enough, the count shrinks down to the smallest font size, and then the capacity is omitted.
 */
export function computeRowLayout(text: TileText, sizes: TileSizes): RowLayout {
  const { name, least, tile } = sizes
  const columns = rowColumns.state * least + figureColumnWidth(sizes)
  const forName = tile.width - columns - 0.3 * name
  const nameWidth = measureText(text.name, name) + rowNameSpacing * name * text.name.length
  const nameSize = nameWidth <= forName ? name : least
  const figureSizes = [name, 0.9 * name, least]
  // The label of a room over capacity states the excess, so the capacity is omitted before the count shrinks.
  const isOver = text.shortWord !== text.word
  for (const showsCapacity of text.capacity === null ? [false] : [true, false]) {
    for (const figureSize of isOver && showsCapacity ? [name] : figureSizes) {
      const capacity = showsCapacity
        ? 0.06 * least + measureText(`/${text.capacity ?? ''}`, least)
        : 0
      const width = figureWidth(text, figureSize) + capacity
      const left = columns - stateWidth(text.word, least, rowShape) - 0.5 * least
      if (width <= left) return { nameSize, figureSize, showsCapacity, word: text.word }
    }
  }
  return { nameSize, figureSize: least, showsCapacity: false, word: text.shortWord }
}

/** Returns the width of the count column of a row, which is wider when names leave space. */
export function figureColumnWidth({ name, least, tile }: TileSizes): number {
  const left = tile.width - rowColumns.state * least - comfortableNameEm * name
  return Math.min(maxFigureEm * name, Math.max(rowColumns.figure * name, left))
}

/** Returns the width of a count in large digits, or of a private room's icon and label in its place. */
function figureWidth({ figure, privateLabel }: TileText, size: number): number {
  if (figure === null && privateLabel !== null) return 0.56 * stateWidth(privateLabel, size, 1.35)
  const words = figure ?? '–'
  return measureText(words, size) + figureSpacing * size * words.length
}

function stateWidth(word: string, size: number, shape: number): number {
  return shape * size + measureText(word, size)
}
