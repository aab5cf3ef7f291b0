import { hour } from '#src/domain/time/duration.ts'
import type { VanishedSensor } from '#src/domain/occupancy/sensor-reading.ts'
import type { ReadingsByRoom } from './readings.ts'
import { appendPoll, type ChangesByRoom } from './recent-history.ts'

/**
 * All rooms at one moment. Plain JSON, and nothing in it that changes with every poll except `at`: the query cache
 * then keeps the very objects of the rooms that did not change, and only the cards of the others render.
 */
export type Snapshot = {
  /** When the answer was given, by the server's clock, Unix milliseconds. */
  at: number
  readings: ReadingsByRoom
  /** Set where the answer lacks data: of sensors that are missing from it nothing is known. */
  incomplete?: boolean
  /** Sensors that answered before and are missing now, by room. */
  vanished: Record<string, Record<string, VanishedSensor>>
  /** What the polls have seen of every room in the last half hour. */
  recent: ChangesByRoom
}

/** How long a vanished sensor is remembered: "Last seen 09:14" is of use for a day, a longer memory only grows. */
const rememberVanishedMs = 24 * hour

/**
 * The snapshot after an answer: its readings, and what is remembered of sensors that are missing from it.
 *
 * @param previous the snapshot before, if any
 * @param readings the new answer
 * @param at when it was given, Unix milliseconds of the server's clock
 * @param intervalMs milliseconds between polls
 * @param incomplete whether the new answer lacks data
 */
export function nextSnapshot(
  previous: Snapshot | undefined,
  readings: ReadingsByRoom,
  at: number,
  intervalMs: number,
  incomplete = false,
): Snapshot {
  const vanished: Snapshot['vanished'] = {}
  const remember = (roomId: string, mac: string, one: VanishedSensor) => {
    if (readings[roomId]?.[mac]?.kind === 'reading' || at - one.seenAt > rememberVanishedMs) return
    const missingSince = one.missingSince ?? (incomplete ? undefined : at)
    ;(vanished[roomId] ??= {})[mac] = missingSince === undefined ? one : { ...one, missingSince }
  }
  for (const [roomId, sensors] of Object.entries(previous?.vanished ?? {})) {
    for (const [mac, one] of Object.entries(sensors)) remember(roomId, mac, one)
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
