import { isEnough } from './enough.ts'
import type { RoomSpan } from './room-span.ts'
import type { Suspicion } from './suspicion.ts'

/**
 * Sensors that counted the same number of people for three hours of working time, and not nobody: people come and go.
 *
 * @param threeHours of working time, each minute reduced to its mean, which any change within it would move
 */
export function constantAtWork({ from, to, sensors }: RoomSpan): Suspicion[] {
  const span = { from, to }
  return [...sensors].flatMap(([mac, { min, max, count }]): Suspicion[] => {
    if (min === null || min <= 0 || min !== max || !isEnough(count, span)) return []
    return [{ kind: 'constant', macs: [mac], people: min, ...span }]
  })
}
