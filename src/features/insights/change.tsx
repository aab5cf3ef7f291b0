import { MissingValue } from '#src/components/occupancy/room-metric.tsx'
import * as text from '#messages/insights.ts'

/** A change from the period before. More use is neither good nor bad, so the change has no colour. */
export function Change({
  amount,
  format,
  from,
}: {
  amount: number
  format: (amount: number) => string
  from: string
}) {
  const size = format(Math.abs(amount))
  return (
    <p className="insights-change">
      <b>
        {amount === 0 ? text.noChange : amount > 0 ? text.changeUp(size) : text.changeDown(size)}
      </b>{' '}
      {text.changedFrom(from)}
    </p>
  )
}

/** A value that is unknown. */
export function NoValue() {
  return <MissingValue label={text.noValue} />
}
