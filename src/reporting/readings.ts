import * as v from 'valibot'
import { Reading, testDevice } from './contract.ts'
import { plainObject } from './answer.ts'

/** One sensor in an answer. `malformed` is a named gap: the sensor answered, but not with a count. */
export type SensorReading = { kind: 'reading'; metrics: Reading } | { kind: 'malformed' }

/** Readings by room, then by MAC address in lower case. Plain JSON, so that the query cache can share structure. */
export type Readings = Record<string, Record<string, SensorReading>>

/**
 * Reads an answer grouped by room and sensor.
 * A room that is null has no readings; a sensor whose metrics are null or whose `last` is no count is malformed.
 *
 * @param data the answer's `data`
 * @throws MalformedAnswer when `data` is neither grouped nor one of the shapes of an empty answer
 */
export function parseReadings(data: unknown): Readings {
  const rooms = plainObject(data, 'data')
  const readings: Readings = {}
  for (const [roomId, sensors] of Object.entries(rooms)) {
    if (roomId === '') continue
    const room: Record<string, SensorReading> = {}
    if (sensors !== null) {
      for (const [mac, metrics] of Object.entries(plainObject(sensors, roomId))) {
        if (mac === '' || testDevice.test(mac)) continue
        room[mac.toLowerCase()] = parseReading(metrics)
      }
    }
    readings[roomId] = room
  }
  return readings
}

function parseReading(metrics: unknown): SensorReading {
  const parsed = v.safeParse(Reading, metrics)
  return parsed.success ? { kind: 'reading', metrics: parsed.output } : { kind: 'malformed' }
}

/** Every reading of an answer, whatever its room. */
export function* everyReading(readings: Readings): Generator<SensorReading> {
  for (const sensors of Object.values(readings)) yield* Object.values(sensors)
}
