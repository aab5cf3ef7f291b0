import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { localizeDigits } from '#src/format/localized-format.ts'
import type { BoardViewProps } from '#src/board/room-tile-model.ts'
import { fitSensorStatus, sensorStatusLabel } from '#src/board/sensor-status.ts'
import { ageLabels, longestAgeLabels, type AgeProps } from './age-labels.ts'
import { BoardAge } from './board-age.tsx'
import { liveDotWidth } from './footer-fit.ts'
import { pageDigits } from './page-progress.tsx'
import type { UsedFooterFit } from './use-footer-fit.ts'

/**
 * The parts at the end of a live board's footer. The page number and the sensor status are null if left out. `widths`
 * lists the widths of the parts that are shown, in em.
 */
type StatusFit = {
  page: string | null
  sensors: string | null
  /** Index of the age label to show; 0 is the longest. */
  ageForm: number
  widths: readonly number[]
}

/** Fits the page number, an old sensor status and the age of the data. The age is never left out. */
export function fitStatusParts(
  props: BoardViewProps,
  { fits }: Pick<UsedFooterFit, 'fits'>,
): StatusFit {
  const { board, index, count } = props
  const number = pageDigits(board, index, count)
  const numberWidth = measureText(pageDigits(board, count - 1, count) ?? '', 1)
  const withNumber = number === null ? null : fitAge(props, (age) => fits([age, numberWidth]))
  // The page number may shorten the age label, but not to a duration without words.
  const hasNumber = withNumber !== null && withNumber.fits && !withNumber.isBare
  const page = hasNumber ? number : null
  const { form: ageForm, width: ageWidth } = hasNumber
    ? withNumber
    : fitAge(props, (age) => fits([age]))
  const fixedWidths = page === null ? [ageWidth] : [ageWidth, numberWidth]
  const sensorStatus = sensorStatusLabel(props)
  if (sensorStatus === null) return { page, sensors: null, ageForm, widths: fixedWidths }
  const fitsBeside = (width: number) => fits([...fixedWidths, width])
  const { words, width } = fitSensorStatus(board.locale, sensorStatus, fitsBeside)
  return { page, sensors: words, ageForm, widths: [...fixedWidths, width] }
}

/**
 * Returns the longest age label that fits, or the shortest label if none fits. `isBare` is true if the label is only a
 * duration.
 */
function fitAge(
  props: AgeProps,
  fitsWith: (width: number) => boolean,
): { form: number; width: number; fits: boolean; isBare: boolean } {
  const { board, at, freshness, isReplay = false } = props
  const digits = (words: string) => localizeDigits(board.locale, words)
  const ages = ageLabels(props).map(digits)
  const longest = at === null || isReplay ? ages : longestAgeLabels(freshness).map(digits)
  const widths = ages.map(
    (age, form) =>
      liveDotWidth + Math.max(measureText(age, 1), measureText(longest[form] ?? '', 1)),
  )
  const fitting = widths.findIndex(fitsWith)
  const form = fitting < 0 ? ages.length - 1 : fitting
  const isBare = ages.length > 1 && form === ages.length - 1
  return { form, width: widths[form] ?? 0, fits: fitting >= 0, isBare }
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
