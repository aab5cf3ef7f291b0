import { hour, minute } from '#src/domain/time/duration.ts'
import { atLocalHour, isLocalWeekend } from '#src/domain/time/local-time.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { WindowFunction } from '#src/contract/reporting.ts'
import type { ReadingsByRoom } from '#src/domain/occupancy/room-occupancy.ts'

/** A half-open time range of whole minutes, in Unix milliseconds. */
export type TimeWindow = { from: number; to: number }
/** A time window and every sensor's metrics in it. */
export type WindowReadings = TimeWindow & { readings: ReadingsByRoom }

/**
 * The analysis windows of anomaly detection, each with the function that aggregates a sensor's counts per minute.
 * Detectors that prove a lower bound need the minimum; flatline detection needs the mean.
 */
export const analysisWindowFunctions = {
  night: 'min',
  'working-day': 'max',
  'three-hours': 'mean',
  'half-hour': 'min',
} as const satisfies Record<string, WindowFunction>
export type AnalysisWindowName = keyof typeof analysisWindowFunctions
export const analysisWindowNames = ['night', 'working-day', 'three-hours', 'half-hour'] as const

/**
 * Age in milliseconds below which counts are not analysed: readings arrive late, so these counts may still change
 * (docs/butlr-api.md).
 */
const reportingDelay = 3 * minute
/** Local hours at which the night and the working day begin and end. */
const nightHours = { begins: 0, ends: 5 }
const workingHours = { begins: 9, ends: 17 }

/**
 * Returns the bounds of an analysis window as of `now`, in the building's time zone. The window ends at least
 * `reportingDelay` before `now`.
 * - `night`: the last complete night, 00:00 to 05:00.
 * - `working-day`: today from 09:00 to 17:00, or the part of it that has passed; null on weekends and until it covers
 * one hour.
 * - `three-hours`: the latest three hours of `working-day`; null until it covers three hours.
 * - `half-hour`: the latest 30 minutes.
 *
 * @param now Unix milliseconds
 */
export function analysisWindowAt(
  name: AnalysisWindowName,
  now: number,
  zone: TimeZone,
): TimeWindow | null {
  const settled = Math.floor((now - reportingDelay) / minute) * minute
  if (name === 'half-hour') return { from: settled - 30 * minute, to: settled }
  if (name === 'night') {
    const days = settled < atLocalHour(now, zone, nightHours.ends) ? -1 : 0
    return {
      from: atLocalHour(now, zone, nightHours.begins, days),
      to: atLocalHour(now, zone, nightHours.ends, days),
    }
  }
  if (isLocalWeekend(now, zone)) return null
  const begins = atLocalHour(now, zone, workingHours.begins)
  const to = Math.min(settled, atLocalHour(now, zone, workingHours.ends))
  const least = name === 'three-hours' ? 3 * hour : hour
  if (to - begins < least) return null
  return { from: name === 'three-hours' ? to - least : begins, to }
}

/**
 * Returns whether an instant is within working hours: Monday to Friday, 09:00 to 17:00, in the building's time zone.
 */
export function isWorkingTime(now: number, zone: TimeZone): boolean {
  if (isLocalWeekend(now, zone)) return false
  return (
    now >= atLocalHour(now, zone, workingHours.begins) &&
    now < atLocalHour(now, zone, workingHours.ends)
  )
}
