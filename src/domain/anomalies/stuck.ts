import { isEnough, minutesIn } from './enough.ts'
import type { RoomSpan } from './room-span.ts'
import type { Suspicion } from './suspicion.ts'

/**
 * Sensors that saw somebody all night: in no minute did they count less than one.
 *
 * @param night 00:00 to 05:00, each minute reduced to its least count
 */
export function stuckAtNight({ from, to, sensors }: RoomSpan): Suspicion[] {
  const span = { from, to }
  return [...sensors].flatMap(([mac, { min, count }]): Suspicion[] => {
    if (min === null || min < 1 || count === null || !isEnough(count, span)) return []
    const of = minutesIn(span)
    return [{ kind: 'stuck', macs: [mac], people: min, minutes: count, of, ...span }]
  })
}
