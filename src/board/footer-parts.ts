import * as text from '#messages/board.ts'
import { ago } from '#messages/units.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { second } from '#src/domain/time/duration.ts'
import { formatDuration } from '#src/format/durations.ts'
import { localizeDigits } from '#src/format/localized-format.ts'
import { computeBoardTypography, contentArea } from '#src/board/typography/board-typography.ts'
import type { BoardViewProps } from './room-tile-model.ts'

/** Gap between the parts of the footer, in em. */
const partGap = 1.2
/** Tests whether the parts of a footer fit on one line; widths are in em of the footer's font size. */
type FooterFit = { isPortrait: boolean; fits: (widths: readonly number[]) => boolean }

/** Returns a fit test for a board's footer, which is as wide as the content and uses the smallest font size. */
export function createFooterFit({
  layout,
  screen,
}: Pick<BoardDraft, 'layout' | 'screen'>): FooterFit {
  const { name, least } = computeBoardTypography({ layout, screen })
  const { width } = contentArea(screen, name, least)
  return {
    isPortrait: screen.orientation === 'portrait',
    fits: (widths) =>
      widths.reduce((sum, width) => sum + width, partGap * (widths.length - 1)) * least <= width,
  }
}

/** Returns the width of a text in the footer, in em. */
export function footerTextWidth(words: string): number {
  return measureText(words, 1)
}

/** Above this number of pages, digits replace the segments, which would be too short to tell apart. */
export const maxSegments = 20
/** Returns `2 / 5` if the board shows page numbers or has too many pages for segments; null for one page. */
export function pageDigits(
  { locale, pageNumber }: Pick<BoardDraft, 'locale' | 'pageNumber'>,
  index: number,
  count: number,
): string | null {
  const isShown = count > maxSegments || (pageNumber && count > 1)
  return isShown ? localizeDigits(locale, `${index + 1} / ${count}`) : null
}

/** Width of the dot before "Live", em. */
const liveDotWidth = 1
/** The longest age of live data; the footer reserves its width, so that its layout does not change every second. */
const sampleAge = text.liveAge(formatDuration(59 * second))

/** Returns the width reserved for the age of the data, in em. */
export function footerAgeWidth(locale: string, age: string): number {
  const longest = localizeDigits(locale, sampleAge)
  return liveDotWidth + Math.max(footerTextWidth(longest), footerTextWidth(age))
}

/** Returns the age of the data: `Live, 3 s ago`. */
export function ageLabel(
  at: number | null,
  now: number,
  freshness: BoardViewProps['freshness'],
): string {
  if (at === null) return text.noDataYet
  const age = formatDuration(now - at)
  return freshness === 'live' ? text.liveAge(age) : ago(age)
}
