import * as v from 'valibot'
import { testDevice, wholeRoom } from '#src/contract/butlr-values.ts'
import { entriesOf, groupsOf } from './answer.ts'
import { Reading } from '#src/contract/reporting.ts'

/** One sensor in an answer. `malformed` is a named gap: the sensor answered, but not with a count. */
export type SensorReading = { kind: 'reading'; metrics: Reading } | { kind: 'malformed' }

/** Readings by room, then by MAC address in lower case. Plain JSON, so that the query cache can share structure. */
export type Readings = Record<string, Record<string, SensorReading>>

/**
 * Reads an answer grouped by room and sensor. A sensor whose metrics are null or whose `last` is no count is malformed,
 * and so is a room that is no object (`wholeRoom`); a room that is null has no readings.
 *
 * @param data the answer's `data`
 * @throws ContractError when `data` is neither grouped nor one of the forms of an empty answer
 */
export function parseReadings(data: unknown): Readings {
  const readings: Readings = {}
  for (const [roomId, sensors] of groupsOf(data)) {
    const room: Record<string, SensorReading> = {}
    for (const [mac, metrics] of entriesOf(sensors) ?? [[wholeRoom, null]]) {
      if (!testDevice.test(mac)) room[mac.toLowerCase()] = parseReading(metrics)
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
