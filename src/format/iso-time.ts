import { tzOffset } from '@date-fns/tz'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { minute } from '#src/domain/time/duration.ts'

/** Formats a time in the zone with its UTC offset (ISO 8601), as `2026-11-23T10:14:00+01:00`. */
export function formatIsoTime(at: number, zone: TimeZone): string {
  const offset = tzOffset(zone.name, new Date(at))
  const wall = new Date(at + offset * minute).toISOString().slice(0, 19)
  const two = (part: number) => String(Math.trunc(part)).padStart(2, '0')
  const distance = Math.abs(offset)
  return `${wall}${offset < 0 ? '-' : '+'}${two(distance / 60)}:${two(distance % 60)}`
}

/** Formats a day in the zone (ISO 8601), as `2026-11-23`. */
export function formatIsoDate(at: number, zone: TimeZone): string {
  return formatIsoTime(at, zone).slice(0, 10)
}
