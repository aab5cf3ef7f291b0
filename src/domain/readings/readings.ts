import * as v from 'valibot'
import { hour } from '#src/domain/time/duration.ts'
import type {
  ReadingsByRoom,
  SensorReading,
  VanishedSensor,
} from '#src/domain/occupancy/room-occupancy.ts'
import type { Sample, SamplesByKey } from './history.ts'
import { appendPoll, type ChangesByRoom } from './recent-history.ts'
import { ContractError } from '#src/contract/errors.ts'
import {
  isEventTime,
  isId,
  normalizeMac,
  testDevicePattern,
  wholeRoomKey,
} from '#src/contract/butlr-values.ts'
import { MetricValues } from '#src/contract/reporting.ts'

/**
 * Returns the entries of one level of a grouped response; null when the level is not an object. Treats `null`, a
 * missing value and an empty list as empty, because Butlr does not document the shape of an empty result. Skips keys
 * that are not IDs.
 */
function recordEntries(value: unknown): [key: string, value: unknown][] | null {
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
function groupedEntries(data: unknown): [key: string, value: unknown][] {
  const groups = recordEntries(data)
  if (groups) return groups
  throw new ContractError('POST /api/v3/reporting', 'data is not grouped')
}

/**
 * Parses a response grouped by room and sensor. A sensor is malformed when its metrics are null or its `last` is not a
 * count. A room that is not an object is malformed as a whole (`wholeRoomKey`); a null room has no readings.
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

/** Yields the readings of all rooms. */
export function* allReadings(readings: ReadingsByRoom): Generator<SensorReading> {
  for (const sensors of Object.values(readings)) yield* Object.values(sensors)
}

/**
 * Parses a response grouped by any key and then by time. The query must return one value per window and series, so that
 * the `sum` of a leaf is the sum over its series. Malformed leaves, times and series are skipped; charts show them as
 * gaps.
 *
 * @param data the response's `data`
 * @param now server time in Unix milliseconds; later samples are skipped
 * @param toKey returns the key under which samples are looked up; samples with an empty key are skipped
 * @throws ContractError when `data` is neither grouped nor empty
 */
export function parseSamples(
  data: unknown,
  now: number,
  toKey = (key: string) => key,
): SamplesByKey {
  const byKey: SamplesByKey = {}
  for (const [group, times] of groupedEntries(data)) {
    const key = toKey(group)
    if (key === '') continue
    const samples: Sample[] = []
    for (const [time, leaf] of recordEntries(times) ?? []) {
      const at = parseTime(time)
      const metrics = v.safeParse(MetricValues, leaf)
      if (!isEventTime(at, now) || !metrics.success || metrics.output.sum === null) continue
      const { sum: value, count, max } = metrics.output
      samples.push({ at, value, sensors: count ?? 1, largest: max ?? value })
    }
    if (samples.length > 0 || !(key in byKey)) byKey[key] = samples.toSorted((a, b) => a.at - b.at)
  }
  return byKey
}

/** Parses a time key to Unix milliseconds, or NaN. Times without a zone are UTC (docs/butlr-api.md). */
function parseTime(key: string): number {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(key) ? key : `${key}Z`
  return /^\d{4}-\d\d-\d\dT/.test(zoned) ? Date.parse(zoned) : Number.NaN
}

/** Values by room, then by MAC address. */
type ByRoom<T> = Record<string, Record<string, T>>

/** Returns whether a sensor is reported in several rooms. */
function hasDuplicateSensors(readings: ByRoom<unknown>): boolean {
  const macs = Object.values(readings).flatMap((sensors) => Object.keys(sensors))
  return new Set(macs).size < macs.length
}

/**
 * Returns readings in which every sensor counts in one room. A sensor reported in several rooms counts in its topology
 * room, otherwise in the first room by ID. A malformed reading stays in every room: a room without it would look empty.
 * Returns the same object for rooms from which nothing is removed, and the same object overall when there are no
 * duplicates.
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
 * All rooms at one time. Plain JSON in which only `at` changes with every poll, so that the query cache reuses the
 * objects of unchanged rooms and only the cards of changed rooms render.
 */
export type Snapshot = {
  /** Time of the response by the server's clock, Unix milliseconds. */
  at: number
  readings: ReadingsByRoom
  /** Set when the response is incomplete: sensors missing from it are unknown. */
  incomplete?: boolean
  /** Sensors that reported before and are missing now, by room. */
  vanished: Record<string, Record<string, VanishedSensor>>
  /** Every room's occupancy changes in the last half hour, from polls. */
  recent: ChangesByRoom
}

/** How long to remember a vanished sensor: "Since 09:14" is useful for a day; anything older only uses memory. */
const rememberVanishedMs = 24 * hour

/**
 * Returns the snapshot after a response: its readings, and the last counts of sensors that are missing from it.
 *
 * @param previous the previous snapshot, if any
 * @param readings the readings of the new response
 * @param at time of the response, Unix milliseconds of the server's clock
 * @param intervalMs poll interval in milliseconds
 * @param incomplete whether the new response is incomplete
 */
export function nextSnapshot(
  previous: Snapshot | undefined,
  readings: ReadingsByRoom,
  at: number,
  intervalMs: number,
  incomplete = false,
): Snapshot {
  const vanished: Snapshot['vanished'] = {}
  const remember = (roomId: string, mac: string, sensor: VanishedSensor) => {
    if (readings[roomId]?.[mac]?.kind === 'reading' || at - sensor.seenAt > rememberVanishedMs)
      return
    const missingSince = sensor.missingSince ?? (incomplete ? undefined : at)
    ;(vanished[roomId] ??= {})[mac] =
      missingSince === undefined ? sensor : { ...sensor, missingSince }
  }
  for (const [roomId, sensors] of Object.entries(previous?.vanished ?? {})) {
    for (const [mac, sensor] of Object.entries(sensors)) remember(roomId, mac, sensor)
  }
  for (const [roomId, sensors] of Object.entries(previous?.readings ?? {})) {
    for (const [mac, reading] of Object.entries(sensors)) {
      if (reading.kind !== 'reading') continue
      remember(roomId, mac, { last: reading.metrics.last, seenAt: previous?.at ?? at })
    }
  }
  const recent = appendPoll(previous, readings, at, intervalMs)
  return { at, readings, ...(incomplete && { incomplete }), vanished, recent }
}
