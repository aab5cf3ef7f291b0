import type { MetricName, WindowFunction } from '#src/contract/reporting.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import type { Sample, SamplesByKey } from './history.ts'

/**
 * The periods whose metrics are explained, with their windows: length of the period and of a window in milliseconds,
 * `every` in the API's format, and the function that reduces the events of a window to one count. `2m` is the period of
 * the live poll; the windows of `30m` are those of the history. `maxAgeMs` is how long a sensor's count stays current.
 */
export const metricPeriods = {
  '2m': {
    spanMs: 2 * minute,
    stepMs: second,
    every: '1s',
    windowFunction: 'max',
    maxAgeMs: 15 * second,
  },
  '30m': {
    spanMs: 30 * minute,
    stepMs: minute,
    every: '1m',
    windowFunction: 'last',
    maxAgeMs: 2 * minute,
  },
} as const satisfies Record<
  string,
  {
    spanMs: number
    stepMs: number
    every: string
    windowFunction: WindowFunction
    maxAgeMs: number
  }
>
export type MetricPeriod = keyof typeof metricPeriods

/** Returns the index of the middle element in chronological order, which Butlr reports as `median`. */
export const middleIndex = (length: number): number => Math.floor(length / 2)

/**
 * Returns the nine metrics of counts in chronological order, as Butlr computes them (docs/butlr-api.md); null without
 * counts.
 */
export function computeMetrics(counts: readonly number[]): Record<MetricName, number> | null {
  const [first] = counts
  const median = counts[middleIndex(counts.length)]
  const last = counts.at(-1)
  if (first === undefined || median === undefined || last === undefined) return null
  const sum = counts.reduce((total, count) => total + count, 0)
  const mean = sum / counts.length
  const variance = counts.reduce((total, count) => total + (count - mean) ** 2, 0) / counts.length
  return {
    sum,
    min: Math.min(...counts),
    max: Math.max(...counts),
    count: counts.length,
    mean,
    median,
    stddev: Math.sqrt(variance),
    first,
    last,
  }
}

/** Returns whether the count at `index` determines a metric. All counts determine a sum, a number or an average. */
export function isCounted(metric: MetricName, counts: readonly number[], index: number): boolean {
  switch (metric) {
    case 'last':
      return index === counts.length - 1
    case 'first':
      return index === 0
    case 'max':
      return counts[index] === Math.max(...counts)
    case 'min':
      return counts[index] === Math.min(...counts)
    case 'median':
      return index === middleIndex(counts.length)
    case 'mean':
    case 'sum':
    case 'count':
    case 'stddev':
      return true
  }
}

/** Minimum share of moments with a count of every sensor; below this share, the sums do not represent the room. */
const minimumKnownShare = 0.8

/**
 * Returns the sums of the sensors' counts at each moment at which one of them reports, in chronological order. Each sum
 * contains the latest count of every sensor. A moment is left out if a sensor has no count that is recent enough.
 *
 * @param macs sensors to sum
 * @param maxAgeMs how old the latest count of a sensor may be, in milliseconds
 * @returns null if too many moments are left out
 */
export function sumsAtMoments(
  samples: SamplesByKey,
  macs: readonly string[],
  maxAgeMs: number,
): number[] | null {
  const bySensor = macs.map((mac) => samples[mac] ?? [])
  const moments = [...new Set(bySensor.flat().map(({ at }) => at))].toSorted((a, b) => a - b)
  const sums = moments.flatMap((at) => {
    const counts = bySensor.map((own) => findCurrent(own, at, maxAgeMs))
    return counts.every((count) => count !== null)
      ? [counts.reduce((sum, count) => sum + count, 0)]
      : []
  })
  return sums.length > 0 && sums.length >= minimumKnownShare * moments.length ? sums : null
}

function findCurrent(samples: readonly Sample[], at: number, maxAgeMs: number): number | null {
  const latest = samples.findLast((sample) => sample.at <= at)
  return latest && at - latest.at <= maxAgeMs ? latest.value : null
}
