import { useMemo } from 'react'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { computeBoardTotals, roomsInUseLabel } from '#src/board/room-tile-model.ts'
import { fitSensorStatus, sensorStatusLabel } from '#src/board/sensor-status.ts'
import { localizeDigits } from '#src/format/localized-format.ts'
import { ageLabels, longestAgeLabels } from './age-labels.ts'
import type { FooterProps } from './footer-props.ts'
import { BoardAge } from './board-age.tsx'
import { keyWidth, liveDotWidth } from './footer-fit.ts'
import { maxSegments } from './page-progress.tsx'
import { stateKey, StateKey } from './state-key.tsx'
import type { UsedFooterFit } from './use-footer-fit.ts'

/** The footer while data is live or late. Omits parts that do not fit, but never the age. */
export function TotalsFooter(props: FooterProps & { footer: UsedFooterFit }) {
  const { board, rooms, at, now, freshness, index, count, dataStatus, footer } = props
  const { fits } = footer
  const digits = (words: string) => localizeDigits(board.locale, words)
  const textWidth = (words: string) => measureText(words, 1)
  const totals = useMemo(
    () => computeBoardTotals(board, rooms, dataStatus),
    [board, rooms, dataStatus],
  )
  const key = useMemo(() => stateKey(totals.states, board.locale), [totals, board.locale])
  const number = count > maxSegments ? digits(`${index + 1} / ${count}`) : null
  const ages = ageLabels(at, now, freshness).map(digits)
  const longest = at === null ? ages : longestAgeLabels(freshness).map(digits)
  const ageWidths = ages.map(
    (age, form) => liveDotWidth + Math.max(textWidth(age), textWidth(longest[form] ?? '')),
  )
  const fitting = ageWidths.findIndex((width) => fits([width]))
  const form = fitting < 0 ? ages.length - 1 : fitting
  const ageWidth = ageWidths[form] ?? 0
  const page = number !== null && fits([ageWidth, textWidth(number)]) ? number : null
  const fixedWidths = page === null ? [ageWidth] : [ageWidth, textWidth(page)]
  const sensorStatus = sensorStatusLabel(props)
  const sensors =
    sensorStatus &&
    fitSensorStatus(board.locale, sensorStatus, (width) => fits([...fixedWidths, width]))
  const requiredWidths = sensors === null ? fixedWidths : [...fixedWidths, sensors.width]
  const people = textWidth(totals.peopleLabel)
  const hasSpace = (middle: number) =>
    footer.key === 'beside' ? fits([people, middle, ...requiredWidths]) : fits([middle])
  const showsKey = footer.key === 'columns' || hasSpace(keyWidth(key.map(([, label]) => label)))
  const inUse = roomsInUseLabel(board, rooms, totals)
  return (
    <div className="board-sums" data-key={footer.key}>
      {fits([people, ...requiredWidths]) && <p className="board-people">{totals.peopleLabel}</p>}
      {showsKey && <StateKey states={key} />}
      {!showsKey && hasSpace(textWidth(inUse)) && (
        <p className="board-muted board-second">{inUse}</p>
      )}
      {page !== null && <p className="board-muted">{page}</p>}
      {sensors !== null && <p className="board-unknown">{sensors.words}</p>}
      <BoardAge {...{ board, freshness, at, now, form }} />
    </div>
  )
}
