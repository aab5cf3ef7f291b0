import { Popover } from '#src/components/ui/popover.tsx'
import { formatNumber } from '#src/format/numbers.ts'
import * as text from '#messages/room-figures.ts'

/**
 * Shows the label of a figure as a button that opens the figure's calculation: rule, numbers, and the minutes counted
 * and missing.
 */
export function Calculation({
  label,
  rule,
  formula,
  counted,
  missing,
}: {
  label: string
  rule: string
  formula: string | null
  /** Number of minutes with data. */
  counted: number
  /** Number of minutes without data. */
  missing: number
}) {
  return (
    <Popover
      label={`${label}: ${text.calculation}`}
      button={label}
      buttonClassName="room-history-term"
      align="left"
      className="room-history-calculation"
    >
      <p className="font-medium">{label}</p>
      <p className="text-ink-muted">{rule}</p>
      {formula !== null && <p className="tabular-nums">{formula}</p>}
      <dl>
        <div>
          <dt>{text.minutesCounted}</dt>
          <dd>{formatNumber(counted)}</dd>
        </div>
        <div>
          <dt>{text.minutesMissing}</dt>
          <dd>{formatNumber(missing)}</dd>
        </div>
      </dl>
    </Popover>
  )
}
