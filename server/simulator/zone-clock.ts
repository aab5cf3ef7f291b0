import { tzOffset } from '@date-fns/tz'
import { memoize } from './memoize.ts'

const secondsPerHour = 3600
export const secondsPerDay = 86_400

/** A zone's local time. Instants are Unix seconds; days are counted in local days since 1970-01-01. */
export type ZoneClock = {
  /** Seconds that local time is ahead of UTC. */
  offset: (instant: number) => number
  /** The local day of an instant. */
  day: (instant: number) => number
  /** The instant of a wall clock reading, given as local seconds since 1970-01-01T00:00:00. */
  instant: (local: number) => number
  /** The instant at which a local day begins: 23, 24 or 25 hours before the next one. */
  startOfDay: (day: number) => number
}

/** Monday is 1, Sunday is 7. */
export function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** Whether a text names a time zone that this machine knows. */
export function isTimeZone(zone: string): boolean {
  return zone !== '' && !Number.isNaN(tzOffset(zone, new Date(0)))
}

/** The clock of an IANA zone; throws a RangeError for a zone that does not exist. */
function createZoneClock(zone: string): ZoneClock {
  if (!isTimeZone(zone)) throw new RangeError(`There is no time zone ${zone}.`)
  // Offsets change on the quarter hour at the finest, and asking the platform costs a microsecond each time.
  const quarter = secondsPerHour / 4
  const offsetOfQuarter = memoize(
    5000,
    (index) => tzOffset(zone, new Date(index * quarter * 1000)) * 60,
  )
  let lastQuarter = Number.NaN
  let lastOffset = 0

  const offset = (instant: number) => {
    const index = Math.floor(instant / quarter)
    if (index !== lastQuarter) {
      lastOffset = offsetOfQuarter(index)
      lastQuarter = index
    }
    return lastOffset
  }
  // A reading that exists twice means the first; one that is skipped means the moment of the change and after.
  const instant = (local: number) => {
    const early = local - offset(local - secondsPerDay / 2)
    if (early + offset(early) === local) return early
    const late = local - offset(local + secondsPerDay / 2)
    return late + offset(late) === local ? late : early
  }
  return {
    offset,
    day: (at) => Math.floor((at + offset(at)) / secondsPerDay),
    instant,
    startOfDay: (day) => instant(day * secondsPerDay),
  }
}

const clocks = new Map<string, ZoneClock>()

/** The shared clock of a zone: its offsets are facts, so every simulator may use the same ones. */
export function getZoneClock(zone: string): ZoneClock {
  const cached = clocks.get(zone)
  if (cached !== undefined) return cached
  const clock = createZoneClock(zone)
  clocks.set(zone, clock)
  return clock
}
