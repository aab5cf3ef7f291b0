import type { TimeWindow, WindowReadings } from '#src/domain/readings/analysis-windows.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { MetricValues } from '#src/contract/reporting.ts'
import type { ChartRange } from '#src/domain/readings/history.ts'

/**
 * What makes a sensor's counts hard to believe, with the numbers that say so. Never a certainty: somebody may really
 * have sat there all night. `macs` are the sensors concerned, times Unix milliseconds.
 *
 * - `silent`: it is online and counts nobody, not even 0, while the room's other sensors do. `since` is its last report,
 *   null where none is known.
 * - `stuck`: it saw somebody all night. `minutes` of the night have a count, of `of`.
 * - `constant`: it counted the very same number of people for hours of working time.
 * - `crowded`: its room held more than it is meant for, all the time. `people` is what was never less.
 * - `overlap`: two sensors of a room say the same of every minute: they may look at the same people.
 */
export type Anomaly = { macs: readonly string[] } & (
  | { kind: 'silent'; since: number | null }
  | ({ kind: 'stuck'; people: number; minutes: number; of: number } & TimeWindow)
  | ({ kind: 'constant'; people: number } & TimeWindow)
  | ({ kind: 'crowded'; people: number; capacity: number } & TimeWindow)
  | ({ kind: 'overlap'; minutes: number } & TimeWindow)
)
export type AnomalyKind = Anomaly['kind']

/** So much of a span has to be known before anything is said about it. */
const minimumCoverage = 0.9

/** How many whole minutes a span has. */
export function countMinutes({ from, to }: TimeWindow): number {
  return Math.round((to - from) / minute)
}

/** Whether a sensor counted in enough minutes of a span; `count` is in how many, null when not said. */
export function hasEnoughSamples(count: number | null, span: TimeWindow): boolean {
  return count !== null && count >= minimumCoverage * countMinutes(span)
}

/** What the sensors of one room did over a span, by MAC address; those without a count are not in it. */
export type RoomWindow = TimeWindow & { sensors: ReadonlyMap<string, MetricValues> }

/**
 * One room's share of a span, in the order of the addresses.
 *
 * @param macs the room's sensors; others that claim to be there are left out
 */
export function selectRoomWindow(
  { from, to, readings }: WindowReadings,
  roomId: string,
  macs: readonly string[],
): RoomWindow {
  const sensors = new Map<string, MetricValues>()
  for (const mac of macs.toSorted()) {
    const reading = readings[roomId]?.[mac]
    if (reading?.kind === 'reading') sensors.set(mac, reading.metrics)
  }
  return { from, to, sensors }
}

/** Over which range a room's chart shows what a suspicion rests on. */
export const anomalyChartRanges: Record<AnomalyKind, ChartRange> = {
  silent: '24h',
  stuck: '24h',
  constant: '24h',
  crowded: '1h',
  overlap: '24h',
}
