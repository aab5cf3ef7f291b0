import { dateTimeFormatter, type TimeZone } from '#src/domain/time/time-zone.ts'

/** More of a name that is no zone is not shown. */
const maximumNameLength = 60

/** `3 Mar 2027` in the zone. */
export function formatDate(at: number, zone: TimeZone): string {
  return dateTimeFormatter({
    timeZone: zone.name,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(at)
}

/** `Europe/Berlin (CET)`, `UTC (no time zone set)`, or `UTC (unreadable time zone “Mars/Olympus”)`. */
export function formatTimeZone(zone: TimeZone, at: number): string {
  const { invalidName } = zone
  if (invalidName) return `UTC (unreadable time zone “${invalidName.slice(0, maximumNameLength)}”)`
  if (!zone.known) return 'UTC (no time zone set)'
  return `${zone.name} (${timeZoneAbbreviation(zone, at)})`
}

/** `CET`, `GMT+5:30`: what the zone is called at that moment. */
export function timeZoneAbbreviation(zone: TimeZone, at: number): string {
  const parts = dateTimeFormatter({ timeZone: zone.name, timeZoneName: 'short' }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone.name
}

const calendarDayFormats = new Map<string, Intl.DateTimeFormat>()

/** A day in the zone: `Mon 23` where the month is plain from the context, else `23 Nov`. */
export function formatCalendarDay(at: number, zone: TimeZone, withMonth: boolean): string {
  const key = `${zone.name} ${withMonth}`
  const format =
    calendarDayFormats.get(key) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone.name,
      day: 'numeric',
      ...(withMonth ? { month: 'short' } : { weekday: 'short' }),
    })
  calendarDayFormats.set(key, format)
  return format.format(at)
}
