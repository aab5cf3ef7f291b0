import type { ReportingRequest, WindowFunction } from '#src/contract/reporting.ts'
import type { TimeWindow } from '#src/domain/anomalies/anomaly-windows.ts'
import type { RequestedWindows } from '#src/domain/readings/direct-range.ts'
import { toRfc3339 } from './reporting-requests.ts'

type SensorWindows = Pick<RequestedWindows, 'from' | 'every' | 'timezone'> & { to?: number | null }

/**
 * Builds the request for the sensors of one room over time. Each leaf contains one value per window, so max, mean and
 * last need separate requests with different window functions.
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
 * Builds the request for the sensors of one room over a whole range. Each leaf contains the nine metrics over a
 * sensor's windows, each of which `windowFunction` reduces to one value.
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
 * Builds the request for all sensors over a past window. Each leaf contains the nine metrics over a sensor's minutes,
 * each of which `windowFunction` reduces to one value. Does not limit counts, because the limit differs between rooms.
 * The caller must exclude implausible counts.
 *
 * @param buildings building IDs; null for all buildings
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
