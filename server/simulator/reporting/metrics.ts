import type { MetricName } from '#src/contract/reporting.ts'

export type Metrics = Record<MetricName, number>

/**
 * The nine metrics of the windowed values of one leaf, in order of time (tutorial, section 2.2; Butlr API notes,
 * numeric conventions). `stddev` divides by n and is worked out in two passes; `median` is the chronological middle,
 * the element at floor(n / 2), not the middle by size. There must be at least one value.
 */
export function metricsOf(values: readonly number[]): Metrics {
  const count = values.length
  const first = values[0]
  const last = values[count - 1]
  const median = values[Math.floor(count / 2)]
  if (first === undefined || last === undefined || median === undefined) {
    throw new RangeError('A leaf without values has no metrics.')
  }
  let sum = 0
  let min = first
  let max = first
  for (const value of values) {
    sum += value
    if (value < min) min = value
    if (value > max) max = value
  }
  const mean = sum / count
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return { sum, min, max, count, mean, median, stddev: Math.sqrt(squares / count), first, last }
}
