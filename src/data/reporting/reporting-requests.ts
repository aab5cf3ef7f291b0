import type { ReportingRequest } from '#src/contract/reporting.ts'

/**
 * Builds the request for the occupancy of all rooms per minute. With the window function `last`, each leaf aggregates
 * one value per sensor. Its `sum` is the room's occupancy at the end of the minute, and its `count` is the number of
 * sensors.
 *
 * @param from start in Unix milliseconds
 */
export function roomsByMinuteRequest(from: number): ReportingRequest {
  return {
    group_by: { order: ['room_id', 'time'] },
    window: { every: '1m', function: 'last' },
    filter: { start: toRfc3339(from), measurements: ['presence'], value: { gte: 0 } },
  }
}

/**
 * Formats a time as RFC 3339 in UTC, to the second. Butlr recommends absolute times, because relative times can miss
 * data.
 */
export function toRfc3339(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
