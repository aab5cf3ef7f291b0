import type { BoardDraft } from '#src/contract/board.ts'
import { headerSizes } from './header-sizes.ts'
import {
  type Area,
  type MinimumSizes,
  contentGap,
  isFarText,
  margin,
  screenArea,
} from './screen.ts'

/** The parts of a board around its content. */
type Frame = MinimumSizes & {
  /** Font size of the footer; null if the board has none. */
  footer: number | null
  /** Height of the footer's lines in em. By default, the footer has one line, or two in portrait. */
  footerLines: number
  /** Whether the footer shows page progress. */
  isPaged: boolean
}

export function contentArea(
  screen: BoardDraft['screen'],
  { name, least, footer = least, footerLines, isPaged = true }: MinimumSizes & Partial<Frame>,
): Area {
  const { width, height } = screenArea(screen)
  const lines = footer === null ? 0 : footer * (footerLines ?? usualFooterLines(screen, footer))
  const pages = isPaged || footer === null ? pageLine + pageLineGap * (footer ?? 0) : 0
  const header = headerSizes(screen, { name, least }).height
  return {
    width: width - 2 * margin,
    height: height - 2 * margin - header - lines - pages - 2 * contentGap,
  }
}

/** Height of the progress line, in percent of the shorter side. */
const pageLine = 0.5
/** Gap between the progress line and the footer's text in em, as in footer.css. */
const pageLineGap = 0.62
/** Height of the second footer line in portrait and the gap above it, in em. */
const secondLine = 1.6

/** Returns whether a footer of this font size has a second line, for the legend. */
export function hasSecondFooterLine(
  { orientation }: BoardDraft['screen'],
  footer: number,
): boolean {
  return orientation === 'portrait' && !isFarText({ least: footer })
}

function usualFooterLines(screen: BoardDraft['screen'], footer: number): number {
  return hasSecondFooterLine(screen, footer) ? 1 + secondLine : 1
}
