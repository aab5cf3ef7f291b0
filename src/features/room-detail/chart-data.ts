import type { ChartData, ChartPoint, ChartSeries } from '#src/components/charts/chart-data.ts'
import type { SensorHistory } from '#src/data/reporting/range-queries.ts'
import { isPlausibleValue } from '#src/domain/occupancy/plausible-counts.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { chartName, roomLine } from '#messages/room-chart.ts'
import type { ChartMetric } from './chart-params.ts'
import type { SensorLabel } from '#src/format/sensor-labels.ts'

/**
 * Returns the chart of a room: a line per sensor and, if there are several sensors and their sum is meaningful, a line
 * for the room. Sums of `last` and `mean` are the room's occupancy and its average. Sensors reach their `max` at
 * different times, so for `max` there is neither a sum nor a limit.
 *
 * @param labels every sensor to draw; a sensor without readings appears as a gap
 * @param step milliseconds between two samples
 * @param period such as `past 24 hours`
 * @param capacity the room's capacity in people; null if unknown
 * @param maximum the largest plausible count of one sensor; larger values become gaps
 */
export function buildChartData(
  history: SensorHistory,
  labels: readonly SensorLabel[],
  { metric, step, period }: { metric: ChartMetric; step: number; period: string },
  { capacity, maximum }: { capacity: number | null; maximum: number },
  zone: TimeZone,
): ChartData {
  const { from, to, at } = history
  const sensors = labels.map(({ mac, name, colour }): ChartSeries => {
    const samples = (history.sensors[mac] ?? []).filter(({ value }) =>
      isPlausibleValue(value, maximum),
    )
    const points = samples.map(({ at, value }): ChartPoint => ({ at, value }))
    return { id: mac, label: name, colour, points }
  })
  const isAdditive = metric !== 'max'
  return {
    label: chartName(period, metric),
    zone,
    from,
    to: Math.max(to, from + step),
    step,
    series:
      isAdditive && sensors.length > 1 ? [...sensors, roomSeries(sensors, at - step)] : sensors,
    curve: metric === 'mean' ? 'linear' : 'step',
    now: Math.min(at, to),
    ...(isAdditive && capacity !== null ? { limit: capacity } : {}),
  }
}

/**
 * Returns the sum of the sensors at every time with at least one value. If a sensor is missing, the sum is a lower
 * bound; after `settledUntil`, in the step still in progress, such a sum is left out, because the sensor might be late
 * rather than missing.
 */
function roomSeries(sensors: readonly ChartSeries[], settledUntil: number): ChartSeries {
  const sums = new Map<number, { value: number; sensors: number }>()
  for (const { points } of sensors) {
    for (const { at, value } of points) {
      if (value === null) continue
      const sum = sums.get(at) ?? { value: 0, sensors: 0 }
      sums.set(at, { value: sum.value + value, sensors: sum.sensors + 1 })
    }
  }
  const points = [...sums]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([at, sum]): ChartPoint[] => {
      if (sum.sensors === sensors.length) return [{ at, value: sum.value }]
      return at > settledUntil ? [] : [{ at, value: sum.value, partial: true }]
    })
  return { id: 'room', label: roomLine, colour: 'var(--ink)', emphasis: 'total', points }
}
