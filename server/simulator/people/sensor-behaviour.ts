import { floorTimeZone, type Hive, type Sensor } from '#server/simulator/building/topology.ts'
import { secondsPerDay, getZoneClock } from '#server/simulator/zone-clock.ts'
import { isWorkingDay } from './bookings.ts'
import { hashToInteger, hashToFraction, mixHash } from '#server/simulator/random.ts'

const secondsPerHour = 3600
/** The power outage of a `diesDaily` hive on working days, in seconds of the local day. */
const dailyOutage = { from: 10.5 * secondsPerHour, to: 11.25 * secondsPerHour }

/** Returns the scheduled outages of a hive on a local day, in seconds of the day; `to` is excluded. */
function hiveOutagesOnDay(
  { diesDaily }: Pick<Hive, 'diesDaily'>,
  day: number,
): { from: number; to: number }[] {
  return diesDaily && isWorkingDay(day) ? [dailyOutage] : []
}

/**
 * Returns the start of a hive's outage at a given time (Unix seconds), or null if the hive is online.
 *
 * @param deadFrom start of a fault that powers the hive off (Unix seconds); Infinity if there is none
 */
export function hiveDownSince(hive: Hive, instant: number, deadFrom: number): number | null {
  const clock = getZoneClock(floorTimeZone(hive.floor))
  const day = clock.day(instant)
  const starts = hiveOutagesOnDay(hive, day)
    .map(({ from, to }) => ({
      from: clock.instant(day * secondsPerDay + from),
      to: clock.instant(day * secondsPerDay + to),
    }))
    .filter(({ from, to }) => instant >= from && instant < to)
    .map(({ from }) => from)
  const since = Math.min(deadFrom, ...starts)
  return since <= instant ? since : null
}

/** A range of Unix seconds, or of seconds of a local day. `to` is excluded. */
type TimeRange = { from: number; to: number }

const minute = 60
const hour = 3600
/** Fraction of days on which a sensor loses its connection for hours. */
const outageRatio = 0.01

/** Returns the outages of a sensor on a local day, in order. Times are seconds of the day, at most `secondsPerDay`. */
function outagesOnDay(sensor: Sensor, day: number): TimeRange[] {
  const hash = mixHash(sensor.hash, day)
  switch (sensor.behaviour) {
    case 'uninstalled':
      return [{ from: 0, to: secondsPerDay }]
    case 'dies-daily': {
      const from = hashToInteger(hash, 8 * hour, 17 * hour)
      return [{ from, to: from + 20 * minute }]
    }
    case 'offline-by-day':
      if (!isWorkingDay(day)) return []
      return [
        {
          from: hashToInteger(hash, 9 * hour, 9.6 * hour),
          to: hashToInteger(mixHash(hash, 1), 14 * hour, 17 * hour),
        },
      ]
    case 'test-device':
      return []
    case 'stuck-at-night':
    case 'overlap':
    case 'silent':
    case 'constant':
    case 'steady': {
      if (sensor.mode === 'traffic' || hashToFraction(hash) >= outageRatio) return []
      const from = hashToInteger(mixHash(hash, 1), 0, 18 * hour)
      return [{ from, to: from + hashToInteger(mixHash(hash, 2), 2 * hour, 6 * hour) }]
    }
  }
}

/** Returns the outages of a sensor and of its hive on a local day, sorted by start. */
function allOutagesOnDay(sensor: Sensor, day: number): TimeRange[] {
  const own = outagesOnDay(sensor, day)
  const hiveRanges = hiveOutagesOnDay(sensor.hive, day)
  return hiveRanges.length === 0 ? own : [...own, ...hiveRanges].toSorted((a, b) => a.from - b.from)
}

/** Returns the parts of a range (Unix seconds) in which a sensor reports counts. */
export function reportingRanges(sensor: Sensor, from: number, to: number): TimeRange[] {
  return sensor.behaviour === 'silent' ? [] : connectedRanges(sensor, from, to)
}

/** Returns the parts of a range (Unix seconds) in which a sensor is connected, even if it does not count. */
export function connectedRanges(sensor: Sensor, from: number, to: number): TimeRange[] {
  const clock = getZoneClock(floorTimeZone(sensor.floor))
  const ranges: TimeRange[] = []
  let begin = from
  const last = clock.day(to - 1)
  for (let day = clock.day(from); day <= last; day += 1) {
    for (const outageSpan of allOutagesOnDay(sensor, day)) {
      const start = clock.instant(day * secondsPerDay + outageSpan.from)
      const end = clock.instant(day * secondsPerDay + outageSpan.to)
      if (start >= to || end <= begin) continue
      if (start > begin) ranges.push({ from: begin, to: start })
      begin = end
    }
  }
  if (begin < to) ranges.push({ from: begin, to })
  return ranges
}

const nightHours = { begins: 22 * 3600, ends: 6 * 3600 }
/** The fixed count of a constant sensor, and when it begins and ends, in seconds of the local day. */
const constantReading = { begins: 10 * 3600, ends: 15 * 3600, people: 3 }
/** When a test device reports a count of 1, in seconds of the local day. */
const officeHours = { opens: 9 * 3600, closes: 17 * 3600 }

/**
 * Returns the count that a defective sensor reports regardless of the people present. A sensor that is stuck reports 1
 * at night, and a constant sensor a fixed count for hours. A test device reports 1 during office hours and otherwise 0.
 * Returns null while the sensor counts people.
 */
export function forcedCount({ behaviour, floor }: Sensor, instant: number): number | null {
  if (behaviour !== 'stuck-at-night' && behaviour !== 'constant' && behaviour !== 'test-device')
    return null
  const clock = getZoneClock(floorTimeZone(floor))
  const local = instant + clock.offset(instant)
  const second = ((local % secondsPerDay) + secondsPerDay) % secondsPerDay
  const isWorking = isWorkingDay(Math.floor(local / secondsPerDay))
  switch (behaviour) {
    case 'stuck-at-night':
      return second >= nightHours.begins || second < nightHours.ends ? 1 : null
    case 'constant':
      return isWorking && second >= constantReading.begins && second < constantReading.ends
        ? constantReading.people
        : null
    case 'test-device':
      return isWorking && second >= officeHours.opens && second < officeHours.closes ? 1 : 0
  }
}
