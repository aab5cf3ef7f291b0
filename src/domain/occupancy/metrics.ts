import type { MetricValues } from './sensor-reading.ts'

export type MetricName = keyof MetricValues

/** What the sum of a metric over a room's sensors means. */
type RoomSumMeaning = 'occupancy' | 'figure' | 'at-most' | 'at-least' | 'diagnostic' | 'never'

export type MetricDescription = {
  name: MetricName
  /** Describes the metric of one sensor. */
  sensorDescription: string
  /** Describes the sum over a room's sensors. */
  roomDescription: string
  roomSumMeaning: RoomSumMeaning
}

/** The nine metrics of the Reporting API (docs/butlr-api.md), most used first, with what each and its sum mean. */
export const metricDescriptions: readonly MetricDescription[] = [
  {
    name: 'last',
    sensorDescription: 'People under this sensor at the latest event.',
    roomDescription: 'the room’s occupancy',
    roomSumMeaning: 'occupancy',
  },
  {
    name: 'first',
    sensorDescription: 'People under this sensor at the first event of the window.',
    roomDescription: 'occupancy when the window began',
    roomSumMeaning: 'figure',
  },
  {
    name: 'max',
    sensorDescription: 'The most people this sensor saw at once.',
    roomDescription: 'at most; sensors peak at different moments',
    roomSumMeaning: 'at-most',
  },
  {
    name: 'min',
    sensorDescription: 'The fewest people this sensor saw at once.',
    roomDescription: 'at least; sensors dip at different moments',
    roomSumMeaning: 'at-least',
  },
  {
    name: 'mean',
    sensorDescription: 'The average of this sensor’s events.',
    roomDescription: 'average occupancy',
    roomSumMeaning: 'figure',
  },
  {
    name: 'median',
    sensorDescription: 'The middle one of this sensor’s events, in order of time.',
    roomDescription: 'sum of the typical counts; not the room’s median',
    roomSumMeaning: 'figure',
  },
  {
    name: 'sum',
    sensorDescription: 'The values of this sensor’s events added up.',
    roomDescription: 'diagnostic; depends on how often sensors report',
    roomSumMeaning: 'diagnostic',
  },
  {
    name: 'count',
    sensorDescription: 'How many events this sensor sent.',
    roomDescription: 'diagnostic; how often they reported',
    roomSumMeaning: 'diagnostic',
  },
  {
    name: 'stddev',
    sensorDescription: 'How widely this sensor’s events spread around their mean.',
    roomDescription: 'never added up',
    roomSumMeaning: 'never',
  },
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

/** Returns the metrics of one sensor with implausible values (outside 0 to `maximum`) replaced by null. */
export function dropImplausibleMetrics(metrics: MetricValues, maximum: number): MetricValues {
  const plausibleOrNull = (value: number | null) =>
    value !== null && value >= 0 && value <= maximum ? value : null
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
    // An implausible `max` means that implausible events also went into `sum` and `stddev`.
    sum: max !== null && plausible.max === null ? null : metrics.sum,
    stddev: max !== null && plausible.max === null ? null : metrics.stddev,
  }
}
