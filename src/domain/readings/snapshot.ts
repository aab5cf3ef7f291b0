import { hour } from '#src/domain/time/duration.ts'
import type { Readings } from './readings.ts'
import { growSteps, type Steps } from './recent-history.ts'

/** What a vanished sensor last said: people, and when, Unix milliseconds. */
export type Gone = { last: number; seenAt: number }

/**
 * All rooms at one moment. Plain JSON, and nothing in it that changes with every poll except `at`: the query cache
 * then keeps the very objects of the rooms that did not change, and only the cards of the others render.
 */
export type Snapshot = {
  /** When the answer was given, by the server's clock, Unix milliseconds. */
  at: number
  readings: Readings
  /** Sensors that answered before and are missing now, by room. */
  gone: Record<string, Record<string, Gone>>
  /** What the polls have seen of every room in the last half hour. */
  recent: Steps
}

/** How long a vanished sensor is remembered: "Last seen 09:14" is of use for a day, a longer memory only grows. */
const rememberMs = 24 * hour

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
  readings: Readings,
  at: number,
  intervalMs: number,
): Snapshot {
  const gone: Snapshot['gone'] = {}
  const remember = (roomId: string, mac: string, one: Gone) => {
    if (readings[roomId]?.[mac]?.kind === 'reading' || at - one.seenAt > rememberMs) return
    ;(gone[roomId] ??= {})[mac] = one
  }
  for (const [roomId, sensors] of Object.entries(previous?.gone ?? {})) {
    for (const [mac, one] of Object.entries(sensors)) remember(roomId, mac, one)
  }
  for (const [roomId, sensors] of Object.entries(previous?.readings ?? {})) {
    for (const [mac, reading] of Object.entries(sensors)) {
      if (reading.kind !== 'reading') continue
      remember(roomId, mac, { last: reading.metrics.last, seenAt: previous?.at ?? at })
    }
  }
  return { at, readings, gone, recent: growSteps(previous, readings, at, intervalMs) }
}
