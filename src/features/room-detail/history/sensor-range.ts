import type { RoomHistory } from '#src/contract/history.ts'
import type { MetricValues } from '#src/contract/reporting.ts'
import type { SensorMetrics } from '#src/data/reporting/range-queries.ts'
import { minute } from '#src/domain/time/duration.ts'
import { formatDuration } from '#src/format/durations.ts'
import type { SensorLabel } from '#src/format/sensor-labels.ts'
import * as text from '#messages/sensor-history.ts'

export type SensorRange = SensorLabel & {
  /** Null without data. */
  metrics: MetricValues | null
  /** Share of the period with readings; null if unknown. */
  coverage: number | null
  /** How long the sensor reported, such as `1,440 min`. */
  readings: string
  /** Sum of the counts of all minutes. */
  personMinutes: number
}

/** Returns the sensors of a period, in the order of their labels. `max` is the largest count, even within a minute. */
export function toSensorRanges(
  history: Pick<RoomHistory, 'sensors' | 'coverage'>,
  labels: readonly SensorLabel[],
): SensorRange[] {
  const byMac = new Map(history.sensors.map((sensor) => [sensor.mac, sensor]))
  const total = history.coverage.minutes
  return labels.map((label) => {
    const { metrics = null, maximum = null, minutes = 0 } = byMac.get(label.mac) ?? {}
    return {
      ...label,
      metrics: metrics && { ...metrics, max: maximum ?? metrics.max },
      coverage: total > 0 ? minutes / total : null,
      readings: text.sensorReadings(minutes),
      personMinutes: metrics?.sum ?? 0,
    }
  })
}

/**
 * Returns the sensors of a range whose data comes directly from Butlr, in the order of their labels. Coverage is the
 * share of windows with a reading.
 *
 * @param omitsZeros whether the API omits zeros; the coverage is then unknown
 */
export function toDirectSensorRanges(
  { from, to, stepMs, sensors }: SensorMetrics,
  labels: readonly SensorLabel[],
  omitsZeros: boolean,
): SensorRange[] {
  const windows = Math.max(1, Math.ceil((to - from) / stepMs))
  return labels.map((label) => {
    const metrics = sensors[label.mac] ?? null
    const count = metrics?.count ?? 0
    return {
      ...label,
      metrics,
      coverage: omitsZeros ? null : Math.min(1, count / windows),
      readings: text.sensorWindows(count, formatDuration(stepMs)),
      personMinutes: ((metrics?.sum ?? 0) * stepMs) / minute,
    }
  })
}
