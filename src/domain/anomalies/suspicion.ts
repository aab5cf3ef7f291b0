import type { Span } from '#src/domain/readings/spans.ts'

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
