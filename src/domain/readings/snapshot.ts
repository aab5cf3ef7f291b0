import { hour } from '#src/domain/time/duration.ts'
import type { VanishedSensor } from '#src/domain/occupancy/sensor-reading.ts'
import type { ReadingsByRoom } from './readings.ts'
import { appendPoll, type ChangesByRoom } from './recent-history.ts'

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

/** How long a vanished sensor is stored: "Last seen 09:14" is useful for a day; longer would only use memory. */
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
