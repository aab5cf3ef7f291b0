import type { ReportingRequest } from '#src/contract/reporting.ts'

/**
 * Every room's occupancy by the minute. With windows of `last` each leaf holds one value per sensor, so a leaf's `sum`
 * is the room's occupancy at the end of that minute and its `count` how many sensors said so.
 *
 * @param from Unix milliseconds
 */
export function roomsByMinute(from: number): ReportingRequest {
  return {
    group_by: { order: ['room_id', 'time'] },
    window: { every: '1m', function: 'last' },
    filter: { start: instant(from), measurements: ['presence'], value: { gte: 0 } },
  }
}

/** RFC 3339 in UTC with whole seconds: Butlr advises absolute times, since relative ones may miss data. */
export function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
