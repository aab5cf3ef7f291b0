import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { localizeDigits } from '#src/format/localized-format.ts'
import type { BoardViewProps } from '#src/board/room-tile-model.ts'
import { fitSensorStatus, sensorStatusLabel } from '#src/board/sensor-status.ts'
import { ageLabels, longestAgeLabels } from './age-labels.ts'
import { BoardAge } from './board-age.tsx'
import { liveDotWidth } from './footer-fit.ts'
import { pageDigits } from './page-progress.tsx'
import type { UsedFooterFit } from './use-footer-fit.ts'

type AgeProps = Pick<BoardViewProps, 'board' | 'freshness' | 'at' | 'now'>

/**
 * The last parts of the footer of a live board, null if left out, and the `widths` of those shown, in em. The age is
 * never left out.
 */
type StatusFit = {
  page: string | null
  sensors: string | null
  /** Index of the age's label to show; 0 is the longest. */
  ageForm: number
  widths: readonly number[]
}

/** Fits the page number, an old sensor status and the age of the data. */
export function fitStatusParts(
  props: BoardViewProps,
  { fits }: Pick<UsedFooterFit, 'fits'>,
): StatusFit {
  const { board, index, count } = props
  const { form: ageForm, width: ageWidth } = fitAge(props, fits)
  const number = pageDigits(board, index, count)
  const numberWidth = measureText(number ?? '', 1)
  const page = number !== null && fits([ageWidth, numberWidth]) ? number : null
  const fixedWidths = page === null ? [ageWidth] : [ageWidth, numberWidth]
  const sensorStatus = sensorStatusLabel(props)
  if (sensorStatus === null) return { page, sensors: null, ageForm, widths: fixedWidths }
  const fitsBeside = (width: number) => fits([...fixedWidths, width])
  const { words, width } = fitSensorStatus(board.locale, sensorStatus, fitsBeside)
  return { page, sensors: words, ageForm, widths: [...fixedWidths, width] }
}

function fitAge(
  { board, at, now, freshness }: AgeProps,
  fits: UsedFooterFit['fits'],
): { form: number; width: number } {
  const digits = (words: string) => localizeDigits(board.locale, words)
  const ages = ageLabels(at, now, freshness).map(digits)
  const longest = at === null ? ages : longestAgeLabels(freshness).map(digits)
  const widths = ages.map(
    (age, form) =>
      liveDotWidth + Math.max(measureText(age, 1), measureText(longest[form] ?? '', 1)),
  )
  const fitting = widths.findIndex((width) => fits([width]))
  const form = fitting < 0 ? ages.length - 1 : fitting
  return { form, width: widths[form] ?? 0 }
}

export function StatusParts({
  fit: { page, sensors, ageForm },
  ...props
}: AgeProps & { fit: StatusFit }) {
  return (
    <>
      {page !== null && <p className="board-muted">{page}</p>}
      {sensors !== null && <p className="board-unknown">{sensors}</p>}
      <BoardAge {...props} form={ageForm} />
    </>
  )
}
