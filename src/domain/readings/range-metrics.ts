import type { MetricValues } from '#src/contract/reporting.ts'
import type { SensorReading } from '#src/domain/occupancy/room-occupancy.ts'

/** The window functions that the metrics of a range need. */
export const rangeFunctions = ['last', 'max', 'mean', 'min', 'first'] as const
type RangeFunction = (typeof rangeFunctions)[number]

/** A room's sensors by window function, then by MAC address. */
export type MetricsByFunction = Partial<Record<RangeFunction, Record<string, SensorReading>>>

/**
 * Returns the nine metrics of each sensor over a range, from requests that reduce the windows with different functions.
 * `max`, `min`, `first` and `last` are exact for windows of any length: each comes from the request with the
 * function of the same name. `mean`, `sum` and `count` describe the means of the windows, and `median` and `stddev`
 * their last counts. A metric without a reading is null.
 */
export function combineMetrics(byFunction: MetricsByFunction): Record<string, MetricValues> {
  const sensors: Record<string, MetricValues> = {}
  for (const [mac, reading] of Object.entries(byFunction.last ?? {})) {
    if (reading.kind !== 'reading') continue
    const { last, median, stddev } = reading.metrics
    const metricsFrom = (name: RangeFunction): Partial<MetricValues> => {
      const other = byFunction[name]?.[mac]
      return other?.kind === 'reading' ? other.metrics : {}
    }
    const { mean = null, sum = null, count = null } = metricsFrom('mean')
    const { max = null } = metricsFrom('max')
    const { min = null } = metricsFrom('min')
    const { first = null } = metricsFrom('first')
    sensors[mac] = { sum, min, max, count, mean, median, stddev, first, last }
  }
  return sensors
}
