import type { RoomInsights } from '#src/contract/insights.ts'
import { EquationOperator } from '#src/components/report/equation-operator.tsx'
import { Popover } from '#src/components/ui/popover.tsx'
import type { Share, UseShares } from '#src/domain/insights/shares.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import * as text from '#messages/insights.ts'
import { Change, NoValue } from './change.tsx'
import type { InsightsView } from './insights-view.ts'

/** Frequency × occupancy when in use = utilisation, each with its definition and its change. */
export function Equation({
  shares,
  before,
  current,
  view,
}: {
  shares: UseShares
  before: UseShares | null
  current: RoomInsights
  view: InsightsView
}) {
  const { frequency, occupancyInUse, utilisation, decimals } = shares
  const { usedFromMinutes } = current
  const format = (value: number) => formatPercentage(value, decimals)
  const unsizedRooms = view.rooms.filter(({ capacity }) => capacity === null).length
  const describeFrequency = ({ part, whole, value }: Share) =>
    text.division(text.usedHours(part), text.knownHours(whole), format(value))
  const describeOccupancy = ({ part, whole, value }: Share) =>
    text.division(text.personHours(part / 60), text.seatHours(whole / 60), format(value))
  return (
    <div className="insights-equation">
      <Term
        label={text.frequency}
        note={text.frequencyNote(usedFromMinutes)}
        rule={text.rules.frequency(usedFromMinutes)}
        formula={frequency && describeFrequency(frequency)}
        value={frequency?.value ?? null}
        before={before?.frequency?.value ?? null}
        decimals={decimals}
      />
      <EquationOperator sign="×" name={text.times} className="insights-operator" />
      <Term
        label={text.occupancyInUse}
        note={text.occupancyNote}
        rule={text.rules.occupancy(unsizedRooms)}
        formula={occupancyInUse && describeOccupancy(occupancyInUse)}
        value={occupancyInUse?.value ?? null}
        before={before?.occupancyInUse?.value ?? null}
        decimals={decimals}
      />
      <EquationOperator sign="=" name={text.equals} className="insights-operator" />
      <Term
        label={text.utilisation}
        note={text.utilisationNote}
        rule={text.rules.utilisation}
        formula={
          frequency && occupancyInUse && utilisation !== null
            ? text.product(
                format(frequency.value),
                format(occupancyInUse.value),
                format(utilisation),
              )
            : null
        }
        value={utilisation}
        before={before?.utilisation ?? null}
        decimals={decimals}
      />
    </div>
  )
}

function Term({
  label,
  note,
  rule,
  formula,
  value,
  before,
  decimals,
}: {
  label: string
  note: string
  rule: string
  /** Null without a result. */
  formula: string | null
  value: number | null
  before: number | null
  decimals: 0 | 1
}) {
  return (
    <div className="insights-figure">
      <p className="insights-number">
        {value === null ? <NoValue /> : formatPercentage(value, decimals)}
      </p>
      <div className="insights-label">
        <Popover
          label={text.calculationOf(label)}
          button={label}
          buttonClassName="insights-term"
          align="left"
          className="insights-rule"
        >
          <p>{rule}</p>
          {formula !== null && <p>{formula}</p>}
        </Popover>
        <p className="insights-definition">{note}</p>
      </div>
      {value !== null && before !== null && (
        <Change
          amount={Math.round(value * 100) - Math.round(before * 100)}
          format={text.points}
          from={formatPercentage(before)}
        />
      )}
    </div>
  )
}
