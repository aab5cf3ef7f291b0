import * as v from 'valibot'
import { hour } from '#src/domain/time/duration.ts'
import type {
  ReadingsByRoom,
  SensorReading,
  VanishedSensor,
} from '#src/domain/occupancy/room-occupancy.ts'
import { ContractError } from '#src/contract/errors.ts'
import { isId, normalizeMac, testDevicePattern, wholeRoomKey } from '#src/contract/butlr-values.ts'
import { MetricValues, ReportResponse } from '#src/contract/reporting.ts'

const reportingName = 'POST /api/v3/reporting'

/**
 * Returns the entries of one level of a grouped response, or null when the level is not an object. Treats `null`, a
 * missing value and an empty list as empty, because Butlr does not document the shape of an empty result. Skips keys
 * that are not IDs.
 */
export function recordEntries(value: unknown): [key: string, value: unknown][] | null {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.length === 0 ? [] : null
  return typeof value === 'object' ? Object.entries(value).filter(([key]) => isId(key)) : null
}

/**
 * Returns the entries of the first level of a response.
 *
 * @param data the response's `data`
 * @throws ContractError when `data` is neither grouped nor empty
 */
export function groupedEntries(data: unknown): [key: string, value: unknown][] {
  const groups = recordEntries(data)
  if (groups) return groups
  throw new ContractError(reportingName, 'data is not grouped')
}

/** A response to the live poll. Sensors missing from an incomplete response are unknown. */
export type Report = { readings: ReadingsByRoom; incomplete: boolean }

/**
 * Parses a response to the live poll.
 *
 * @throws ContractError when it is not a report, or when its `data` is neither grouped nor empty
 */
export function parseReport(json: unknown): Report {
  const report = v.safeParse(ReportResponse, json)
  if (!report.success) throw new ContractError(reportingName, v.summarize(report.issues))
  return { readings: parseReadings(report.output.data), incomplete: report.output.incomplete }
}

/**
 * Parses a response grouped by room and sensor. A sensor is malformed when its metrics are null or its `last` is not a
 * count. A room that is not an object is malformed as a whole (`wholeRoomKey`); a null room has no readings. Skips test
 * devices and empty MAC addresses.
 *
 * @param data the response's `data`
 * @throws ContractError when `data` is neither grouped nor empty
 */
export function parseReadings(data: unknown): ReadingsByRoom {
  const readings: ReadingsByRoom = {}
  for (const [roomId, sensors] of groupedEntries(data)) {
    const room: Record<string, SensorReading> = {}
    for (const [key, metrics] of recordEntries(sensors) ?? [[wholeRoomKey, null]]) {
      const mac = normalizeMac(key)
      if (mac === '' || testDevicePattern.test(mac)) continue
      const reading = parseReading(metrics)
      // If an address has two spellings, a valid reading takes precedence over a malformed one.
      if (reading.kind === 'reading' || !(mac in room)) room[mac] = reading
    }
    readings[roomId] = room
  }
  return readings
}

function parseReading(metrics: unknown): SensorReading {
  const parsed = v.safeParse(MetricValues, metrics)
  return parsed.success ? { kind: 'reading', metrics: parsed.output } : { kind: 'malformed' }
}

export function* allReadings(readings: ReadingsByRoom): Generator<SensorReading> {
  // Callers can stop early, so the readings are not collected first.
  for (const roomId in readings) yield* Object.values(readings[roomId] ?? {})
}

/** Values by room, then by MAC address. */
type ByRoom<T> = Record<string, Record<string, T>>

function hasDuplicateSensors(readings: ByRoom<unknown>): boolean {
  const macs = new Set<string>()
  for (const roomId in readings) {
    for (const mac in readings[roomId]) {
      if (macs.has(mac)) return true
      macs.add(mac)
    }
  }
  return false
}

/**
 * Returns readings in which every sensor counts towards one room. A sensor reported in several rooms counts towards its
 * topology room if that is one of them, otherwise towards the first room by ID. A malformed reading stays in every
 * room: a room without it would look empty. Returns the same object for rooms from which nothing is removed, and the
 * same object overall when there are no duplicates.
 *
 * @param topologyRooms returns the topology's room of each sensor by MAC address; called only when there are duplicates
 * @param isCount whether a reading is a count
 */
export function deduplicateSensors<T>(
  readings: ByRoom<T>,
  topologyRooms: () => ReadonlyMap<string, string | null>,
  isCount: (reading: T) => boolean = () => true,
): ByRoom<T> {
  if (!hasDuplicateSensors(readings)) return readings
  const known = topologyRooms()
  const rooms = new Map<string, string>()
  for (const roomId of Object.keys(readings).toSorted()) {
    for (const mac of Object.keys(readings[roomId] ?? {})) {
      if (!rooms.has(mac) || known.get(mac) === roomId) rooms.set(mac, roomId)
    }
  }
  const staysIn = (roomId: string, mac: string, reading: T) =>
    mac === wholeRoomKey || rooms.get(mac) === roomId || !isCount(reading)
  return Object.fromEntries(
    Object.entries(readings).map(([roomId, sensors]) => {
      const entries = Object.entries(sensors)
      const kept = entries.filter(([mac, reading]) => staysIn(roomId, mac, reading))
      return [roomId, kept.length === entries.length ? sensors : Object.fromEntries(kept)]
    }),
  )
}

/**
 * All rooms at a given time. Plain JSON in which only `at` changes with every poll: `nextSnapshot` keeps the objects of
 * unchanged rooms, so that only the cards of changed rooms render.
 */
export type Snapshot = {
  /** Time of the response by the server's clock, in Unix milliseconds. */
  at: number
  readings: ReadingsByRoom
  /** Set when the response is incomplete: sensors missing from it are unknown. */
  incomplete?: boolean
  /** Sensors that reported before and are missing now, by room. */
  vanished: Record<string, Record<string, VanishedSensor>>
}

/** How long to remember a vanished sensor: "Since 09:14" is useful for a day; anything older only uses memory. */
const rememberVanishedMs = 24 * hour

/**
 * Returns the snapshot after a response: its readings, and the last counts of sensors that are missing from it. Reuses
 * the previous objects of rooms whose vanished sensors are the same.
 *
 * @param previous the previous snapshot, if any
 * @param readings the readings of the new response; a room that is the same object as before needs little work
 * @param at time of the response, in Unix milliseconds of the server's clock
 * @param incomplete whether the new response is incomplete
 */
export function nextSnapshot(
  previous: Snapshot | undefined,
  readings: ReadingsByRoom,
  at: number,
  incomplete = false,
): Snapshot {
  const vanished = previous ? nextVanished(previous, readings, at, incomplete) : {}
  return { at, readings, ...(incomplete && { incomplete }), vanished }
}

function nextVanished(
  previous: Snapshot,
  readings: ReadingsByRoom,
  at: number,
  incomplete: boolean,
): Snapshot['vanished'] {
  const vanished: Snapshot['vanished'] = {}
  for (const roomId of Object.keys({ ...previous.readings, ...previous.vanished })) {
    const before = previous.vanished[roomId]
    const lastReadings = previous.readings[roomId]
    const now = readings[roomId]
    // No sensor can vanish from a room whose readings are unchanged, so it is skipped.
    if (!before && lastReadings === now) continue
    const sensors: Record<string, VanishedSensor> = {}
    const remember = (mac: string, sensor: VanishedSensor) => {
      if (now?.[mac]?.kind === 'reading' || at - sensor.seenAt > rememberVanishedMs) return
      const isDated = sensor.missingSince !== undefined || incomplete
      sensors[mac] = isDated ? sensor : { ...sensor, missingSince: at }
    }
    for (const mac in before) if (before[mac]) remember(mac, before[mac])
    for (const mac in lastReadings) {
      const reading = lastReadings[mac]
      if (reading?.kind === 'reading')
        remember(mac, { last: reading.metrics.last, seenAt: previous.at })
    }
    if (Object.keys(sensors).length > 0) vanished[roomId] = shareEntries(before, sensors)
  }
  return shareEntries(previous.vanished, vanished)
}

/** Returns `previous` when the new record has the same entries: the same keys with identical values. */
export function shareEntries<T>(
  previous: Record<string, T> | undefined,
  next: Record<string, T>,
): Record<string, T> {
  const keys = Object.keys(next)
  return previous &&
    keys.length === Object.keys(previous).length &&
    keys.every((key) => previous[key] === next[key])
    ? previous
    : next
}
