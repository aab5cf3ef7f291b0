import { useCallback } from 'react'
import { Age } from '#src/reporting/age.tsx'
import { useServerTime } from '#src/reporting/server-now.ts'
import { day } from '#src/time/duration.ts'
import { formatDay, formatDayAndTime, type Zone } from '#src/time/zone.ts'

/** A date without its year is this year's, or nearly. */
const yearMattersAfter = 300 * day

/**
 * When something was heard: its age while that is less than a day, and its date in the building's time after that.
 *
 * @param at Unix milliseconds; null when never
 */
export function Moment({ at, zone }: { at: number | null; zone: Zone }) {
  const recent = useServerTime(useCallback((now: number) => at !== null && now - at < day, [at]))
  const old = useServerTime(
    useCallback((now: number) => at !== null && now - at > yearMattersAfter, [at]),
  )
  if (at === null) return 'Never'
  if (recent) return <Age at={at} />
  return old ? formatDay(at, zone) : formatDayAndTime(at, zone)
}
