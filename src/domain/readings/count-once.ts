import { wholeRoom } from '#src/contract/butlr-values.ts'

/** Readings of any kind by room, and by MAC address in lower case. */
type ByRoom<T> = Record<string, Record<string, T>>

/**
 * Readings in which every sensor counts in one room: where one is reported in several, in the room that the topology puts
 * it in, else in the first by id. The same object where none is.
 *
 * @param homes the room of each sensor by its MAC address, as the topology has it
 */
export function countOnce<T>(
  readings: ByRoom<T>,
  homes: () => ReadonlyMap<string, string | null>,
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
  const countsIn = (roomId: string, mac: string) => mac === wholeRoom || rooms.get(mac) === roomId
  return Object.fromEntries(
    Object.entries(readings).map(([roomId, sensors]) => [
      roomId,
      Object.fromEntries(Object.entries(sensors).filter(([mac]) => countsIn(roomId, mac))),
    ]),
  )
}
