import {
  metricDescriptions,
  sumMetric,
  type MetricDescription,
} from '#src/domain/occupancy/metrics.ts'
import type { MetricValues } from '#src/domain/occupancy/sensor-reading.ts'
import type { SensorRow } from './sensor-rows.ts'

const metricFormat = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

/** A metric's value as people read it: `14`, `4.2`, `1,204`. */
export function formatMetricValue(value: number): string {
  return metricFormat.format(value)
}

/**
 * A metric of the whole room.
 * - `exact`: the sum over all its sensors.
 * - `bound`: the sum is only a bound of what one would like to know.
 * - `partial`: a sensor is missing, so the whole sum is at least this.
 * - `unknown`: nothing can be said; `never`: adding up has no meaning.
 */
export type RoomMetricValue =
  | { kind: 'exact' | 'partial'; value: number }
  | { kind: 'bound'; sign: '≤' | '≥'; value: number }
  | { kind: 'unknown' | 'never' }

/** One of the nine metrics: a value for each sensor, in their order, and what it comes to for the room. */
export type MetricRow = {
  meaning: MetricDescription
  values: (number | null)[]
  room: RoomMetricValue
}

/** A sensor that is online and sends nothing, because nobody is there: everything it could add is 0. */
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
 * The nine metrics by sensor. With a sensor missing, the sum of the others is a lower bound of the room's, since counts
 * are never negative; and a sum of `max` is no bound of anything any more, so none is shown.
 */
export function buildMetricRows(rows: readonly SensorRow[]): MetricRow[] {
  const known = rows.flatMap((row) =>
    row.contribution.kind === 'quiet' ? zeroMetrics : (row.metrics ?? []),
  )
  const complete = known.length === rows.length
  return metricDescriptions.map((meaning) => ({
    meaning,
    values: rows.map(({ metrics }) => metrics?.[meaning.name] ?? null),
    room: toRoomMetricValue(meaning, known, complete),
  }))
}

function toRoomMetricValue(
  { name, roomSumMeaning }: MetricDescription,
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
