import * as text from '#messages/board.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { clockPeriodAt, toZoneClock } from '#src/domain/time/zone-clock.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { formatTime, timeZoneAbbreviation } from '#src/format/dates.ts'
import { localizeDigits } from '#src/format/localized-format.ts'

/**
 * Returns labels for the time zone of a board's clock, from long to short, such as `Berlin time (CET)` and `CET`. Empty
 * if the local time is the same at all of the board's sites.
 *
 * @param at Unix milliseconds
 */
export function clockZoneLabels(
  { sites }: Topology,
  { locale, zone, at }: { locale: string; zone: TimeZone; at: number },
): string[] {
  const clocks = sites.map((site) => toZoneClock(at, site.zone))
  const times = new Set(clocks.map((clock) => formatTime(clock.at, clock.zone)))
  if (times.size < 2) return []
  const name = zone.clock?.zone ?? zone.name
  const city = name.split('/').at(-1)?.replaceAll('_', ' ') ?? name
  const abbreviation = clockPeriodAt(at, zone)?.abbreviation ?? timeZoneAbbreviation(zone, at)
  const long = text.localTime(city, city === abbreviation ? null : abbreviation)
  return [long, abbreviation].map((label) => localizeDigits(locale, label))
}
