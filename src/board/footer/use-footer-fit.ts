import { useMemo } from 'react'
import type { BoardDraft } from '#src/contract/board.ts'
import type { BoardFit } from '#src/board/typography/board-fit.ts'
import { hasSecondFooterLine } from '#src/board/typography/content-area.ts'
import { footerLines, lineWidth, type FooterFit } from './footer-fit.ts'

export type UsedFooterFit = FooterFit & {
  /** Returns whether parts with these widths fit on one line. Widths are in em of the footer's font size. */
  fits: (widths: readonly number[]) => boolean
}

/** Returns the fit of a board's footer, or null for a board without a footer. */
export function useFooterFit({ screen }: BoardDraft, fit: BoardFit): UsedFooterFit | null {
  return useMemo(() => {
    const { area, least, footer: size = least } = fit
    if (size === null) return null
    const usual = hasSecondFooterLine(screen, size) ? 'line' : 'beside'
    const key = ('key' in fit ? fit.key : null) ?? usual
    const fits = (widths: readonly number[]) => lineWidth(widths) * size <= area.width
    return { size, key, lines: footerLines[key], fits }
  }, [screen, fit])
}
