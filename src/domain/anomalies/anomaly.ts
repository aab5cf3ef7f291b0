import type { SensorFinding } from '#src/domain/insights/sensor-findings.ts'
import type { TimeWindow, WindowReadings } from './anomaly-windows.ts'
import { minute } from '#src/domain/time/duration.ts'
import { arePlausibleMetrics } from '#src/domain/occupancy/metrics.ts'
import type { MetricValues } from '#src/contract/reporting.ts'
import type { ChartRange } from '#src/domain/readings/history.ts'

/**
 * An anomaly in sensor counts, with its evidence. An anomaly is never certain: a person might have stayed all night.
 * `macs` are the affected sensors; times are in Unix milliseconds.
 *
 * - `silent`: the sensor is online but sends no counts, not even 0, while another sensor in the room does. `since` is
 *   the time of its last report; null when unknown.
 * - `stuck`: the sensor counted people all night. `minutes` is how many of the night's `of` minutes have a count.
 * - `constant`: the sensor counted the same number of people throughout three working hours.
 * - `crowded`: the room was continuously over capacity. `people` is the lower bound of its occupancy.
 * - `overlap`: two sensors in a room report identical values and might see the same people.
 * - `history`: the last seven days of the history contain a finding about the sensor.
 */
export type Anomaly = { macs: readonly string[] } & (
  | { kind: 'silent'; since: number | null }
  | ({ kind: 'stuck'; people: number; minutes: number; of: number } & TimeWindow)
  | ({ kind: 'constant'; people: number } & TimeWindow)
  | ({ kind: 'crowded'; people: number; capacity: number } & TimeWindow)
  | ({ kind: 'overlap'; minutes: number } & TimeWindow)
  | { kind: 'history'; finding: SensorFinding }
)
type AnomalyKind = Anomaly['kind']

/** Share of a window's minutes that must have data for a sensor to be assessed. */
const minimumCoverage = 0.9

/** Returns the length of a window in whole minutes. */
export function countMinutes({ from, to }: TimeWindow): number {
  return Math.round((to - from) / minute)
}

/**
 * Returns whether enough minutes of a window have counts. `count` is the number of these minutes; null when unknown.
 */
export function hasEnoughSamples(count: number | null, span: TimeWindow): boolean {
  return count !== null && count >= minimumCoverage * countMinutes(span)
}

/**
 * One room's sensors in a window, by MAC address: `implausible` contains the sensors with an implausible count, and
 * `sensors` the metrics of all other sensors that sent a count.
 */
export type RoomWindow = TimeWindow & {
  sensors: ReadonlyMap<string, MetricValues>
  implausible: ReadonlySet<string>
}

/**
 * Returns one room's readings in a window, sorted by MAC address.
 *
 * @param macs the room's sensors; readings of other sensors are skipped
 * @param maximum the largest plausible count of one sensor
 */
export function selectRoomWindow(
  { from, to, readings }: WindowReadings,
  roomId: string,
  macs: readonly string[],
  maximum: number,
): RoomWindow {
  const sensors = new Map<string, MetricValues>()
  const implausible = new Set<string>()
  for (const mac of macs.toSorted()) {
    const reading = readings[roomId]?.[mac]
    if (reading?.kind !== 'reading') continue
    if (arePlausibleMetrics(reading.metrics, maximum)) sensors.set(mac, reading.metrics)
    else implausible.add(mac)
  }
  return { from, to, sensors, implausible }
}

/** The chart range that shows the evidence for each kind of anomaly. */
export const anomalyChartRanges: Record<AnomalyKind, ChartRange | '7d'> = {
  silent: '24h',
  stuck: '24h',
  constant: '24h',
  crowded: '1h',
  overlap: '24h',
  history: '7d',
}
