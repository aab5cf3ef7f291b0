import { useMemo } from 'react'
import type { BoardDraft } from '#src/contract/board.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { fitPlaces } from '#src/board/typography/fit-board.ts'
import { footerSpace } from '#src/board/typography/screen.ts'
import { fitFooter, footerContent, lineWidth, type FooterFit } from './footer-fit.ts'

/** The fit of a board's footer. */
export type UsedFooterFit = FooterFit & {
  /** Whether parts fit on one line; widths are in em of the footer's font size. */
  fits: (widths: readonly number[]) => boolean
}

/** Returns the fit of a board's footer, which is as wide as the content and as high as the layout leaves. */
export function useFooterFit(board: BoardDraft, topology: Topology): UsedFooterFit {
  return useMemo(() => {
    const { area, ...sizes } = fitPlaces(board, topology)
    const content = footerContent(board.locale, topology.rooms)
    const space = footerSpace(board.screen, sizes, area)
    const fit = fitFooter(board.screen, area.width, sizes.least, content, space)
    return { ...fit, fits: (widths) => lineWidth(widths) * fit.size <= area.width }
  }, [board, topology])
}
