import type { RangeName } from '#src/domain/readings/range.ts'
import type { SuspicionKind } from './suspicion.ts'

/** Over which range a room's chart shows what a suspicion rests on. */
export const chartRanges: Record<SuspicionKind, RangeName> = {
  silent: '24h',
  stuck: '24h',
  constant: '24h',
  crowded: '1h',
  overlap: '24h',
}
