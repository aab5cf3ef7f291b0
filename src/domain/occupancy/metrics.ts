import type { Metrics } from './sensor-reading.ts'

export type MetricName = keyof Metrics

/** What adding a metric over a room's sensors gives (product: The metrics and their sums). */
type RoomMeaning = 'occupancy' | 'figure' | 'at-most' | 'at-least' | 'diagnostic' | 'never'

export type MetricMeaning = {
  name: MetricName
  /** Of one sensor. */
  ofSensor: string
  /** Of the sum over a room's sensors. */
  ofRoom: string
  roomMeaning: RoomMeaning
}

/** The nine metrics, most asked for first, with what they mean and what their sum would mean (tutorial, sections 2.2 and 4). */
export const metricMeanings: readonly MetricMeaning[] = [
  {
    name: 'last',
    ofSensor: 'People under this sensor at the latest event.',
    ofRoom: 'the room’s occupancy',
    roomMeaning: 'occupancy',
  },
  {
    name: 'first',
    ofSensor: 'People under this sensor at the first event of the window.',
    ofRoom: 'occupancy when the window began',
    roomMeaning: 'figure',
  },
  {
    name: 'max',
    ofSensor: 'The most people this sensor saw at once.',
    ofRoom: 'at most; sensors peak at different moments',
    roomMeaning: 'at-most',
  },
  {
    name: 'min',
    ofSensor: 'The fewest people this sensor saw at once.',
    ofRoom: 'at least; sensors dip at different moments',
    roomMeaning: 'at-least',
  },
  {
    name: 'mean',
    ofSensor: 'The average of this sensor’s events.',
    ofRoom: 'average occupancy',
    roomMeaning: 'figure',
  },
  {
    name: 'median',
    ofSensor: 'The middle one of this sensor’s events, in order of time.',
    ofRoom: 'sum of the typical counts; not the room’s median',
    roomMeaning: 'figure',
  },
  {
    name: 'sum',
    ofSensor: 'The values of this sensor’s events added up.',
    ofRoom: 'diagnostic; depends on how often sensors report',
    roomMeaning: 'diagnostic',
  },
  {
    name: 'count',
    ofSensor: 'How many events this sensor sent.',
    ofRoom: 'diagnostic; how often they reported',
    roomMeaning: 'diagnostic',
  },
  {
    name: 'stddev',
    ofSensor: 'How widely this sensor’s events spread around their mean.',
    ofRoom: 'never added up',
    roomMeaning: 'never',
  },
]

/**
 * A metric added over a room's sensors. Null where the sum has no meaning (`stddev`), or where a sensor lacks the
 * metric: a sum that silently lacks a term would pass for the whole.
 */
export function roomMetric(name: MetricName, sensors: readonly Metrics[]): number | null {
  if (name === 'stddev' || sensors.length === 0) return null
  let sum = 0
  for (const metrics of sensors) {
    const value = metrics[name]
    if (value === null) return null
    sum += value
  }
  return sum
}

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
