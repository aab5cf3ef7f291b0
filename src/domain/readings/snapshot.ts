import { hour } from '#src/domain/time/duration.ts'
import type { ReadingsByRoom } from './readings.ts'
import { appendPoll, type ChangesByRoom } from './recent-history.ts'

/** What a vanished sensor last said: people, and when, Unix milliseconds. */
export type VanishedSensor = { last: number; seenAt: number }

/**
 * All rooms at one moment. Plain JSON, and nothing in it that changes with every poll except `at`: the query cache
 * then keeps the very objects of the rooms that did not change, and only the cards of the others render.
 */
export type Snapshot = {
  /** When the answer was given, by the server's clock, Unix milliseconds. */
  at: number
  readings: ReadingsByRoom
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
 */
export function nextSnapshot(
  previous: Snapshot | undefined,
  readings: ReadingsByRoom,
  at: number,
  intervalMs: number,
): Snapshot {
  const vanished: Snapshot['vanished'] = {}
  const remember = (roomId: string, mac: string, one: VanishedSensor) => {
    if (readings[roomId]?.[mac]?.kind === 'reading' || at - one.seenAt > rememberVanishedMs) return
    ;(vanished[roomId] ??= {})[mac] = one
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
  return { at, readings, vanished, recent: appendPoll(previous, readings, at, intervalMs) }
}
