import type { MetricValues } from '#src/contract/reporting.ts'
import { metricDefinitions, sumMetric, type MetricDefinition } from './metrics.ts'

/**
 * A metric of the whole room.
 * - `exact`: the sum over all its sensors.
 * - `bound`: the sum is an upper or lower bound on the actual value.
 * - `partial`: a sensor is missing, so the full sum is at least `value`.
 * - `unknown`: no value is available; `never`: a sum is meaningless.
 */
export type RoomMetricValue =
  | { kind: 'exact' | 'partial'; value: number }
  | { kind: 'bound'; sign: '≤' | '≥'; value: number }
  | { kind: 'unknown' | 'never' }

/** One of the nine metrics: the value of each sensor, in the order of the table's columns, and the value of the room. */
export type MetricRow = {
  metric: MetricDefinition
  values: (number | null)[]
  room: RoomMetricValue
}

/** The metrics of a quiet sensor: it is online and detects no one, so it adds 0 to every sum. */
const zeroMetrics: MetricValues = {
  last: 0,
  first: 0,
  max: 0,
  min: 0,
  mean: 0,
  median: 0,
  sum: 0,
  count: 0,
  stddev: null,
}

/**
 * Returns the nine metrics by sensor, and their sums over a room. A quiet sensor is online and detects no one. With a
 * sensor missing, a sum is a lower bound, since counts are never negative; a sum of `max` is then no bound at all, so it
 * is unknown.
 */
export function buildMetricRows(
  rows: readonly { metrics: MetricValues | null; isQuiet: boolean }[],
): MetricRow[] {
  const known = rows.flatMap((row) => (row.isQuiet ? zeroMetrics : (row.metrics ?? [])))
  const complete = known.length === rows.length
  return metricDefinitions.map((metric) => ({
    metric,
    values: rows.map(({ metrics }) => metrics?.[metric.name] ?? null),
    room: toRoomMetricValue(metric, known, complete),
  }))
}

function toRoomMetricValue(
  { name, roomSumMeaning }: MetricDefinition,
  known: readonly MetricValues[],
  complete: boolean,
): RoomMetricValue {
  if (roomSumMeaning === 'never') return { kind: 'never' }
  const value = sumMetric(name, known)
  if (value === null || (!complete && roomSumMeaning === 'at-most')) return { kind: 'unknown' }
  switch (roomSumMeaning) {
    case 'at-most':
      return { kind: 'bound', sign: '≤', value }
    case 'at-least':
      return { kind: 'bound', sign: '≥', value }
    case 'occupancy':
    case 'figure':
    case 'diagnostic':
      return { kind: complete ? 'exact' : 'partial', value }
  }
}
