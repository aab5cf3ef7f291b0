import { useCallback } from 'react'
import { useServerTime } from '#src/lib/server-now.ts'
import { formatMoment, type Zone } from '#src/domain/time/zone.ts'

/**
 * A moment in the past, in the building's time, as `formatMoment` has it.
 *
 * @param at Unix milliseconds
 */
export function Since({ at, zone }: { at: number; zone: Zone }) {
  return useServerTime(useCallback((now: number) => formatMoment(at, zone, now), [at, zone]))
}
