import { tzOffset } from '@date-fns/tz'
import { memoize } from './memoize.ts'

const secondsPerHour = 3600
export const secondsPerDay = 86_400

/** The local time of a zone. Instants are Unix seconds; days are local days since 1970-01-01. */
export type ZoneClock = {
  /** Returns the UTC offset in seconds, positive east of UTC. */
  offset: (instant: number) => number
  day: (instant: number) => number
  /** Converts a wall-clock time, in local seconds since 1970-01-01T00:00:00, to an instant. */
  instant: (local: number) => number
  /** Returns the instant at which a local day begins. A day has 23 to 25 hours. */
  startOfDay: (day: number) => number
}

/** Returns the ISO weekday of a local day: Monday is 1, Sunday is 7. */
export function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

export function isTimeZone(zone: string): boolean {
  return zone !== '' && !Number.isNaN(tzOffset(zone, new Date(0)))
}

/** Creates the clock of an IANA zone. Throws a RangeError for an unknown zone. */
function createZoneClock(zone: string): ZoneClock {
  if (!isTimeZone(zone)) throw new RangeError(`Unknown time zone: ${zone}.`)
  // Caches offsets by quarter hour: offsets change only at quarter hours, and each lookup in the runtime takes about a
  // microsecond.
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
  // A repeated wall-clock time maps to its first instant; a skipped time maps to an instant after the clock change.
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

/** Returns the clock of a zone. All simulators share one cache of clocks, because zone offsets are constant data. */
export function getZoneClock(zone: string): ZoneClock {
  const cached = clocks.get(zone)
  if (cached !== undefined) return cached
  const clock = createZoneClock(zone)
  clocks.set(zone, clock)
  return clock
}
