import { useMemo } from 'react'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import {
  computeBoardTotals,
  roomsInUseLabel,
  type FooterProps,
} from '#src/board/room-tile-model.ts'
import { keyWidth } from './footer-fit.ts'
import { stateKey, StateKey } from './state-key.tsx'
import { fitStatusParts, StatusParts } from './status-parts.tsx'
import type { UsedFooterFit } from './use-footer-fit.ts'

/** The footer while data is live or late. Leaves out parts that do not fit, but never the age. */
export function TotalsFooter(props: FooterProps & { footer: UsedFooterFit }) {
  const { board, rooms, dataStatus, footer } = props
  const { fits } = footer
  const textWidth = (words: string) => measureText(words, 1)
  const totals = useMemo(
    () => computeBoardTotals(board, rooms, dataStatus),
    [board, rooms, dataStatus],
  )
  const key = useMemo(() => stateKey(totals, board.locale), [totals, board.locale])
  const status = fitStatusParts(props, footer)
  const people = textWidth(totals.peopleLabel)
  const hasSpace = (middle: number) =>
    footer.key === 'beside' ? fits([people, middle, ...status.widths]) : fits([middle])
  const hasWords = footer.key === 'columns' || hasSpace(keyWidth(key.map(({ label }) => label)))
  const showsKey = hasWords || hasSpace(keyWidth(key.map(({ count }) => count)))
  const inUse = roomsInUseLabel(board, rooms, totals)
  return (
    <div className="board-sums" data-key={footer.key}>
      {rooms.length > 0 && fits([people, ...status.widths]) && (
        <p className="board-people">{totals.peopleLabel}</p>
      )}
      {showsKey && <StateKey states={key} hasWords={hasWords} />}
      {!showsKey && hasSpace(textWidth(inUse)) && (
        <p className="board-muted board-second">{inUse}</p>
      )}
      <StatusParts {...props} fit={status} />
    </div>
  )
}
