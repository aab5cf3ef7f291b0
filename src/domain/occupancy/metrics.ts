import type { MetricName, MetricValues } from '#src/contract/reporting.ts'
import { isPlausibleValue } from './plausible-counts.ts'

/** What the sum of a metric over a room's sensors means. */
export type RoomSumMeaning =
  'occupancy' | 'figure' | 'at-most' | 'at-least' | 'diagnostic' | 'never'

export type MetricDefinition = {
  name: MetricName
  roomSumMeaning: RoomSumMeaning
}

/** The nine metrics of the Reporting API (docs/butlr-api.md), most used first, with the meaning of their room sums. */
export const metricDefinitions: readonly MetricDefinition[] = [
  { name: 'last', roomSumMeaning: 'occupancy' },
  { name: 'first', roomSumMeaning: 'figure' },
  { name: 'max', roomSumMeaning: 'at-most' },
  { name: 'min', roomSumMeaning: 'at-least' },
  { name: 'mean', roomSumMeaning: 'figure' },
  { name: 'median', roomSumMeaning: 'figure' },
  { name: 'sum', roomSumMeaning: 'diagnostic' },
  { name: 'count', roomSumMeaning: 'diagnostic' },
  { name: 'stddev', roomSumMeaning: 'never' },
]

/**
 * Sums a metric over a room's sensors. Returns null when the sum is meaningless (`stddev`), when there are no sensors,
 * or when a sensor lacks the metric, because a partial sum would look complete.
 */
export function sumMetric(name: MetricName, sensors: readonly MetricValues[]): number | null {
  if (name === 'stddev' || sensors.length === 0) return null
  let sum = 0
  for (const metrics of sensors) {
    const value = metrics[name]
    if (value === null) return null
    sum += value
  }
  return sum
}

/**
 * Returns whether every metric of one sensor except `sum`, `count` and `stddev` is null or plausible (from 0 to
 * `maximum`). If a metric is implausible, the sensor had an implausible count, which `sum` and `stddev` include too.
 */
export function arePlausibleMetrics(metrics: MetricValues, maximum: number): boolean {
  const { min, max, mean, median, first, last } = metrics
  return [min, max, mean, median, first, last].every(
    (value) => value === null || isPlausibleValue(value, maximum),
  )
}

/** Returns the metrics of one sensor with implausible values (outside 0 to `maximum`) replaced by null. */
export function dropImplausibleMetrics(metrics: MetricValues, maximum: number): MetricValues {
  const plausibleOrNull = (value: number | null) =>
    value !== null && isPlausibleValue(value, maximum) ? value : null
  const { first, max, min, mean, median } = metrics
  const plausible = {
    first: plausibleOrNull(first),
    max: plausibleOrNull(max),
    min: plausibleOrNull(min),
    mean: plausibleOrNull(mean),
  }
  return {
    ...metrics,
    ...plausible,
    median: plausibleOrNull(median),
    // An implausible `max` means that `sum` and `stddev` include implausible values too.
    sum: max !== null && plausible.max === null ? null : metrics.sum,
    stddev: max !== null && plausible.max === null ? null : metrics.stddev,
  }
}
