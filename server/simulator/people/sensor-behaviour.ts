import { floorTimeZone, type Hive, type Sensor } from '#server/simulator/building/topology.ts'
import { secondsPerDay, getZoneClock } from '#server/simulator/zone-clock.ts'
import { isWorkingDay } from './bookings.ts'
import { hashToInteger, hashToFraction, mixHash } from '#server/simulator/random.ts'

const secondsPerHour = 3600
/** When a hive that dies daily is without power on a working day; seconds of the local day. */
const dailyOutage = { from: 10.5 * secondsPerHour, to: 11.25 * secondsPerHour }

/** The spans of a local day in which a hive is dead by itself; seconds of the day, `to` never included. */
export function hiveOutagesOnDay(
  { diesDaily }: Pick<Hive, 'diesDaily'>,
  day: number,
): { from: number; to: number }[] {
  return diesDaily && isWorkingDay(day) ? [dailyOutage] : []
}

/**
 * Since when a hive has been dead at an instant (Unix seconds); `null` while it lives.
 *
 * @param deadFrom the second from which a fault keeps it dead; Infinity without one
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

/** A span of Unix seconds, from `from` to before `to`. */
export type TimeRange = { from: number; to: number }

const minute = 60
const hour = 3600
/** Share of days on which any sensor loses its connection for hours. */
const outageRatio = 0.01

/** When a sensor says nothing on one local day, in order; seconds of the day, `secondsPerDay` at most. */
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

/** A sensor's own silences and those of its hive, in the order in which they begin. */
function allOutagesOnDay(sensor: Sensor, day: number): TimeRange[] {
  const own = outagesOnDay(sensor, day)
  const hiveRanges = hiveOutagesOnDay(sensor.hive, day)
  return hiveRanges.length === 0 ? own : [...own, ...hiveRanges].toSorted((a, b) => a.from - b.from)
}

/** The spans in which a sensor reports what it counts, from `from` to before `to`. */
export function reportingRanges(sensor: Sensor, from: number, to: number): TimeRange[] {
  return sensor.behaviour === 'silent' ? [] : connectedRanges(sensor, from, to)
}

/** The spans in which a sensor is connected, whether it counts or not, from `from` to before `to`. */
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
/** When a constant sensor sticks to its number. */
const constantReading = { begins: 10 * 3600, ends: 15 * 3600, people: 3 }
const officeHours = { opens: 9 * 3600, closes: 17 * 3600 }

/**
 * What a sensor insists on whoever is there: 1 through the night when it is stuck, the same few people for hours when it
 * is constant, and what a forgotten test device makes up while the offices are open. `null` when it counts people.
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
