import { classifyFreshness } from './freshness.ts'
import {
  isPlausibleCount,
  type RoomInputs,
  type SensorReading,
  type VanishedSensor,
} from './sensor-reading.ts'

/** Why a sensor contributes nothing to its room's sum. */
type MissingReason = 'offline' | 'silent' | 'malformed' | 'implausible'

/** What one sensor contributes. A quiet sensor is online, reports nothing and counts as zero. */
export type SensorContribution =
  | { kind: 'counted'; mac: string; people: number }
  | { kind: 'quiet'; mac: string }
  | {
      kind: 'missing'
      mac: string
      why: Exclude<MissingReason, 'implausible'>
      lastKnown: { people: number; seenAt: number } | null
    }
  /** The sensor reports a count above the room's plausible maximum. */
  | {
      kind: 'missing'
      mac: string
      why: 'implausible'
      count: number
      maximum: number
      lastKnown: null
    }

/**
 * A room's occupancy and its reliability.
 * - `exact`: every sensor is accounted for.
 * - `at-least`: some sensors are missing; `people` is a lower bound.
 * - `last-known`: no sensor reports now, but one did at `seenAt`, in Unix milliseconds; `isRecent` while that value is not
 *   stale.
 * - `none`: the occupancy is unknown. Never 0.
 */
export type RoomOccupancy = {
  /** How many sensors report a count now, and how many should. */
  reportingSensors: number
  expectedSensors: number
  contributions: readonly SensorContribution[]
} & (
  | { kind: 'exact' | 'at-least'; people: number }
  | { kind: 'last-known'; people: number; seenAt: number; isRecent: boolean }
  | { kind: 'none'; seenAt: number | null }
)

/**
 * Computes a room's occupancy: the sum of `last` over its presence sensors (docs/butlr-api.md). The result states
 * whether the sum is complete.
 *
 * @param room the data about the room at one poll
 * @param intervalMs poll interval in milliseconds; determines how long a vanished sensor's last count is used
 */
export function computeRoomOccupancy(room: RoomInputs, intervalMs: number): RoomOccupancy {
  const macs = new Set([
    ...(room.expectedSensors ?? []).map((sensor) => sensor.mac),
    ...Object.keys(room.readings),
    ...(room.expectedSensors === null ? Object.keys(room.vanished) : []),
  ])
  const contributions = [...macs].toSorted().map((mac) => sensorContribution(room, mac))
  const counted = contributions.filter((one) => one.kind === 'counted')
  const quiet = contributions.filter((one) => one.kind === 'quiet')
  const base = {
    contributions,
    reportingSensors: counted.length,
    expectedSensors: contributions.length,
  }

  const known = counted.length + quiet.length
  if (known > 0) {
    const people = counted.reduce((sum, one) => sum + one.people, 0)
    return { ...base, kind: known === contributions.length ? 'exact' : 'at-least', people }
  }

  const withLastKnown = contributions.flatMap((one) =>
    one.kind === 'missing' && one.lastKnown !== null ? [one] : [],
  )
  const seenAt =
    withLastKnown.length === 0
      ? null
      : Math.max(...withLastKnown.map((one) => one.lastKnown?.seenAt ?? 0))
  const mayUseLastKnown =
    withLastKnown.length > 0 && withLastKnown.every((one) => one.why !== 'offline')
  if (seenAt !== null && mayUseLastKnown) {
    const freshness = classifyFreshness(room.at - seenAt, intervalMs)
    const people = withLastKnown.reduce((sum, one) => sum + (one.lastKnown?.people ?? 0), 0)
    const isRecent = freshness === 'live' || freshness === 'late'
    if (freshness !== 'no-data') return { ...base, kind: 'last-known', people, seenAt, isRecent }
  }
  return { ...base, kind: 'none', seenAt }
}

function sensorContribution(room: RoomInputs, mac: string): SensorContribution {
  const reading: SensorReading | undefined = room.readings[mac]
  const { maximumCount: maximum } = room
  if (reading?.kind === 'reading') {
    const { last } = reading.metrics
    return isPlausibleCount(last, maximum)
      ? { kind: 'counted', mac, people: last }
      : { kind: 'missing', mac, why: 'implausible', count: last, maximum, lastKnown: null }
  }

  const vanished = room.vanished[mac]
  const lastKnown =
    vanished === undefined || !isPlausibleCount(vanished.last, maximum)
      ? null
      : { people: vanished.last, seenAt: vanished.seenAt }
  const missing = (why: Exclude<MissingReason, 'implausible'>): SensorContribution => ({
    kind: 'missing',
    mac,
    why,
    lastKnown,
  })
  if (room.malformed || reading?.kind === 'malformed') return missing('malformed')

  const online = room.expectedSensors?.find((sensor) => sensor.mac === mac)?.online ?? null
  // Health data from before the sensor went silent cannot explain the silence.
  const isHealthNewer =
    room.healthCheckedAt !== null &&
    (vanished === undefined || room.healthCheckedAt > silentSince(vanished))
  if (room.incomplete || !isHealthNewer || online === null) return missing('silent')
  if (!online) return missing('offline')
  const wholeRoomSilent = Object.keys(room.readings).length === 0
  return wholeRoomSilent || room.omitsZeros ? { kind: 'quiet', mac } : missing('silent')
}

/**
 * Returns the time since when a sensor is known to be silent, in Unix milliseconds. Only later health data can explain the
 * silence: between two polls the sensor may still have counted people.
 */
export function silentSince({ seenAt, missingSince }: VanishedSensor): number {
  return missingSince ?? seenAt
}

/** The states of a room. The UI shows a state as a label and an icon, never by colour alone. */
export const roomStates = ['free', 'in-use', 'busy', 'full', 'over', 'no-data'] as const
export type RoomState = (typeof roomStates)[number]

/** Share of capacity from which a room is busy, unless the operator configures another. */
export const defaultBusyThreshold = 0.7

/**
 * Returns the state of a room. Without a capacity, only Free, In use and No data apply. A lower bound can show that a
 * room is in use, busy or over capacity, but never that it is free, so "at least 0" is No data.
 *
 * @param capacity in people; null when unknown
 * @param busyThreshold share of capacity from which the room is busy
 */
export function roomState(
  occupancy: RoomOccupancy,
  capacity: number | null,
  busyThreshold: number = defaultBusyThreshold,
): RoomState {
  if (occupancy.kind === 'none') return 'no-data'
  if (occupancy.people <= 0) return occupancy.kind === 'at-least' ? 'no-data' : 'free'
  if (capacity === null) return 'in-use'
  if (occupancy.people > capacity) return 'over'
  if (occupancy.people === capacity) return 'full'
  return occupancy.people >= busyThreshold * capacity ? 'busy' : 'in-use'
}
