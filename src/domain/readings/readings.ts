import { ContractError } from '#src/contract/errors.ts'
import { isId, testDevicePattern, wholeRoomKey, isEventTime } from '#src/contract/butlr-values.ts'
import * as v from 'valibot'
import { MetricValues } from '#src/contract/reporting.ts'

/**
 * One level of an answer as entries; null where it is something else than an object. `null`, a missing value and an empty
 * list are the forms in which an empty answer comes (Butlr API notes: empty-result shape is undocumented, accept all
 * three). Keys that are no ids are dropped.
 */
export function recordEntries(value: unknown): [key: string, value: unknown][] | null {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.length === 0 ? [] : null
  return typeof value === 'object' ? Object.entries(value).filter(([key]) => isId(key)) : null
}

/**
 * The first level of an answer.
 *
 * @param data the answer's `data`
 * @throws ContractError when it is neither grouped nor empty
 */
export function groupedEntries(data: unknown): [key: string, value: unknown][] {
  const groups = recordEntries(data)
  if (groups) return groups
  throw new ContractError('POST /api/v3/reporting', 'data is not grouped')
}

/** One sensor in an answer. `malformed` is a named gap: the sensor answered, but not with a count. */
export type SensorReading = { kind: 'reading'; metrics: MetricValues } | { kind: 'malformed' }

/** Readings by room, then by MAC address in lower case. Plain JSON, so that the query cache can share structure. */
export type ReadingsByRoom = Record<string, Record<string, SensorReading>>

/**
 * Reads an answer grouped by room and sensor. A sensor whose metrics are null or whose `last` is no count is malformed,
 * and so is a room that is no object (`wholeRoom`); a room that is null has no readings.
 *
 * @param data the answer's `data`
 * @throws ContractError when `data` is neither grouped nor one of the forms of an empty answer
 */
export function parseReadings(data: unknown): ReadingsByRoom {
  const readings: ReadingsByRoom = {}
  for (const [roomId, sensors] of groupedEntries(data)) {
    const room: Record<string, SensorReading> = {}
    for (const [mac, metrics] of recordEntries(sensors) ?? [[wholeRoomKey, null]]) {
      if (!testDevicePattern.test(mac)) room[mac.toLowerCase()] = parseReading(metrics)
    }
    readings[roomId] = room
  }
  return readings
}

function parseReading(metrics: unknown): SensorReading {
  const parsed = v.safeParse(MetricValues, metrics)
  return parsed.success ? { kind: 'reading', metrics: parsed.output } : { kind: 'malformed' }
}

/** Every reading of an answer, whatever its room. */
export function* allReadings(readings: ReadingsByRoom): Generator<SensorReading> {
  for (const sensors of Object.values(readings)) yield* Object.values(sensors)
}

/** One windowed value. `at` is the start of the window in Unix milliseconds, `sensors` how many values it is the sum of. */
export type Sample = { at: number; value: number; sensors: number }

/** Samples by whatever the answer was grouped by first, in order of time. */
export type SamplesByKey = Record<string, Sample[]>

/**
 * Reads an answer grouped by something and then by time, asked with one value per window and series.
 * The leaf's `sum` is then the value added over the series in it. Malformed leaves and times are left out: they become
 * gaps, which the charts show as gaps. So does a whole series that is malformed.
 *
 * @param data the answer's `data`
 * @param now Unix milliseconds by the server's clock: nothing was counted later
 * @throws ContractError when `data` is neither grouped nor empty
 */
export function parseSamples(data: unknown, now: number): SamplesByKey {
  const byKey: SamplesByKey = {}
  for (const [key, times] of groupedEntries(data)) {
    const samples: Sample[] = []
    for (const [time, leaf] of recordEntries(times) ?? []) {
      const at = parseTime(time)
      const metrics = v.safeParse(MetricValues, leaf)
      if (!isEventTime(at, now) || !metrics.success || metrics.output.sum === null) continue
      samples.push({ at, value: metrics.output.sum, sensors: metrics.output.count ?? 1 })
    }
    byKey[key] = samples.toSorted((a, b) => a.at - b.at)
  }
  return byKey
}

/** A time key in Unix milliseconds, or NaN. Times without a zone are UTC (Butlr API notes, time keys). */
function parseTime(key: string): number {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(key) ? key : `${key}Z`
  return /^\d{4}-\d\d-\d\dT/.test(zoned) ? Date.parse(zoned) : Number.NaN
}

/** Readings of any kind by room, and by MAC address in lower case. */
type ByRoom<T> = Record<string, Record<string, T>>

/**
 * Readings in which every sensor counts in one room: where one is reported in several, in the room that the topology puts
 * it in, else in the first by id. The same object where none is. What is no count stays in every room: a room that lost
 * it would look empty instead of malformed.
 *
 * @param homes the room of each sensor by its MAC address, as the topology has it
 * @param isCount whether a reading is a count
 */
export function deduplicateSensors<T>(
  readings: ByRoom<T>,
  homes: () => ReadonlyMap<string, string | null>,
  isCount: (reading: T) => boolean = () => true,
): ByRoom<T> {
  const macs = Object.values(readings).flatMap((sensors) => Object.keys(sensors))
  if (new Set(macs).size === macs.length) return readings
  const known = homes()
  const rooms = new Map<string, string>()
  for (const roomId of Object.keys(readings).toSorted()) {
    for (const mac of Object.keys(readings[roomId] ?? {})) {
      if (!rooms.has(mac) || known.get(mac) === roomId) rooms.set(mac, roomId)
    }
  }
  const staysIn = (roomId: string, mac: string, reading: T) =>
    mac === wholeRoomKey || rooms.get(mac) === roomId || !isCount(reading)
  return Object.fromEntries(
    Object.entries(readings).map(([roomId, sensors]) => [
      roomId,
      Object.fromEntries(
        Object.entries(sensors).filter(([mac, reading]) => staysIn(roomId, mac, reading)),
      ),
    ]),
  )
}
