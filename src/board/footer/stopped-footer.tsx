import * as text from '#messages/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { hiddenAfterMs } from '#src/domain/occupancy/freshness.ts'
import { second } from '#src/domain/time/duration.ts'
import { formatDuration } from '#src/format/durations.ts'
import { formatLocalTime, localizeDigits, timeLocale } from '#src/format/localized-format.ts'
import type { FooterProps } from '#src/board/room-tile-model.ts'
import { pageDigits } from './page-progress.tsx'
import type { UsedFooterFit } from './use-footer-fit.ts'

/**
 * The longest text for the next try. The footer reserves its width, so that the layout does not change every second.
 */
const longestNextTry = text.nextTry(formatDuration(15 * second))

export function StoppedFooter(props: FooterProps & { footer: UsedFooterFit }) {
  const { board, footer, index, count } = props
  const { fits } = footer
  const { full, short } = stoppedTexts(props)
  const textWidth = (words: string) => measureText(words, 1)
  const next = textWidth(localizeDigits(board.locale, longestNextTry))
  const shown = fits([textWidth(full), next]) ? full : short
  const number = pageDigits(board, index, count)
  const showsName = number === null && fits([board.name, full].map(textWidth).concat(next))
  const showsNumber = number !== null && fits([shown, number].map(textWidth).concat(next))
  return (
    <div className="board-sums">
      {showsName && <p className="board-people">{board.name}</p>}
      {fits([textWidth(shown), next]) && <p className="board-muted">{shown}</p>}
      {showsNumber && <p className="board-muted">{number}</p>}
      <p>{nextTryLabel(props)}</p>
    </div>
  )
}

type StoppedProps = Pick<
  FooterProps,
  'board' | 'zone' | 'at' | 'freshness' | 'intervalMs' | 'now' | 'nextTryAt'
>

/**
 * Returns when the data was current. In layouts that keep stale values for a while, `full` also contains when the
 * values disappear.
 */
export function stoppedTexts({ board, zone, at, freshness, intervalMs }: StoppedProps): {
  full: string
  short: string
} {
  if (at === null) return { full: text.noDataYet, short: text.noDataYet }
  const updatedAt = formatLocalTime(timeLocale(board), zone, at)
  const short = text.lastUpdated(updatedAt)
  // Floor totals disappear as soon as the data is stale, so there is no later time.
  if (board.layout === 'totals') return { full: short, short }
  const hiddenAt = formatLocalTime(timeLocale(board), zone, at + hiddenAfterMs(intervalMs))
  const isHidden = freshness === 'no-data'
  return { full: text.lastUpdatedAndHidden(updatedAt, hiddenAt, isHidden), short }
}

/** Returns a label such as `Next try in 8 s`, rounded up to seconds, or `Trying now` during a request. */
export function nextTryLabel({ board, now, nextTryAt }: StoppedProps): string {
  if (nextTryAt === null) return text.tryingNow
  const wait = Math.max(1, Math.ceil((nextTryAt - now) / second)) * second
  return localizeDigits(board.locale, text.nextTry(formatDuration(wait)))
}
