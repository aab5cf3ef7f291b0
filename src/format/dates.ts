import { formatter, type Zone } from '#src/domain/time/time-zone.ts'

/** More of a name that is no zone is not shown. */
const longestName = 60

/** `3 Mar 2027` in the zone. */
export function formatDay(at: number, zone: Zone): string {
  return formatter({
    timeZone: zone.name,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(at)
}

/** `Europe/Berlin (CET)`, `UTC (no time zone set)`, or `UTC (unreadable time zone “Mars/Olympus”)`. */
export function zoneInWords(zone: Zone, at: number): string {
  const { unreadable } = zone
  if (unreadable) return `UTC (unreadable time zone “${unreadable.slice(0, longestName)}”)`
  if (!zone.known) return 'UTC (no time zone set)'
  return `${zone.name} (${zoneAbbreviation(zone, at)})`
}

/** `CET`, `GMT+5:30`: what the zone is called at that moment. */
export function zoneAbbreviation(zone: Zone, at: number): string {
  const parts = formatter({ timeZone: zone.name, timeZoneName: 'short' }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone.name
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** A day in the zone: `Mon 23` where the month is plain from the context, else `23 Nov`. */
export function formatCalendarDay(at: number, zone: Zone, withMonth: boolean): string {
  const key = `${zone.name} ${withMonth}`
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone.name,
      day: 'numeric',
      ...(withMonth ? { month: 'short' } : { weekday: 'short' }),
    })
  formats.set(key, format)
  return format.format(at)
}
