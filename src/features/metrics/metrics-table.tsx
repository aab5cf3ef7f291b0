import './metrics-table.css'
import { useId } from 'react'
import type { MetricName } from '#src/contract/reporting.ts'
import { MissingValue, RoomMetric } from '#src/components/occupancy/room-metric.tsx'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { ScrollRegion } from '#src/components/ui/scroll-region.tsx'
import { formatMetric } from '#src/format/decimals.ts'
import { noValue } from '#messages/metrics.ts'
import * as text from '#messages/metrics-page.ts'
import { toMetricsExport, type MetricsView } from './metrics-export.ts'
import type { ExplainedRoom, ExplainedSensor } from './metrics-model.ts'
import { roomValueAtMoments } from './room-sum.tsx'
import { describeReason, Verdict } from './verdict.tsx'

export function MetricsTable({
  view,
  explained,
  sensor,
  index,
  metric,
}: {
  view: MetricsView
  explained: ExplainedRoom
  sensor: ExplainedSensor
  /** Index of the sensor in the room. */
  index: number
  /** The metric that is explained above. */
  metric: MetricName
}) {
  const titleId = useId()
  const caption = text.tableCaption(view.room.name, view.period)
  const isSum = explained.sensors.length > 1
  return (
    <section aria-labelledby={titleId} className="metrics-all">
      <div className="metrics-title">
        <h2 id={titleId}>{text.tableTitle}</h2>
        <ExportButtons label={text.tableTitle} getTable={() => toMetricsExport(view, explained)} />
      </div>
      <ScrollRegion label={text.tableRegion(caption)} className="metrics-scroll">
        <table>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{text.metricField}</th>
              <th scope="col" className="metrics-definition">
                {text.definitionColumn}
              </th>
              <th scope="col" className="metrics-number">
                {sensor.name}
              </th>
              <th scope="col" className="metrics-number">
                {text.sumColumn(explained.sensors.length)}
              </th>
              <th scope="col" className="metrics-number">
                {text.atMomentsColumn}
              </th>
              <th scope="col">{text.meaningColumn}</th>
            </tr>
          </thead>
          <tbody>
            {explained.rows.map((row) => {
              const { name } = row.metric
              return (
                <tr key={name} data-selected={name === metric || undefined}>
                  <th scope="row">{name}</th>
                  <td className="metrics-definition">{text.definitions[name]}</td>
                  <Value value={sensor.isQuiet ? 0 : (row.values[index] ?? null)} />
                  <td className="metrics-number metrics-sum-cell">
                    <RoomMetric value={row.room} />
                  </td>
                  <Value value={roomValueAtMoments(explained, name)} />
                  <td className="metrics-meaning">
                    {isSum && <Verdict row={row} />}
                    <span className="metrics-muted">
                      {isSum ? describeReason(row) : text.sameAsSensor}
                    </span>
                    <span className="metrics-muted metrics-phone">{text.definitions[name]}</span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}

function Value({ value }: { value: number | null }) {
  return (
    <td className="metrics-number">
      {value === null ? <MissingValue label={noValue} /> : formatMetric(value)}
    </td>
  )
}
