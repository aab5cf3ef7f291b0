/**
 * The metrics of the Reporting API. Their names (`last`, `max`, …) are not translated. Each metric describes the counts
 * of one sensor in a period. The table of a room shows the metrics of each sensor and their sums.
 */
import type { MetricName } from '#src/contract/reporting.ts'

/** The meaning of a metric for the sensors of a room, shown below the metric's name when it is selected. */
export const metricDescriptions: Record<MetricName, string> = {
  last: 'Each sensor’s latest count.',
  first: 'Each sensor’s first count in this period.',
  max: 'Each sensor’s largest count.',
  min: 'Each sensor’s smallest count.',
  mean: 'The average of each sensor’s counts.',
  median: 'Butlr’s “median”: each sensor’s middle count by time, not the statistical median.',
  sum: 'The sum of each sensor’s counts.',
  count: 'How many counts each sensor sent.',
  stddev: 'How much each sensor’s counts vary (standard deviation).',
}

/** The meaning of a metric's sum over the sensors of a room, shown in a table cell. */
export const roomMetricDescriptions: Record<MetricName, string> = {
  last: 'the room’s occupancy',
  first: 'occupancy at the start of the period',
  max: 'upper bound: sensors peak at different times',
  min: 'lower bound: sensors dip at different times',
  mean: 'average occupancy',
  median: 'sum of the middle counts, not the room’s median',
  sum: 'for diagnostics: depends on how often sensors report',
  count: 'for diagnostics: how often sensors report',
  stddev: 'not meaningful for a room',
}

/** Replaces the description of `max` when its sum is unknown. */
export const noUpperBound = 'no upper bound: a sensor is missing'

// What screen readers read for `–`
export const noValue = 'no value'
export const unknownValue = 'unknown'
export const notApplicable = 'not applicable'

/**
 * What screen readers read for `7+`.
 *
 * @param value such as `7` or `64%`
 */
export const atLeast = (value: string) => `at least ${value}`
