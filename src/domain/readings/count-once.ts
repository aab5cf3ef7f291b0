import { wholeRoom } from '#src/contract/butlr-values.ts'

/** Readings of any kind by room and MAC address. */
type ByRoom<T> = Record<string, Record<string, T>>

/**
 * Readings in which every sensor counts in one room: where one is reported in several, in the room that the topology puts
 * it in, else in the first by id. The same object where none is.
 *
 * @param homes the room of each sensor by its MAC address in lower case, as the topology has it
 */
export function countOnce<T>(
  readings: ByRoom<T>,
  homes: () => ReadonlyMap<string, string | null>,
): ByRoom<T> {
  const rooms = new Map<string, string>()
  const repeated = new Map<string, string[]>()
  for (const [roomId, sensors] of Object.entries(readings)) {
    for (const key of Object.keys(sensors)) {
      const mac = key.toLowerCase()
      const first = rooms.get(mac)
      if (first === undefined) rooms.set(mac, roomId)
      else if (first !== roomId && key !== wholeRoom) {
        repeated.set(mac, [...(repeated.get(mac) ?? [first]), roomId])
      }
    }
  }
  if (repeated.size === 0) return readings

  const known = homes()
  const once = { ...readings }
  for (const [mac, ids] of repeated) {
    const home = known.get(mac)
    const [first] = ids.toSorted()
    const counts = ids.find((id) => id === home) ?? first
    for (const id of ids) if (id !== counts) once[id] = without(once[id] ?? {}, mac)
  }
  return once
}

function without<T>(sensors: Record<string, T>, mac: string): Record<string, T> {
  return Object.fromEntries(Object.entries(sensors).filter(([key]) => key.toLowerCase() !== mac))
}
