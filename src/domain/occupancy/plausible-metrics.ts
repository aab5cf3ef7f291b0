import type { Metrics } from './reading.ts'

/** The metrics of one sensor without the values that no plausible event can have led to; null stands for those. */
export function plausibleMetrics(metrics: Metrics, maximum: number): Metrics {
  const kept = (value: number | null) =>
    value !== null && value >= 0 && value <= maximum ? value : null
  const { first, max, min, mean, median } = metrics
  const read = { first: kept(first), max: kept(max), min: kept(min), mean: kept(mean) }
  return {
    ...metrics,
    ...read,
    median: kept(median),
    // The events behind them were added up too.
    sum: max !== null && read.max === null ? null : metrics.sum,
    stddev: max !== null && read.max === null ? null : metrics.stddev,
  }
}
