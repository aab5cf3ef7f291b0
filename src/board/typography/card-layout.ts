import * as messages from '#messages/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { CardForm, CardsFit } from './board-fit.ts'
import {
  capacityGap,
  capacityShare,
  figureLine,
  nameLine,
  partGap,
  separatorDescent,
} from './card-form.ts'
import { figureEm, stateEm } from './measured-rooms.ts'
import type { TileText } from './board-content.ts'
import { type NameLayout, fallbackName, nameLayouts, type NameText } from './name-layouts.ts'
import { innerSize } from './board-fit.ts'

/** Font size of a private room's label, relative to the count that it replaces. */
const privateShare = 0.56
/** Width of a private room's icon and the gap after it, in em. */
const privateShapeEm = 1.35
/**
 * If a count does not fit beside the state, it shrinks down to this share of its size before the state moves below it.
 */
const smallerFigure = 0.72
/** Minimum font size of the count on a stacked card, relative to the name, with and without a note. */
const leastFigure = { noted: 1.4, plain: 1.1 }
/** How a room's text is arranged on its card. Sizes are in percent of the screen's shorter side. */
export type CardLayout = NameText & {
  form: CardForm
  figureSize: number
  /** The font size that determines the height of the count's line. */
  figureLineSize: number
  gaps: CardsFit['gaps']
  stateSize: number
  showsCapacity: boolean
  showsBar: boolean
  word: string
}

/**
 * Fits a room's text into its card. Most cards of a board have the same layout. If a room's text is too wide, the count
 * shrinks, or the state moves below the count. Parts that still do not fit are left out in this order: the note (its
 * "+" remains), the bar, the second line of the name, the capacity. No text is smaller than the board's smallest font
 * size.
 */
export function computeCardLayout(text: TileText, fit: CardsFit): CardLayout {
  if (fit.form === 'far') return farLayout(text, fit)
  return (fit.form === 'side' ? sideLayout(text, fit) : null) ?? stackLayout(text, fit)
}

export function capacitySize(figure: number, least: number): number {
  return Math.max(capacityShare * figure, least)
}

function sideLayout(text: TileText, fit: CardsFit): CardLayout | null {
  const { width, height } = innerSize(fit)
  const em = countEm(text)
  const least = Math.max(fit.name, smallerFigure * fit.figure)
  for (const stateSize of [fit.state, fit.least]) {
    const left = width - (text.word === '' ? 0 : partGap + stateSize * stateEm(text.word))
    const figureSize = Math.min(
      fit.figure,
      sideFigure(text, em, left, fit.least),
      separatorLimit(text, fit.gaps.bar),
    )
    if (figureSize < least * (1 - 1e-9)) continue
    const below = figureLine * fit.figure + fit.gaps.bar + fit.bar
    const name = nameLayouts(text, fit).find((option) => option.height <= height - below + 1e-6)
    return {
      form: 'side',
      figureSize,
      figureLineSize: fit.figure,
      gaps: fit.gaps,
      stateSize,
      showsCapacity: true,
      showsBar: true,
      word: text.word,
      ...(name ?? fallbackName(text, fit)),
    }
  }
  return null
}

/** Returns the largest font size at which a count and its capacity fit into the width `left`. */
function sideFigure(
  { capacity, figure }: TileText,
  em: number,
  left: number,
  least: number,
): number {
  if (capacity === null || figure === null) return left / em
  const beside = capacityGap + measureText(`/${capacity}`, 1)
  const withSmallest = (left - least * beside) / em
  return capacityShare * withSmallest <= least ? withSmallest : left / (em + capacityShare * beside)
}

function stackLayout(text: TileText, fit: CardsFit): CardLayout {
  const { width, height: inner } = innerSize(fit)
  const { least, bar } = fit
  const isUsual = fit.form === 'stack'
  const widest = Math.min(
    fit.figure,
    width / countEm(text),
    isUsual ? separatorLimit(text, fit.gaps.figure) : Infinity,
  )
  // The fit of cards with the state at the side has no gaps for a stacked card.
  const gaps = isUsual ? fit.gaps : { figure: stackGap(text, widest), bar: 2 }
  const word = least * stateEm(text.word) <= width ? text.word : text.shortWord
  const capacityEm = text.capacity === null ? 0 : measureText(messages.ofCapacity(text.capacity), 1)
  const bothEm = stateEm(word) + capacityEm
  const showsCapacity = least * bothEm + partGap <= width
  const lineEm = showsCapacity ? bothEm : stateEm(word)
  const free = showsCapacity && capacityEm > 0 ? width - partGap : width
  const stateSize = Math.max(least, Math.min(fit.state, free / lineEm))
  const height = inner - gaps.figure - fit.state
  const base = { form: 'stack', showsCapacity, word, stateSize, gaps } as const
  // On a board of stacked cards, all cards reserve space for the bar, so that counts and states are on the same lines.
  const reserved = text.hasBar || isUsual
  const ways = (reserved ? [true, false] : [false]).flatMap((showsBar) =>
    nameLayouts(text, fit).map((option) => {
      const below = showsBar ? gaps.bar + bar : 0
      const highest = (height - below - option.height) / figureLine
      return {
        ...base,
        ...option,
        showsBar,
        figureSize: Math.min(widest, highest),
        figureLineSize: Math.min(fit.figure, highest),
      }
    }),
  )
  const leastSize = ({ showsNote }: NameLayout) =>
    Math.min(fit.figure, (showsNote ? leastFigure.noted : leastFigure.plain) * fit.name)
  // Among cards with the state at the side, a small count would stand out, so the bar is left out first.
  const large = fit.form === 'side' ? Math.min(widest, smallerFigure * fit.figure) : Infinity
  const way =
    ways.find(({ figureSize }) => figureSize >= large * (1 - 1e-6)) ??
    ways.find((option) => option.figureSize >= leastSize(option) * (1 - 1e-6))
  if (way !== undefined) return way
  const only = fallbackName(text, fit)
  const left = (height - nameLine * only.nameSize) / figureLine
  const figureSize = Math.min(widest, Math.max(least, left))
  return { ...base, ...only, showsBar: false, figureSize, figureLineSize: figureSize }
}

/** Returns the largest font size at which a count's thousands separator ends above the end of the gap below it. */
function separatorLimit(text: TileText, gap: number): number {
  return hasSeparator(text) ? gap / separatorDescent : Infinity
}

/** Returns the gap between a count of up to this font size and the state below it. */
function stackGap(text: TileText, figureSize: number): number {
  return Math.max(2, hasSeparator(text) ? separatorDescent * figureSize : 0)
}

function hasSeparator({ figure }: TileText): boolean {
  return figure !== null && /[.,’]/.test(figure)
}

function farLayout(text: TileText, fit: CardsFit): CardLayout {
  const { width } = innerSize(fit)
  return {
    form: 'far',
    figureLineSize: fit.figure,
    gaps: fit.gaps,
    nameSize: Math.max(fit.small, Math.min(fit.name, width / measureText(text.name, 1))),
    nameLines: 1,
    showsNote: false,
    showsCapacity: false,
    showsBar: false,
    ...farLine(text, fit, width),
  }
}

/** Fits state and count on one line. If the state's label does not fit, only its icon remains. */
function farLine(
  text: TileText,
  fit: CardsFit,
  width: number,
): Pick<CardLayout, 'word' | 'stateSize' | 'figureSize'> {
  const em = text.privateLabel === null ? countEm(text) : 0
  const ways = [
    { word: text.word, stateSize: fit.state, least: fit.name },
    { word: text.word, stateSize: fit.least, least: fit.least },
    { word: text.shortWord, stateSize: fit.least, least: fit.least },
  ]
  for (const { word, stateSize, least } of ways) {
    const left = width - partGap - stateSize * stateEm(word)
    const figureSize = em === 0 ? fit.figure : Math.min(fit.figure, left / em)
    if (left > 0 && figureSize >= least) return { word, stateSize, figureSize }
  }
  const left = width - partGap - fit.least * stateEm('')
  const figureSize = Math.max(fit.least, Math.min(fit.figure, left / em))
  return { word: '', stateSize: fit.least, figureSize }
}

/** Returns the width in em of a count, or of the icon and label that replace it for a private room. */
function countEm({ figure, privateLabel }: TileText): number {
  if (figure === null && privateLabel !== null) {
    return privateShare * (privateShapeEm + measureText(privateLabel, 1))
  }
  return figureEm(figure ?? '–')
}
