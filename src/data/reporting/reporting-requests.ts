import type { ReportingRequest, WindowFunction } from '#src/contract/reporting.ts'
import type { TimeWindow } from '#src/domain/readings/analysis-windows.ts'

/**
 * Every room's occupancy by the minute. With windows of `last` each leaf holds one value per sensor, so a leaf's `sum`
 * is the room's occupancy at the end of that minute and its `count` how many sensors said so.
 *
 * @param from Unix milliseconds
 */
export function roomsByMinuteRequest(from: number): ReportingRequest {
  return {
    group_by: { order: ['room_id', 'time'] },
    window: { every: '1m', function: 'last' },
    filter: { start: toRfc3339(from), measurements: ['presence'], value: { gte: 0 } },
  }
}

/**
 * One room's occupancy by the minute, see roomsByMinute.
 *
 * @param maximum the largest plausible count of one sensor; Butlr leaves events above it out
 */
export function roomByMinuteRequest(
  roomId: string,
  from: number,
  maximum: number,
): ReportingRequest {
  const { filter, ...request } = roomsByMinuteRequest(from)
  const value = { gte: 0, lte: maximum }
  return { ...request, filter: { ...filter, rooms: { eq: [roomId] }, value } }
}

/**
 * One room's sensors over time. Each leaf holds one windowed value, so max, mean and last are three requests with that
 * window function.
 *
 * @param from Unix milliseconds
 * @param every a span such as `5m`
 * @param maximum the largest plausible count of one sensor; Butlr leaves events above it out
 */
export function sensorHistoryRequest(
  roomId: string,
  from: number,
  every: string,
  windowFunction: WindowFunction,
  maximum: number,
): ReportingRequest {
  return {
    group_by: { order: ['mac_address', 'time'] },
    window: { every, function: windowFunction },
    filter: {
      start: toRfc3339(from),
      measurements: ['presence'],
      rooms: { eq: [roomId] },
      value: { gte: 0, lte: maximum },
    },
  }
}

/**
 * Every sensor over a span that is past, one leaf each: the nine metrics of its minutes, which `windowFunction` reduced.
 *
 * @param buildings ids; null means all
 */
export function sensorsInWindowRequest(
  { from, to }: TimeWindow,
  windowFunction: WindowFunction,
  buildings: readonly string[] | null,
): ReportingRequest {
  return {
    group_by: { order: ['room_id', 'mac_address'] },
    window: { every: '1m', function: windowFunction },
    filter: {
      start: toRfc3339(from),
      stop: toRfc3339(to),
      measurements: ['presence'],
      ...(buildings && { buildings: { eq: [...buildings] } }),
      value: { gte: 0 },
    },
  }
}

/** RFC 3339 in UTC with whole seconds: Butlr advises absolute times, since relative ones may miss data. */
function toRfc3339(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
