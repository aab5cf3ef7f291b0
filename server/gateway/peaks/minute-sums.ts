import { isPlausibleCount } from '#src/domain/occupancy/room-occupancy.ts'
import type { ReportingRequest } from '#src/contract/reporting.ts'
import type { SamplesByKey } from '#src/domain/readings/history.ts'
import { roomLimit, type CountLimits, type PeakStep } from './room-peaks.ts'

/** Sums of rooms per minute, and the largest count of one sensor that contributes to them. */
export type MinuteHistory = { samples: SamplesByKey; maximum: number }

/**
 * Returns the largest count of one sensor in the sums that a request returns; null if it does not return the sums of
 * rooms per minute, or if it does not limit the counts.
 */
export function minuteSumsMaximum({ group_by, window, filter }: ReportingRequest): number | null {
  const isByMinute =
    group_by?.order.join() === 'room_id,time' &&
    group_by.raw !== true &&
    window.every === '1m' &&
    window.function === 'last' &&
    filter.measurements.join() === 'presence'
  return isByMinute ? (filter.value?.lte ?? null) : null
}

/**
 * Yields the sums of a history as steps for `mergePeaks`, by room. Skips malformed and implausible sums, and rooms whose
 * limit is below that of the request.
 */
export function* minuteSums(
  { samples, maximum }: MinuteHistory,
  limits: CountLimits,
): Generator<[string, PeakStep[]]> {
  for (const [roomId, minutes] of Object.entries(samples)) {
    const limit = roomLimit(limits, roomId)
    if (maximum > limit) continue
    const steps = minutes.flatMap(({ at, value, sensors }): PeakStep[] =>
      Number.isInteger(sensors) && isPlausibleCount(value, limit * sensors)
        ? [[at, value, sensors]]
        : [],
    )
    yield [roomId, steps]
  }
}
