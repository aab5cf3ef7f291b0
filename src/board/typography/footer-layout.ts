import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { boardSizes, insideOf } from './board-grid.ts'

/** Between the parts of a footer, em. */
const partGap = 1.2
/** Of each state in the key: its shape and the space behind it, em. */
const shapeWidth = 1.38

/** Tells whether the parts of a footer fit beside each other on one line; widths are in em of its letters. */
export type FooterFit = { isPortrait: boolean; fits: (widths: readonly number[]) => boolean }

/** The footer of a board: as wide as what is above it, in the board's smallest letters. */
export function footerFit({ layout, screen }: Pick<BoardDraft, 'layout' | 'screen'>): FooterFit {
  const { name, least } = boardSizes({ layout, screen })
  const { width } = insideOf(screen, name, least)
  return {
    isPortrait: screen.orientation === 'portrait',
    fits: (widths) =>
      widths.reduce((sum, one) => sum + one, partGap * (widths.length - 1)) * least <= width,
  }
}

/** The width of words in the footer's letters, em. */
export function footerWords(words: string): number {
  return measureText(words, 1)
}

/** The width of the key of states, em. */
export function footerKey(labels: readonly string[]): number {
  return labels.reduce((sum, label) => sum + shapeWidth + measureText(label, 1), labels.length - 1)
}
