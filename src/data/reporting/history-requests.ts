import type { ReportingRequest, WindowFunction } from '#src/contract/reporting.ts'
import type { TimeWindow } from '#src/domain/anomalies/anomaly-windows.ts'
import type { RequestedWindows } from '#src/domain/readings/direct-range.ts'
import { toRfc3339 } from './reporting-requests.ts'

type SensorWindows = Pick<RequestedWindows, 'from' | 'every' | 'timezone'> & { to?: number | null }

/**
 * Builds the request for one room's sensors over time. Each leaf contains one windowed value, so max, mean and last
 * need three requests, each with its own window function.
 *
 * @param maximum the largest plausible count of one sensor; Butlr excludes events above it
 */
export function sensorHistoryRequest(
  roomId: string,
  windows: SensorWindows,
  windowFunction: WindowFunction,
  maximum: number,
): ReportingRequest {
  return roomRequest(['mac_address', 'time'], roomId, windows, windowFunction, maximum)
}

/**
 * Builds the request for one room's sensors over a range as a whole. Each leaf contains the nine metrics of a sensor's
 * windows, each reduced by `windowFunction`.
 *
 * @param maximum the largest plausible count of one sensor; Butlr excludes events above it
 */
export function sensorMetricsRequest(
  roomId: string,
  windows: SensorWindows,
  windowFunction: WindowFunction,
  maximum: number,
): ReportingRequest {
  return roomRequest(['room_id', 'mac_address'], roomId, windows, windowFunction, maximum)
}

function roomRequest(
  order: (ReportingRequest['group_by'] & {})['order'],
  roomId: string,
  { from, to = null, every, timezone }: SensorWindows,
  windowFunction: WindowFunction,
  maximum: number,
): ReportingRequest {
  return {
    group_by: { order },
    window: { every, function: windowFunction, ...(timezone !== undefined && { timezone }) },
    filter: {
      start: toRfc3339(from),
      ...(to !== null && { stop: toRfc3339(to) }),
      measurements: ['presence'],
      rooms: { eq: [roomId] },
      value: { gte: 0, lte: maximum },
    },
  }
}

/**
 * Builds the request for every sensor over a past window. Each leaf contains the nine metrics over a sensor's minutes,
 * each reduced by `windowFunction`. Counts have no upper limit, because it differs between rooms; the caller excludes
 * implausible counts.
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
