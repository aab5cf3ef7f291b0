import { classifyFreshness } from './freshness.ts'
import type { MetricValues } from '#src/contract/reporting.ts'
import { isPlausibleCount } from './plausible-counts.ts'

/** One sensor in a response. `malformed` means that the response contains the sensor without a valid count. */
export type SensorReading = { kind: 'reading'; metrics: MetricValues } | { kind: 'malformed' }

/**
 * Readings by room, then by MAC address (`normalizeMac`). Plain JSON, so that the query cache can reuse unchanged
 * objects.
 */
export type ReadingsByRoom = Record<string, Record<string, SensorReading>>

/**
 * The last known count of a sensor that vanished from the responses. Times are in Unix milliseconds: `seenAt` is the
 * time of the last response that contained the sensor, `missingSince` the time of the first complete response without
 * the sensor.
 */
export type VanishedSensor = { last: number; seenAt: number; missingSince?: number | undefined }

/** A sensor that the topology expects to report in a room. `online` is null when the topology omits the status. */
type ExpectedSensor = { mac: string; online: boolean | null }

/** The data about one room at one poll. Keys are MAC addresses in lower case. */
export type RoomInputs = {
  /**
   * The sensors in the topology; null if it is unknown which sensors the room has. Only sensors that have reported are
   * then expected.
   */
  expectedSensors: readonly ExpectedSensor[] | null
  /** Whether the room might have sensors that are neither expected nor have reported. */
  sensorsUnknown?: boolean
  /** When the topology last reported whether sensors are online, in Unix milliseconds; null if unknown. */
  healthCheckedAt: number | null
  /** The room's readings in this poll's response. */
  readings: Readonly<Record<string, SensorReading>>
  /** Whether the room's entry in the response is malformed, which makes every sensor in it unknown. */
  malformed?: boolean
  /** Whether the response is incomplete, which makes everything missing from it unknown. */
  incomplete?: boolean
  /** Sensors that reported before and are missing now. */
  vanished: Readonly<Record<string, VanishedSensor>>
  /** Time of the response, in Unix milliseconds of the server's clock. */
  at: number
  /** Whether the API omits zeros, see `omitsZeros`. */
  omitsZeros: boolean
  /** The largest plausible count of one sensor, see `maximumPlausibleCount`. */
  maximumCount: number
}

/**
 * Minimum number of readings, none of them 0, from which to infer that the API omits zeros. With fewer, every sensor
 * might see someone by chance.
 */
const minimumReadings = 12

/**
 * Returns whether the API omits zeros. Butlr does not document whether `presence` reports a 0 when a sensor sees no one
 * (every minimum in its sample is 1), so this is inferred. If many sensors report and none reports a 0 in its window,
 * the API omits zeros, and a silent online sensor counts as 0. Otherwise a silent sensor is missing, unless the whole
 * room is silent.
 *
 * @param readings every reading of one response
 */
export function omitsZeros(readings: Iterable<SensorReading>): boolean {
  let counted = 0
  for (const reading of readings) {
    if (reading.kind !== 'reading') continue
    if (reading.metrics.min === 0 || reading.metrics.last === 0) return false
    counted += 1
  }
  return counted >= minimumReadings
}

export type MissingReason = SilenceReason | 'implausible'
type SilenceReason = 'offline' | 'silent' | 'malformed'

/**
 * What one sensor contributes to its room's occupancy. A quiet sensor is online, reports nothing and counts as zero.
 */
export type SensorContribution =
  | { kind: 'counted'; mac: string; people: number }
  | { kind: 'quiet'; mac: string }
  | {
      kind: 'missing'
      mac: string
      why: SilenceReason
      lastKnown: { people: number; seenAt: number } | null
    }
  /** The sensor reports a count that is not plausible (see `isPlausibleCount`). */
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
 * - `at-least`: some sensors are missing or not known; `people` is a lower bound.
 * - `last-known`: no sensor reports now, but one did at `seenAt`, in Unix milliseconds; `isRecent` is true while that
 * value is live or late.
 * - `none`: the occupancy is unknown, which is not the same as 0.
 */
export type RoomOccupancy = {
  /** Number of sensors that report a plausible count now. */
  reportingSensors: number
  /** Number of sensors that should report. */
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
  const counted = contributions.filter((contribution) => contribution.kind === 'counted')
  const quiet = contributions.filter((contribution) => contribution.kind === 'quiet')
  const base = {
    contributions,
    reportingSensors: counted.length,
    expectedSensors: contributions.length,
  }

  const known = counted.length + quiet.length
  if (known > 0) {
    const people = counted.reduce((sum, sensor) => sum + sensor.people, 0)
    return {
      ...base,
      kind: known === contributions.length && !room.sensorsUnknown ? 'exact' : 'at-least',
      people,
    }
  }

  const silent = contributions.flatMap((contribution) =>
    contribution.kind === 'missing' && contribution.lastKnown !== null
      ? [{ why: contribution.why, ...contribution.lastKnown }]
      : [],
  )
  if (silent.length === 0) return { ...base, kind: 'none', seenAt: null }
  const seenAt = Math.max(...silent.map((sensor) => sensor.seenAt))
  const freshness = classifyFreshness(room.at - seenAt, intervalMs)
  if (freshness !== 'no-data' && silent.every((sensor) => sensor.why !== 'offline')) {
    const people = silent.reduce((sum, sensor) => sum + sensor.people, 0)
    const isRecent = freshness === 'live' || freshness === 'late'
    return { ...base, kind: 'last-known', people, seenAt, isRecent }
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
  const missing = (why: SilenceReason) => ({ kind: 'missing' as const, mac, why, lastKnown })
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
 * Returns when a sensor is known to have fallen silent, in Unix milliseconds. Older health data cannot explain the
 * silence: between two polls, the sensor might still have counted people.
 */
export function silentSince({ seenAt, missingSince }: VanishedSensor): number {
  return missingSince ?? seenAt
}

/** The states of a room. The UI shows a state as a label and an icon, never by colour alone. */
export const roomStates = ['free', 'in-use', 'busy', 'full', 'over', 'no-data'] as const
export type RoomState = (typeof roomStates)[number]

/** Share of capacity at which a room becomes busy, unless the overrides set a different share. */
export const defaultBusyThreshold = 0.7

/**
 * Returns the state of a room. Without a capacity, only Free, In use and No data apply. A lower bound can show that a
 * room is in use, busy, full or over capacity, but never that it is free, so "at least 0" is No data.
 *
 * @param capacity in people; null when unknown
 * @param busyThreshold share of capacity at which the room becomes busy
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
  return isBusy(occupancy.people, capacity, busyThreshold) ? 'busy' : 'in-use'
}

/** Returns the smallest number of people at which a room is busy; can be the capacity, at which the room is full. */
export function minBusyPeople(capacity: number, busyThreshold: number | null): number {
  const below = Math.floor((busyThreshold ?? defaultBusyThreshold) * capacity)
  return isBusy(below, capacity, busyThreshold) ? below : below + 1
}

/**
 * Returns whether a number of people reaches the busy threshold. Compares shares: a product such as 0.55 × 20 is not
 * exactly 11.
 *
 * @param capacity in people, above 0
 * @param busyThreshold share of capacity; null for the default
 */
export function isBusy(people: number, capacity: number, busyThreshold: number | null): boolean {
  return people / capacity >= (busyThreshold ?? defaultBusyThreshold)
}
