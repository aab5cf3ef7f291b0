import type { Zone } from '#src/domain/time/zone.ts'

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
