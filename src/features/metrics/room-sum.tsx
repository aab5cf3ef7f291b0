import './room-sum.css'
import { useId } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { MetricName } from '#src/contract/reporting.ts'
import type { MetricRow } from '#src/domain/occupancy/room-metrics.ts'
import { MissingValue, RoomMetric } from '#src/components/occupancy/room-metric.tsx'
import { formatMetric } from '#src/format/decimals.ts'
import { Link } from '#src/lib/navigation.tsx'
import { overviewQuery } from '#src/lib/page-queries.ts'
import { roomHref } from '#src/lib/routes.ts'
import { noValue } from '#messages/metrics.ts'
import * as text from '#messages/metrics-page.ts'
import type { ExplainedRoom } from './metrics-model.ts'
import { Verdict } from './verdict.tsx'

const hasRoomValue = (metric: MetricName) => metric !== 'sum' && metric !== 'count'

/**
 * Returns the metric of the sums at each moment; null if unknown, or if the metric would only describe how often
 * sensors report.
 */
export function roomValueAtMoments(
  { atMoments }: ExplainedRoom,
  metric: MetricName,
): number | null {
  return hasRoomValue(metric) ? (atMoments?.[metric] ?? null) : null
}

export function RoomSum({
  room,
  explained,
  row,
}: {
  room: LiveRoom
  explained: ExplainedRoom
  row: MetricRow
}) {
  const titleId = useId()
  const { sensors } = explained
  const { metric, values, room: sum } = row
  const { name } = metric
  const own = roomValueAtMoments(explained, name)
  return (
    <section aria-labelledby={titleId} className="metrics-room">
      <h2 id={titleId}>{text.roomTitle(room.name)}</h2>
      <dl className="metrics-sum">
        {sensors.map((sensor, index) => {
          const value = sensor.isQuiet ? 0 : (values[index] ?? null)
          return (
            <div key={sensor.mac}>
              <dt>
                <i className="sensor-colour" style={{ backgroundColor: sensor.colour }} />
                <span title={sensor.address}>{sensor.name}</span>
              </dt>
              <dd>{value === null ? <MissingValue label={noValue} /> : formatMetric(value)}</dd>
            </div>
          )
        })}
        <div className="metrics-total">
          <dt>{text.sumLabel(name)}</dt>
          <dd>
            <RoomMetric value={sum} />
          </dd>
        </div>
        {hasRoomValue(name) && sensors.length > 1 && (
          <div className="metrics-own">
            <dt>
              {text.atMomentsLabel(name)}
              <small>{text.atMomentsNote}</small>
            </dt>
            <dd>{own === null ? <MissingValue label={noValue} /> : formatMetric(own)}</dd>
          </div>
        )}
      </dl>
      {/* The metrics of one sensor are not a sum. */}
      {sensors.length > 1 && (
        <p className="metrics-verdict-line">
          <Verdict row={row} />
        </p>
      )}
      <p className="metrics-muted">
        {sensors.length === 1 ? text.singleSensor : explain(row, own)}
      </p>
      <Link href={roomHref(room.id) + overviewQuery()} className="metrics-link">
        {text.roomLink(room.name)}
      </Link>
    </section>
  )
}

function explain({ metric: { name, roomSumMeaning }, room: sum }: MetricRow, own: number | null) {
  switch (sum.kind) {
    case 'unknown':
      return roomSumMeaning === 'at-most' ? text.noUpperLimit : text.unknownSum
    case 'partial':
      return text.partialSum(name)
    case 'exact':
    case 'bound':
    case 'never':
      return text.explanations[name](compare(sum, own))
  }
}

function compare(sum: MetricRow['room'], own: number | null): text.SumComparison {
  if (own === null || !('value' in sum)) return 'unknown'
  return Math.abs(sum.value - own) < 1e-9 ? 'equal' : 'different'
}
