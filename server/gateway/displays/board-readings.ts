import * as v from 'valibot'
import { Reading } from '#src/reporting/contract.ts'
import { isOnBoard, type BoardRooms } from './board-rooms.ts'

/** Readings by room and sensor, as `groupedReadingsFrom` reads them. */
export const GroupedReadings = v.record(v.string(), v.record(v.string(), v.unknown()))
export type GroupedReadings = v.InferOutput<typeof GroupedReadings>

/** What of all readings reaches a display: those of its board's rooms, without numbers where words have to do. */
export function readingsOf(rooms: BoardRooms, readings: GroupedReadings): GroupedReadings {
  return Object.fromEntries(
    Object.entries(readings)
      .filter(([roomId]) => isOnBoard(rooms, roomId))
      .map(([roomId, sensors]) => [
        roomId,
        sensors === null || isCounted(rooms, roomId) ? sensors : withoutNumbers(sensors),
      ]),
  )
}

function isCounted({ counted }: BoardRooms, roomId: string): boolean {
  return counted === 'all' || counted.has(roomId)
}

/**
 * Whether anybody is in the room, and nothing more: of the sensors that see somebody one says 1 and the others 0, so
 * that their sum is 0 or 1. A reading that is malformed stays one.
 */
function withoutNumbers(sensors: Record<string, unknown>): Record<string, unknown> {
  let inUse = false
  return Object.fromEntries(
    Object.entries(sensors).map(([mac, metrics]) => {
      const parsed = v.safeParse(Reading, metrics)
      if (!parsed.success) return [mac, null]
      const last = parsed.output.last > 0 && !inUse ? 1 : 0
      if (last === 1) inUse = true
      return [mac, { last }]
    }),
  )
}
