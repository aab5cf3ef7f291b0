import { LRUCache } from 'lru-cache'
import type { ZoneClock } from '#src/contract/zone-clock.ts'
import { day, minute } from '#src/domain/time/duration.ts'
import { offsetPeriods } from '#src/domain/time/offset-periods.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { timeZoneAbbreviation } from '#src/format/dates.ts'

const week = 7 * day
/**
 * Weeks before and after the current one. Displays show times in the past, and keep the right clock while the gateway
 * is off. The end of a pairing, a year ahead, is within these weeks.
 */
const weeksBefore = 4
const weeksAfter = 60

/** Maximum number of cached clocks: more than the valid names of zones, so only other spellings of them exceed it. */
const maxClocks = 1_000

/**
 * Creates a function that returns the clocks of time zones at `now` (Unix milliseconds), and omits invalid names. The
 * result changes once a week and with the time zone data of Node.js, so that it rarely changes the tag of a board.
 */
export function createZoneClocks(): (names: readonly string[], now: number) => ZoneClock[] {
  const cache = new LRUCache<string, ZoneClock>({ max: maxClocks })

  function zoneClock(name: string, weekStart: number): ZoneClock {
    const key = `${weekStart} ${name}`
    const cached = cache.get(key)
    if (cached) return cached
    const clock = computeZoneClock(name, weekStart)
    cache.set(key, clock)
    return clock
  }

  return (names, now) =>
    names
      .filter((name) => toTimeZone(name).known)
      .map((name) => zoneClock(name, Math.floor(now / week) * week))
}

function computeZoneClock(zone: string, weekStart: number): ZoneClock {
  const start = (weekStart - weeksBefore * week) / minute
  const end = (weekStart + weeksAfter * week) / minute
  const periods = offsetPeriods(start, end, zone).map((period) => ({
    ...period,
    abbreviation: timeZoneAbbreviation(toTimeZone(zone), period.from * minute),
  }))
  return { zone, periods }
}
