import * as v from 'valibot'
import {
  omitsZeros,
  isPlausibleCount,
  maximumPlausibleCount,
} from '#src/domain/occupancy/room-occupancy.ts'
import { MetricValues } from '#src/contract/reporting.ts'
import { testDevicePattern } from '#src/contract/butlr-values.ts'
import { isOnBoard, type ResolvedBoardRooms } from './board-rooms.ts'

/** Readings by room and sensor, as `parseGroupedReadings` returns them. */
export const GroupedReadings = v.record(v.string(), v.record(v.string(), v.unknown()))
export type GroupedReadings = v.InferOutput<typeof GroupedReadings>

/** The limits of a room that only the reporting API returns, not the topology. */
const unlistedRoom = { capacity: null, maximumSensorCount: null }

/** Counts by room and sensor as sent to displays; null if a sensor sent no valid count. */
type DisplayReadings = Record<string, Record<string, { last: number } | null>>

/**
 * Reduces the readings of a board's rooms to what a display shows: only `last`, without test devices, in a fixed order,
 * so that the response changes only when a count changes.
 */
export function toDisplayReadings(
  rooms: ResolvedBoardRooms,
  readings: GroupedReadings,
): DisplayReadings {
  return Object.fromEntries(
    sortedEntries(readings)
      .filter(([roomId]) => roomId !== '' && isOnBoard(rooms, roomId))
      .map(([roomId, sensors]) => {
        const counts = toCounts(sensors ?? {})
        const maximum = rooms.maximumCounts.get(roomId) ?? maximumPlausibleCount(unlistedRoom)
        return [roomId, isCountVisible(rooms, roomId) ? counts : maskCounts(counts, maximum)]
      }),
  )
}

/**
 * Whether the API omits zeros, determined from all rooms of the account: a board with few rooms has too few readings to
 * tell, and displays do not get the counts of private rooms.
 */
export function accountOmitsZeros(readings: GroupedReadings): boolean {
  return omitsZeros(iterateReadings(readings))
}

function* iterateReadings(readings: GroupedReadings) {
  for (const sensors of Object.values(readings)) {
    for (const [mac, metrics] of Object.entries(sensors ?? {})) {
      if (testDevicePattern.test(mac)) continue
      const parsed = v.safeParse(MetricValues, metrics)
      if (parsed.success) yield { kind: 'reading' as const, metrics: parsed.output }
    }
  }
}

/** Whether a sensor sent a valid count. */
export function isCount(metrics: unknown): boolean {
  return v.is(MetricValues, metrics)
}

function toCounts(sensors: Record<string, unknown>): DisplayReadings[string] {
  return Object.fromEntries(
    sortedEntries(sensors)
      .filter(([mac]) => mac !== '' && !testDevicePattern.test(mac))
      .map(([mac, metrics]) => {
        const parsed = v.safeParse(MetricValues, metrics)
        return [mac, parsed.success ? { last: parsed.output.last } : null]
      }),
  )
}

function isCountVisible({ counted }: ResolvedBoardRooms, roomId: string): boolean {
  return counted === 'all' || counted.has(roomId)
}

/**
 * Masks counts so that they reveal only whether the room is in use: the first sensor with a positive count reports 1
 * and all others 0, so that their sum is 0 or 1. Malformed and implausible readings become null.
 */
function maskCounts(counts: DisplayReadings[string], maximum: number): DisplayReadings[string] {
  let inUse = false
  return Object.fromEntries(
    Object.entries(counts).map(([mac, count]) => {
      if (count === null || !isPlausibleCount(count.last, maximum)) return [mac, null]
      const last = count.last > 0 && !inUse ? 1 : 0
      if (last === 1) inUse = true
      return [mac, { last }]
    }),
  )
}

function sortedEntries<TValue>(record: Record<string, TValue>): [string, TValue][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
