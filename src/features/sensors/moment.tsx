import { useCallback } from 'react'
import { Age } from '#src/components/time/age.tsx'
import { useServerTime } from '#src/lib/server-now.ts'
import { day } from '#src/domain/time/duration.ts'
import { formatDay } from '#src/format/zone-label.ts'
import { formatDayAndTime, isSameYear, type Zone } from '#src/domain/time/zone.ts'

/**
 * When something was heard: its age while that is less than a day, and its date in the building's time after that,
 * without the hour where it was in another year.
 *
 * @param at Unix milliseconds; null when never
 */
export function Moment({ at, zone }: { at: number | null; zone: Zone }) {
  const recent = useServerTime(useCallback((now: number) => at !== null && now - at < day, [at]))
  const words = useServerTime(
    useCallback((now: number) => (at === null ? 'Never' : dateOf(at, zone, now)), [at, zone]),
  )
  return at !== null && recent ? <Age at={at} /> : words
}

function dateOf(at: number, zone: Zone, now: number): string {
  return isSameYear(at, now, zone) ? formatDayAndTime(at, zone, now) : formatDay(at, zone)
}
