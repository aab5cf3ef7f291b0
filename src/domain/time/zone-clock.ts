import type { ClockPeriod } from '#src/contract/zone-clock.ts'
import { minute } from './duration.ts'
import { toTimeZone, type TimeZone } from './time-zone.ts'

const utc = toTimeZone('UTC')

/**
 * Returns the period of the zone's clock that contains an instant in Unix milliseconds, or null if the gateway sent
 * none.
 */
export function clockPeriodAt(at: number, { clock }: TimeZone): ClockPeriod | null {
  const unixMinute = at / minute
  return clock?.periods.find(({ from, to }) => from <= unixMinute && unixMinute < to) ?? null
}

/**
 * Returns an instant and a zone with which `Intl` formats the local time of `at`. If the gateway sent the offset, the
 * zone is UTC and the instant is moved by the offset, so that the rules of this device do not matter. Otherwise, both
 * are returned unchanged.
 *
 * @param at Unix milliseconds
 */
export function toZoneClock(at: number, zone: TimeZone): { at: number; zone: TimeZone } {
  const period = clockPeriodAt(at, zone)
  return period === null ? { at, zone } : { at: at + period.offset * minute, zone: utc }
}
