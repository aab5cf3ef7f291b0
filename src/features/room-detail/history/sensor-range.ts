import type { RoomHistory } from '#src/contract/history.ts'
import type { MetricValues } from '#src/contract/reporting.ts'
import type { SensorLabel } from '#src/format/sensor-labels.ts'

/** A sensor over a period. `metrics` is null without data. */
export type SensorRange = SensorLabel & { minutes: number; metrics: MetricValues | null }

/** Returns the sensors of a period, in the order of their labels. `max` is the largest count, even within a minute. */
export function toSensorRanges(
  history: Pick<RoomHistory, 'sensors'>,
  labels: readonly SensorLabel[],
): SensorRange[] {
  const byMac = new Map(history.sensors.map((sensor) => [sensor.mac, sensor]))
  return labels.flatMap((label) => {
    const sensor = byMac.get(label.mac)
    if (!sensor) return [{ ...label, minutes: 0, metrics: null }]
    const { metrics, maximum, minutes } = sensor
    const max = maximum ?? metrics?.max ?? null
    return [{ ...label, minutes, metrics: metrics && { ...metrics, max } }]
  })
}
