import { metricNames, type MetricValues } from '#src/contract/reporting.ts'
import type { MetricExample } from '#src/data/reporting/metric-queries.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { buildMetricRows, type MetricRow } from '#src/domain/occupancy/room-metrics.ts'
import type { Sample } from '#src/domain/readings/history.ts'
import {
  computeMetrics,
  metricPeriods,
  sumsAtMoments,
  type MetricPeriod,
} from '#src/domain/readings/metric-windows.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { sensorLabels, type SensorLabel } from '#src/format/sensor-labels.ts'

/** A sensor of the room: its metrics (null without counts), and the windows that have a count. */
export type ExplainedSensor = SensorLabel & {
  metrics: MetricValues | null
  /** Whether the sensor is online and detects no one, so that it adds 0. */
  isQuiet: boolean
  windows: readonly Sample[]
}

/** A room's metrics. Values of sensors in `rows` have the order of `sensors`. */
export type ExplainedRoom = {
  sensors: readonly ExplainedSensor[]
  rows: readonly MetricRow[]
  /** The metrics of the sums over all sensors at each moment, or of the only sensor; null if a sensor is missing. */
  atMoments: MetricValues | null
}

/** Returns the metrics of a room's sensors, the sums of these metrics, and the metrics of the whole room. */
export function explainRoom(
  { id, occupancy }: Pick<LiveRoom, 'id' | 'occupancy'>,
  { readings, windows }: MetricExample,
  period: MetricPeriod,
  directory: SensorDirectory | undefined,
): ExplainedRoom {
  const quietMacs = new Set(
    occupancy.contributions.filter(({ kind }) => kind === 'quiet').map(({ mac }) => mac),
  )
  const macs = occupancy.contributions.map(({ mac }) => mac)
  const sensors = sensorLabels(macs, id, directory).map((label): ExplainedSensor => {
    const reading = readings[label.mac]
    const metrics = reading?.kind === 'reading' ? reading.metrics : null
    return {
      ...label,
      metrics,
      isQuiet: metrics === null && quietMacs.has(label.mac),
      windows: windows[label.mac] ?? [],
    }
  })
  const reporting = sensors.filter(({ metrics }) => metrics !== null)
  const isComplete = sensors.every(({ metrics, isQuiet }) => metrics !== null || isQuiet)
  const sums = isComplete
    ? sumsAtMoments(
        windows,
        reporting.map(({ mac }) => mac),
        metricPeriods[period].maxAgeMs,
      )
    : null
  const rows = buildMetricRows(sensors)
  const [only, ...others] = sensors
  return only && others.length === 0
    ? { sensors, rows: rows.map(toSingleSensorRow), atMoments: only.metrics }
    : { sensors, rows, atMoments: sums && computeMetrics(sums) }
}

/** Returns the row for a room with one sensor: the room's value is that of the sensor, and not a bound. */
function toSingleSensorRow(row: MetricRow): MetricRow {
  const [value = null] = row.values
  if (row.room.kind === 'bound') return { ...row, room: { kind: 'exact', value: row.room.value } }
  if (row.room.kind !== 'never') return row
  return { ...row, room: value === null ? { kind: 'unknown' } : { kind: 'exact', value } }
}

/**
 * Returns the sensor whose counts vary most, as the clearest example; among equals, the sensor with the largest count.
 * Null if there are no sensors.
 */
export function selectSensor(sensors: readonly ExplainedSensor[]): ExplainedSensor | null {
  const rank = ({ metrics }: ExplainedSensor) => {
    const max = metrics?.max ?? 0
    return metrics === null ? -1 : (max - (metrics.min ?? 0)) * 1e6 + max
  }
  return sensors.reduce<ExplainedSensor | null>(
    (best, sensor) => (best === null || rank(sensor) > rank(best) ? sensor : best),
    null,
  )
}

/**
 * Returns the clearest example: of the rooms in use with several reporting sensors, or else of all rooms, the room with
 * the most reporting sensors, then the most people. Null if no room has sensors.
 */
export function selectRoom(rooms: readonly LiveRoom[]): LiveRoom | null {
  const rank = ({ occupancy }: LiveRoom) => {
    const people = occupancy.kind === 'none' ? 0 : Math.min(occupancy.people, 1e5)
    const isExample = people > 0 && occupancy.reportingSensors > 1
    return (isExample ? 1e12 : 0) + occupancy.reportingSensors * 1e6 + people
  }
  return rooms.reduce<LiveRoom | null>(
    (best, room) =>
      room.occupancy.expectedSensors > 0 && (best === null || rank(room) > rank(best))
        ? room
        : best,
    null,
  )
}

/**
 * Returns whether Butlr's metrics of a sensor equal the metrics of its windows. They can differ if a count arrived
 * late.
 */
export function agreesWithWindows({ metrics, windows }: ExplainedSensor): boolean {
  const computed = computeMetrics(windows.map(({ value }) => value))
  if (metrics === null || computed === null) return metrics === computed
  return metricNames.every((name) => {
    const [own, other] = [metrics[name], computed[name]]
    return own === null || other === null || Math.abs(own - other) < 1e-6
  })
}
