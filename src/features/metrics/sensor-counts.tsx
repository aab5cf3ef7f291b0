import { useId } from 'react'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { SelectField } from '#src/components/ui/select-field.tsx'
import type { MetricName, MetricValues } from '#src/contract/reporting.ts'
import type { Sample } from '#src/domain/readings/history.ts'
import { metricPeriods, type MetricPeriod } from '#src/domain/readings/metric-windows.ts'
import { formatMetric } from '#src/format/decimals.ts'
import { noValue } from '#messages/metrics.ts'
import * as text from '#messages/metrics-page.ts'
import { MissingValue } from '#src/components/occupancy/room-metric.tsx'
import { MetricField } from './metrics-controls.tsx'
import { toCountsExport, type MetricsView } from './metrics-export.ts'
import { agreesWithWindows, type ExplainedSensor } from './metrics-model.ts'
import type { ChangeMetricsParams } from './metrics-params.ts'
import { MetricPlot } from './metric-plot.tsx'

export function SensorCounts({
  sensors,
  sensor,
  metric,
  view,
  onChange,
}: {
  sensors: readonly ExplainedSensor[]
  sensor: ExplainedSensor
  metric: MetricName
  view: MetricsView
  onChange: ChangeMetricsParams
}) {
  const titleId = useId()
  const { period, example, zone } = view
  const { metrics, windows } = sensor
  const value = metrics?.[metric] ?? null
  return (
    <section aria-labelledby={titleId} className="metrics-counts">
      <div className="metrics-title">
        <h2 id={titleId}>{text.countsTitle(sensor.name)}</h2>
        {windows.length > 0 && (
          <ExportButtons
            label={text.exportCountsTitle(sensor.name)}
            getTable={() => toCountsExport(view, sensor, metric)}
          />
        )}
      </div>
      <div className="metrics-selection">
        <MetricField value={metric} onChange={(next) => onChange({ metric: next })} />
        {sensors.length > 1 && (
          <SelectField
            label={text.sensorField}
            value={sensor.mac}
            options={sensors.map(({ mac, name }) => [mac, name] as const)}
            onChange={(mac) => onChange({ sensor: mac })}
          />
        )}
      </div>
      <div className="metrics-result-row">
        <p className="metrics-value">
          <span>{metric}</span>{' '}
          {value === null ? <MissingValue label={noValue} /> : <b>{formatMetric(value)}</b>}
        </p>
        <p>
          {text.definitions[metric]}{' '}
          {metrics && (
            <span className="metrics-muted">{describe(metric, metrics, windows, period)}</span>
          )}
        </p>
      </div>
      {metrics === null || windows.length === 0 ? (
        <p role="status" className="metrics-message">
          {text.noCounts(sensor.name, period)}{' '}
          {sensor.isQuiet ? text.quietSensor : text.missingSensor}
        </p>
      ) : (
        <MetricPlot
          label={text.chartName(sensor.name, metric, period)}
          colour={sensor.colour}
          {...{ windows, metrics, metric, zone }}
          from={example.from}
          to={example.to}
          stepMs={metricPeriods[period].stepMs}
        />
      )}
      {metrics !== null && !agreesWithWindows(sensor) && (
        <p className="metrics-muted">{text.differs}</p>
      )}
    </section>
  )
}

function describe(
  metric: MetricName,
  metrics: MetricValues,
  windows: readonly Sample[],
  period: MetricPeriod,
): string {
  const { spanMs, stepMs } = metricPeriods[period]
  const value = metrics[metric]
  const format = (number: number | null) => (number === null ? '–' : formatMetric(number))
  return text.calculations[metric]({
    value: format(value),
    count: metrics.count ?? windows.length,
    windows: spanMs / stepMs,
    hits: windows.filter((sample) => sample.value === value).length,
    sum: format(metrics.sum),
    mean: format(metrics.mean),
  })
}
