import { tzOffset } from '@date-fns/tz'
import { hour } from '#src/domain/time/duration.ts'
import { startOfLocalDay } from '#src/domain/time/local-day.ts'
import { zoneAbbreviation } from '#src/format/zone-label.ts'
import { type Zone, formatDayAndTime, formatTime } from '#src/domain/time/zone.ts'
import type { ChartData } from './series.ts'

/**
 * `10:24`, with its date when the chart covers more than one day, and with the zone's name around a change of
 * clocks, where `02:10` may come twice.
 */
export function momentInWords(
  { from, to, zone }: Pick<ChartData, 'from' | 'to' | 'zone'>,
  at: number,
): string {
  const oneDay = startOfLocalDay(from, zone) === startOfLocalDay(to - 1, zone)
  const time = oneDay ? formatTime(at, zone) : formatDayAndTime(at, zone, to)
  return clocksChangeAround(at, zone) ? `${time} ${zoneAbbreviation(zone, at)}` : time
}

function clocksChangeAround(at: number, zone: Zone): boolean {
  return tzOffset(zone.name, new Date(at - hour)) !== tzOffset(zone.name, new Date(at + hour))
}
