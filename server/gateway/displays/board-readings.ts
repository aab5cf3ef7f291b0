import * as v from 'valibot'
import { isPlausible, maximumCount } from '#src/occupancy/plausibility.ts'
import { Reading } from '#src/reporting/contract.ts'
import { isOnBoard, type BoardRooms } from './board-rooms.ts'

/** Readings by room and sensor, as Butlr sends them; rooms and sensors may be null. */
export const GroupedReadings = v.record(v.string(), v.nullable(v.record(v.string(), v.unknown())))
export type GroupedReadings = v.InferOutput<typeof GroupedReadings>

/** A room of which only the reporting API knows. */
const noRoom = { capacity: null, maximumSensorCount: null }

/** What of all readings reaches a display: those of its board's rooms, without numbers where words have to do. */
export function readingsOf(rooms: BoardRooms, readings: GroupedReadings): GroupedReadings {
  return Object.fromEntries(
    Object.entries(readings)
      .filter(([roomId]) => isOnBoard(rooms, roomId))
      .map(([roomId, sensors]) => [
        roomId,
        sensors !== null && rooms.inWords.has(roomId)
          ? withoutNumbers(sensors, rooms.maximumCounts.get(roomId) ?? maximumCount(noRoom))
          : sensors,
      ]),
  )
}

/**
 * Whether anybody is in the room, and nothing more: of the sensors that see somebody one says 1 and the others 0, so
 * that their sum is 0 or 1. A reading that is malformed stays one, and one that is implausible becomes one.
 */
function withoutNumbers(
  sensors: Record<string, unknown>,
  maximum: number,
): Record<string, unknown> {
  let inUse = false
  return Object.fromEntries(
    Object.entries(sensors).map(([mac, metrics]) => {
      const parsed = v.safeParse(Reading, metrics)
      if (!parsed.success || !isPlausible(parsed.output.last, maximum)) return [mac, null]
      const last = parsed.output.last > 0 && !inUse ? 1 : 0
      if (last === 1) inUse = true
      return [mac, { last }]
    }),
  )
}
