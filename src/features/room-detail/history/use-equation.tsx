import { MissingValue } from '#src/components/occupancy/room-metric.tsx'
import type { RoomHistory } from '#src/contract/history.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import * as text from '#messages/room-history.tsx'
import * as figureText from '#messages/room-figures.ts'
import { Calculation } from './calculation.tsx'
import { computeShares, type UseShares } from '#src/domain/insights/shares.ts'

/** Returns the shares of a room. They all use today's capacity, even if the capacity changed within the range. */
export function toShares({ coverage, openUse, capacity }: RoomHistory): UseShares {
  return computeShares([{ use: { ...coverage, ...openUse }, capacity }])
}

/** Returns a term of the equation as a number; null without a result. */
function getTerm(shares: UseShares | null, name: TermName): number | null {
  if (shares === null) return null
  return name === 'utilisation' ? shares.utilisation : (shares[name]?.value ?? null)
}

type TermName = 'frequency' | 'occupancyInUse' | 'utilisation'

const terms = [
  { name: 'frequency', label: figureText.frequency, note: figureText.frequencyNote },
  {
    name: 'occupancyInUse',
    label: figureText.occupancyInUse,
    note: () => figureText.occupancyInUseNote,
  },
  { name: 'utilisation', label: figureText.utilisation, note: () => figureText.utilisationNote },
] as const

/** Shows the equation frequency × occupancy when in use = utilisation, each term with its change from the earlier period. */
export function UseEquationFigures({
  history,
  previous,
}: {
  history: RoomHistory
  previous: RoomHistory | null
}) {
  const shares = toShares(history)
  const before = previous && toShares(previous)
  return (
    <dl className="room-history-equation">
      {terms.map(({ name, label, note }, index) => (
        <div key={name}>
          <dt>
            <Calculation
              label={label}
              rule={figureText.rules[name]}
              formula={describeFormula(name, history, shares)}
              counted={history.coverage.knownOpenMinutes}
              missing={history.coverage.openMinutes - history.coverage.knownOpenMinutes}
            />
            <span className="room-history-note">{note(history.openUse.usedFromMinutes)}</span>
            <Change now={getTerm(shares, name)} before={getTerm(before, name)} />
          </dt>
          <dd>
            {index > 0 && <span className="room-history-operator">{index === 1 ? '×' : '='}</span>}
            <TermValue share={getTerm(shares, name)} decimals={shares.decimals} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function TermValue({ share, decimals }: { share: number | null; decimals: 0 | 1 }) {
  if (share !== null) return formatPercentage(share, decimals)
  return <MissingValue label={text.noValue} />
}

/** Shows the change in percentage points. More use is neither good nor bad, so the change has no colour. */
function Change({ now, before }: { now: number | null; before: number | null }) {
  if (now === null || before === null) return null
  const points = Math.round(now * 100) - Math.round(before * 100)
  const amount = figureText.percentagePoints(Math.abs(points))
  return (
    <span className="block text-ink-faint">
      <span className="font-medium text-ink-muted">
        {points === 0
          ? figureText.noChange
          : points > 0
            ? figureText.changeUp(amount)
            : figureText.changeDown(amount)}
      </span>{' '}
      {figureText.changedFrom(formatPercentage(before))}
    </span>
  )
}

/** Returns the calculation of a term with its numbers; null without a result. */
function describeFormula(name: TermName, history: RoomHistory, shares: UseShares): string | null {
  const { openUse, capacity } = history
  const { decimals, frequency, occupancyInUse, utilisation } = shares
  switch (name) {
    case 'frequency':
      return (
        frequency &&
        figureText.division(
          figureText.usedHours(frequency.part),
          figureText.hoursWithData(frequency.whole),
          formatPercentage(frequency.value, decimals),
        )
      )
    case 'occupancyInUse':
      return (
        occupancyInUse &&
        figureText.division(
          figureText.personMinutes(openUse.personMinutes),
          figureText.times(figureText.minutesInUse(openUse.minutesInUse), capacity ?? 0),
          formatPercentage(occupancyInUse.value, decimals),
        )
      )
    case 'utilisation':
      if (frequency === null || occupancyInUse === null || utilisation === null) return null
      return figureText.product(
        formatPercentage(frequency.value, decimals),
        formatPercentage(occupancyInUse.value, decimals),
        formatPercentage(utilisation, decimals),
      )
  }
}
