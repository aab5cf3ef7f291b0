import { isEnough } from './enough.ts'
import type { RoomSpan } from './room-span.ts'
import type { Suspicion } from './suspicion.ts'

/**
 * A room that held more people than it is meant for during a whole half hour. What each sensor never counted less than,
 * added up, is what the room never held less than, whenever each of them was at its least: a proof, if the sensors and
 * the capacity are right. Sensors that were silent for some of it add nothing.
 *
 * @param halfHour each minute reduced to its least count
 * @param capacity null where nobody knows it
 */
export function crowdedRoom({ from, to, sensors }: RoomSpan, capacity: number | null): Suspicion[] {
  if (capacity === null) return []
  const span = { from, to }
  let people = 0
  const macs: string[] = []
  for (const [mac, { min, count }] of sensors) {
    if (min === null || !isEnough(count, span)) continue
    people += min
    macs.push(mac)
  }
  if (people < capacity + 1) return []
  return [{ kind: 'crowded', macs, people, capacity, ...span }]
}
