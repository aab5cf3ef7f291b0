import type { Span, SpanReadings } from '#src/domain/readings/analysis-windows.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { Reading } from '#src/contract/reporting.ts'
import type { RangeName } from '#src/domain/readings/history.ts'

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
export type Suspicion = { macs: readonly string[] } & (
  | { kind: 'silent'; since: number | null }
  | ({ kind: 'stuck'; people: number; minutes: number; of: number } & Span)
  | ({ kind: 'constant'; people: number } & Span)
  | ({ kind: 'crowded'; people: number; capacity: number } & Span)
  | ({ kind: 'overlap'; minutes: number } & Span)
)
export type SuspicionKind = Suspicion['kind']

/** So much of a span has to be known before anything is said about it. */
const enoughOf = 0.9

/** How many whole minutes a span has. */
export function minutesIn({ from, to }: Span): number {
  return Math.round((to - from) / minute)
}

/** Whether a sensor counted in enough minutes of a span; `count` is in how many, null when not said. */
export function isEnough(count: number | null, span: Span): boolean {
  return count !== null && count >= enoughOf * minutesIn(span)
}

/** What the sensors of one room did over a span, by MAC address; those without a count are not in it. */
export type RoomSpan = Span & { sensors: ReadonlyMap<string, Reading> }

/**
 * One room's share of a span, in the order of the addresses.
 *
 * @param macs the room's sensors; others that claim to be there are left out
 */
export function roomSpan(
  { from, to, readings }: SpanReadings,
  roomId: string,
  macs: readonly string[],
): RoomSpan {
  const sensors = new Map<string, Reading>()
  for (const mac of macs.toSorted()) {
    const reading = readings[roomId]?.[mac]
    if (reading?.kind === 'reading') sensors.set(mac, reading.metrics)
  }
  return { from, to, sensors }
}

/** Over which range a room's chart shows what a suspicion rests on. */
export const chartRanges: Record<SuspicionKind, RangeName> = {
  silent: '24h',
  stuck: '24h',
  constant: '24h',
  crowded: '1h',
  overlap: '24h',
}
