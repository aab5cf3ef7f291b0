import type { ReportingRequest, WindowFunction } from '#src/contract/reporting.ts'
import type { TimeWindow } from '#src/domain/anomalies/anomaly-windows.ts'
import { toRfc3339 } from './reporting-requests.ts'

/**
 * Builds the request for one room's sensors over time. Each leaf contains one windowed value, so max, mean and last
 * need three requests, each with its own window function.
 *
 * @param from start in Unix milliseconds
 * @param every window length, such as `5m`
 * @param maximum the largest plausible count of one sensor; Butlr excludes events above it
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
 * Builds the request for every sensor over a past window. Each leaf contains the nine metrics over a sensor's minutes,
 * each reduced by `windowFunction`. Counts have no upper limit, because it differs between rooms; the caller excludes
 * implausible ones.
 *
 * @param buildings building IDs; null means all
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
