import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatZonedTimestamp } from '#src/format/dates.ts'
import { Timestamp } from './timestamps.tsx'

/**
 * A past time with its zone, for views that do not name the zone elsewhere.
 *
 * @param at in Unix milliseconds
 */
export function ZonedTimestamp({ at, zone }: { at: number; zone: TimeZone }) {
  return <Timestamp at={at} zone={zone} format={formatZonedTimestamp} />
}
