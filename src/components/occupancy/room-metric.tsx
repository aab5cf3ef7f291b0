import type { RoomMetricValue } from '#src/domain/occupancy/room-metrics.ts'
import { formatMetric } from '#src/format/decimals.ts'
import * as text from '#messages/metrics.ts'

/** The value of a metric for a whole room: exact, a bound, unknown or not applicable. */
export function RoomMetric({ value }: { value: RoomMetricValue }) {
  switch (value.kind) {
    case 'exact':
      return formatMetric(value.value)
    case 'bound':
      return `${value.sign} ${formatMetric(value.value)}`
    case 'partial':
      return <AtLeastValue value={formatMetric(value.value)} />
    case 'unknown':
      return <MissingValue label={text.unknownValue} />
    case 'never':
      return <MissingValue label={text.notApplicable} />
  }
}

/** A dash that screen readers read as `label`. */
export function MissingValue({ label }: { label: string }) {
  return (
    <span className="font-normal text-ink-faint">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}

/** A lower bound, displayed as `7+` and read by screen readers as “at least 7”. */
export function AtLeastValue({ value }: { value: string }) {
  return (
    <>
      <span className="sr-only">{text.atLeast(value)}</span>
      <span aria-hidden="true">
        {value}
        <span className="font-medium text-busy-ink">+</span>
      </span>
    </>
  )
}
