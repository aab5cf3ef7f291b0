import type { ReactNode } from 'react'
import { MissingValue } from '#src/components/occupancy/room-metric.tsx'
import { formatPercentage } from '#src/format/percentages.ts'
import type { UseShares } from '#src/domain/insights/shares.ts'
import { EquationOperator } from './equation-operator.tsx'
import * as insights from '#messages/insights.ts'
import * as text from '#messages/report.ts'

/** The figures at the top of a report. */
export function ReportOverview({ children }: { children: ReactNode }) {
  return (
    <section aria-label={text.overview} className="report-overview">
      {children}
    </section>
  )
}

/**
 * A figure with its label, its definition and its change.
 *
 * @param value null if unknown
 * @param unit beside the value
 * @param change such as `↑ 2 points from 60%`
 */
export function ReportFigure({
  label,
  value,
  unit,
  note,
  change = null,
}: {
  label: string
  value: string | null
  unit?: string
  note: ReactNode
  change?: ReactNode
}) {
  return (
    <div className="report-figure">
      <p className="report-number">
        {value ?? <Dash />}
        {value !== null && unit !== undefined && <small> {unit}</small>}
      </p>
      <p className="report-label">{label}</p>
      <div className="report-muted">{note}</div>
      {change}
    </div>
  )
}

/** A value that is unknown. */
export function Dash() {
  return <MissingValue label={insights.noValue} />
}

/** A change from an earlier period. More use is neither good nor bad, so the change has no colour. */
export function ReportChange({
  amount,
  size,
  from,
}: {
  amount: number
  size: string
  from: string
}) {
  return (
    <p className="report-change">
      <b>
        {amount === 0
          ? insights.noChange
          : amount > 0
            ? insights.changeUp(size)
            : insights.changeDown(size)}
      </b>{' '}
      {insights.changedFrom(from)}
    </p>
  )
}

/** Frequency × occupancy when in use = utilisation. */
export function ReportEquation({
  shares,
  before,
  usedFrom,
}: {
  shares: UseShares
  /** Of an earlier period; null if there is none. */
  before: UseShares | null
  /** Minutes in use from which an hour counts as used. */
  usedFrom: number
}) {
  const term = (label: string, note: string, value: number | null, earlier: number | null) => (
    <ReportFigure
      label={label}
      value={value === null ? null : formatPercentage(value, shares.decimals)}
      note={note}
      change={value !== null && earlier !== null && <PointsChange now={value} before={earlier} />}
    />
  )
  return (
    <div className="report-equation">
      {term(
        text.frequency,
        text.frequencyNote(usedFrom),
        shares.frequency?.value ?? null,
        before?.frequency?.value ?? null,
      )}
      <EquationOperator sign="×" name={insights.times} className="report-operator" />
      {term(
        text.occupancyInUse,
        text.occupancyNote,
        shares.occupancyInUse?.value ?? null,
        before?.occupancyInUse?.value ?? null,
      )}
      <EquationOperator sign="=" name={insights.equals} className="report-operator" />
      {term(
        text.utilisation,
        text.utilisationNote,
        shares.utilisation,
        before?.utilisation ?? null,
      )}
    </div>
  )
}

function PointsChange({ now, before }: { now: number; before: number }) {
  const points = Math.round(now * 100) - Math.round(before * 100)
  return (
    <ReportChange
      amount={points}
      size={insights.points(Math.abs(points))}
      from={formatPercentage(before)}
    />
  )
}

/** The share of opening minutes with data from all sensors. */
export function ReportCoverage({ known, complete }: Pick<UseShares, 'known' | 'complete'>) {
  return (
    <ReportFigure
      label={text.coverage}
      value={complete === null ? null : formatPercentage(complete.value)}
      note={
        known === null || complete === null
          ? insights.noOpeningHours
          : known.value < 1
            ? `${text.coverageNote}; ${text.noCoverage(formatPercentage(1 - known.value))}`
            : text.coverageNote
      }
    />
  )
}
