import { useCallback } from 'react'
import { useServerTime } from '#src/reporting/server-now.ts'
import { day } from '#src/time/duration.ts'
import { formatDayAndTime, formatTime, type Zone } from '#src/time/zone.ts'

/**
 * A moment in the past, in the building's time: `09:14`. A time of day alone means the last time it was that late, so
 * what is older has its date.
 *
 * @param at Unix milliseconds
 */
export function Since({ at, zone }: { at: number; zone: Zone }) {
  const recent = useServerTime(useCallback((now: number) => now - at < day, [at]))
  return <>{recent ? formatTime(at, zone) : formatDayAndTime(at, zone)}</>
}
