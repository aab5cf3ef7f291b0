import type { ReportingRequest } from '#src/contract/reporting.ts'
import { sumOverSensors, type SamplesByKey } from '#src/domain/readings/history.ts'
import { roomLimit, type CountLimits, type PeakStep } from './room-peaks.ts'

/**
 * A request for the counts of one room's sensors per minute; `maximum` is the largest count that the request allows.
 */
export type MinuteRequest = { roomId: string; maximum: number }
/** The counts of one room's sensors per minute, by MAC address. */
export type MinuteHistory = MinuteRequest & { samples: SamplesByKey }

/**
 * Returns the room and the maximum count if a request asks for one room's counts per minute and sensor, or null for any
 * other request.
 */
export function toMinuteRequest({
  group_by,
  window,
  filter,
}: ReportingRequest): MinuteRequest | null {
  const isByMinute =
    group_by?.order.join() === 'mac_address,time' &&
    group_by.raw !== true &&
    window.every === '1m' &&
    window.function === 'last' &&
    filter.measurements.join() === 'presence'
  const [roomId, ...others] = filter.rooms?.eq ?? []
  const maximum = filter.value?.lte
  const isComplete = isByMinute && others.length === 0
  return isComplete && roomId !== undefined && maximum !== undefined ? { roomId, maximum } : null
}

/**
 * Returns the sums in the history of a room as steps for `mergePeaks`. Leaves out implausible counts, and sensors that
 * belong to another room in the topology. Returns no steps if the request allowed counts above the room's limit,
 * because Butlr's values may then include implausible counts.
 *
 * @param sensorRooms the room of each sensor in the topology, by MAC address
 */
export function minuteSums(
  { roomId, maximum, samples }: MinuteHistory,
  limits: CountLimits,
  sensorRooms: ReadonlyMap<string, string | null>,
): PeakStep[] {
  const limit = roomLimit(limits, roomId)
  if (maximum > limit) return []
  const macs = Object.keys(samples).filter((mac) => (sensorRooms.get(mac) ?? roomId) === roomId)
  return sumOverSensors(samples, macs, limit).map(({ at, value, sensors }) => [at, value, sensors])
}
