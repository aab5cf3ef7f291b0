import { metricDefinitions } from '#src/domain/occupancy/metrics.ts'
import { buildMetricRows } from '#src/domain/occupancy/room-metrics.ts'
import { describeBound } from '#src/format/room-export.ts'
import type { Cell } from '#src/lib/csv.ts'
import * as text from '#messages/room-export.ts'
import type { MetricSensor } from './metric-table.tsx'

/** Returns the nine metrics of each sensor and of the room as rows to export, column headings first. */
export function toMetricRows(sensors: readonly MetricSensor[]): (readonly Cell[])[] {
  return [
    [
      text.metric,
      ...sensors.map(({ name, address }) => (name === address ? name : `${name} (${address})`)),
      text.room,
      text.roomValueIs,
    ],
    ...buildMetricRows(sensors).map(({ metric, values, room }) => [
      metric.name,
      ...values,
      'value' in room ? room.value : null,
      describeBound(room),
    ]),
  ]
}

/** A sensor over a period. `coverage` is a share; null if it is unknown. */
type ExportedSensor = MetricSensor & { coverage: number | null }

/** Returns a row with the nine metrics and the coverage of each sensor, column headings first. */
export function toSensorRows(
  sensors: readonly Omit<ExportedSensor, 'isQuiet'>[],
): (readonly Cell[])[] {
  const names = metricDefinitions.map(({ name }) => name)
  return [
    [text.sensor, text.mac, ...names, text.coverage],
    ...sensors.map(({ name, address, metrics, coverage }) => [
      name,
      address,
      ...names.map((metric) => metrics?.[metric] ?? null),
      coverage === null ? null : coverage * 100,
    ]),
  ]
}
