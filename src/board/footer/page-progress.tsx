import type { CSSProperties } from 'react'
import * as text from '#messages/board.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { localizeDigits } from '#src/format/localized-format.ts'
import type { BoardViewProps } from '#src/board/room-tile-model.ts'

/** Above this number of pages, segments would be too short, so a bar and the page number replace them. */
const maxSegments = 20

/** Returns whether a board with `count` pages shows its page number. */
export function showsPageNumber(
  { pageNumber }: Pick<BoardDraft, 'pageNumber'>,
  count: number,
): boolean {
  return count > maxSegments || (pageNumber && count > 1)
}

/** Returns the page number, such as `2 / 5`, or null if the board does not show it. */
export function pageDigits(
  board: Pick<BoardDraft, 'locale' | 'pageNumber'>,
  index: number,
  count: number,
): string | null {
  return showsPageNumber(board, count)
    ? localizeDigits(board.locale, `${index + 1} / ${count}`)
    : null
}

/**
 * Progress through the pages, with one segment per page. The segment of the current page fills as its time passes.
 * Above `most` pages, a single bar replaces the segments.
 */
export function PageProgress({
  index,
  count,
  done,
  locale,
  most = maxSegments,
}: Pick<BoardViewProps, 'index' | 'count' | 'done'> & { locale: string; most?: number }) {
  const label = localizeDigits(locale, text.pageProgress(index + 1, count))
  const segments =
    count > most
      ? [(index + done) / count]
      : Array.from({ length: count }, (_, page) => (page < index ? 1 : page === index ? done : 0))
  return (
    <div className="board-pages" role="img" aria-label={label}>
      {segments.map((share, segment) => {
        const style: CSSProperties & Record<`--${string}`, string> = { '--done': share.toFixed(3) }
        return <i key={segment} style={style} />
      })}
    </div>
  )
}
