import type { ReportingRequest } from '#src/contract/reporting.ts'

/**
 * Builds the request for every room's occupancy per minute. With the window function `last`, each leaf aggregates one
 * value per sensor: its `sum` is the room's occupancy at the end of the minute, its `count` the number of sensors.
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

/** Formats a time as RFC 3339 in UTC, to the second. Butlr recommends absolute times: relative times may miss data. */
export function toRfc3339(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
