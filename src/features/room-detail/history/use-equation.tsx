import type { RoomHistory } from '#src/contract/history.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import { formatNumber } from '#src/format/numbers.ts'
import * as text from '#messages/room-history.tsx'
import { Calculation } from './calculation.tsx'
import { computeRoomShares, type RoomShares } from '#src/domain/history/room-figures.ts'

type TermName = 'frequency' | 'occupancyInUse' | 'utilisation'

const terms = [
  { name: 'frequency', label: text.frequency, note: text.frequencyNote },
  { name: 'occupancyInUse', label: text.occupancyInUse, note: text.occupancyInUseNote },
  { name: 'utilisation', label: text.utilisation, note: text.utilisationNote },
] as const

/** Shows the equation frequency × occupancy when in use = utilisation, each term with its change from the earlier period. */
export function UseEquationFigures({
  history,
  previous,
}: {
  history: RoomHistory
  previous: RoomHistory | null
}) {
  const shares = computeRoomShares(history)
  const before = previous && computeRoomShares(previous)
  return (
    <dl className="room-history-equation">
      {terms.map(({ name, label, note }, index) => (
        <div key={name}>
          <dt>
            <Calculation
              label={label}
              rule={text.rules[name]}
              formula={describeFormula(name, history, shares)}
              counted={history.coverage.knownOpenMinutes}
              missing={history.coverage.openMinutes - history.coverage.knownOpenMinutes}
            />
            <span className="room-history-note">{note}</span>
            <Change now={shares[name]?.value ?? null} before={before?.[name]?.value ?? null} />
          </dt>
          <dd>
            {index > 0 && <span className="room-history-operator">{index === 1 ? '×' : '='}</span>}
            <TermValue share={shares[name]?.value ?? null} decimals={shares.decimals} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function TermValue({ share, decimals }: { share: number | null; decimals: 0 | 1 }) {
  if (share !== null) return formatPercentage(share, decimals)
  return (
    <>
      <span aria-hidden="true" className="text-ink-faint">
        –
      </span>
      <span className="sr-only">{text.noValue}</span>
    </>
  )
}

/** Shows the change in percentage points. More use is neither good nor bad, so the change has no colour. */
function Change({ now, before }: { now: number | null; before: number | null }) {
  if (now === null || before === null) return null
  const points = Math.round(now * 100) - Math.round(before * 100)
  const amount = text.percentagePoints(Math.abs(points))
  return (
    <span className="block text-ink-faint">
      <span className="font-medium text-ink-muted">
        {points === 0
          ? text.noChange
          : points > 0
            ? text.changeUp(amount)
            : text.changeDown(amount)}
      </span>{' '}
      {text.changedFrom(formatPercentage(before))}
    </span>
  )
}

/** Returns the calculation of a term with its numbers; null without a result. */
function describeFormula(name: TermName, history: RoomHistory, shares: RoomShares): string | null {
  const share = shares[name]
  if (share === null) return null
  const { openMinutesInUse, openPersonMinutes, capacity, coverage } = history
  const result = formatPercentage(share.value, shares.decimals)
  switch (name) {
    case 'frequency':
      return text.division(
        text.minutesInUse(openMinutesInUse),
        text.minutesWithData(coverage.knownOpenMinutes),
        result,
      )
    case 'occupancyInUse':
      return text.division(
        text.personMinutes(openPersonMinutes),
        text.times(text.minutesInUse(openMinutesInUse), capacity ?? 0),
        result,
      )
    case 'utilisation':
      return text.division(
        text.personMinutes(openPersonMinutes),
        text.times(`${formatNumber(coverage.knownOpenMinutes)} min`, capacity ?? 0),
        result,
      )
  }
}
