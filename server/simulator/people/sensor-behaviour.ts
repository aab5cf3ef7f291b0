import { zoneOf, type Hive, type Sensor } from '#server/simulator/building/topology.ts'
import { secondsPerDay, zoneClock } from '#server/simulator/zone-clock.ts'
import { isWorkingDay } from './bookings.ts'
import { between, fraction, mix } from '#server/simulator/random.ts'

const secondsPerHour = 3600
/** When a hive that dies daily is without power on a working day; seconds of the local day. */
const outage = { from: 10.5 * secondsPerHour, to: 11.25 * secondsPerHour }

/** The spans of a local day in which a hive is dead by itself; seconds of the day, `to` never included. */
export function hiveOutages(
  { diesDaily }: Pick<Hive, 'diesDaily'>,
  day: number,
): { from: number; to: number }[] {
  return diesDaily && isWorkingDay(day) ? [outage] : []
}

/**
 * Since when a hive has been dead at an instant (Unix seconds); `null` while it lives.
 *
 * @param deadFrom the second from which a fault keeps it dead; Infinity without one
 */
export function hiveDeadSince(hive: Hive, instant: number, deadFrom: number): number | null {
  const clock = zoneClock(zoneOf(hive.floor))
  const day = clock.day(instant)
  const starts = hiveOutages(hive, day)
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
export type Span = { from: number; to: number }

const minute = 60
const hour = 3600
/** Share of days on which any sensor loses its connection for hours. */
const outageShare = 0.01

/** When a sensor says nothing on one local day, in order; seconds of the day, `secondsPerDay` at most. */
function silencesOfDay(sensor: Sensor, day: number): Span[] {
  const hash = mix(sensor.hash, day)
  switch (sensor.habit) {
    case 'uninstalled':
      return [{ from: 0, to: secondsPerDay }]
    case 'dies-daily': {
      const from = between(hash, 8 * hour, 17 * hour)
      return [{ from, to: from + 20 * minute }]
    }
    case 'offline-by-day':
      if (!isWorkingDay(day)) return []
      return [
        {
          from: between(hash, 9 * hour, 9.6 * hour),
          to: between(mix(hash, 1), 14 * hour, 17 * hour),
        },
      ]
    case 'test-device':
      return []
    case 'stuck-at-night':
    case 'overlap':
    case 'silent':
    case 'constant':
    case 'steady': {
      if (sensor.mode === 'traffic' || fraction(hash) >= outageShare) return []
      const from = between(mix(hash, 1), 0, 18 * hour)
      return [{ from, to: from + between(mix(hash, 2), 2 * hour, 6 * hour) }]
    }
  }
}

/** A sensor's own silences and those of its hive, in the order in which they begin. */
function allSilences(sensor: Sensor, day: number): Span[] {
  const own = silencesOfDay(sensor, day)
  const ofHive = hiveOutages(sensor.hive, day)
  return ofHive.length === 0 ? own : [...own, ...ofHive].toSorted((a, b) => a.from - b.from)
}

/** The spans in which a sensor reports what it counts, from `from` to before `to`. */
export function reportingSpans(sensor: Sensor, from: number, to: number): Span[] {
  return sensor.habit === 'silent' ? [] : livingSpans(sensor, from, to)
}

/** The spans in which a sensor is connected, whether it counts or not, from `from` to before `to`. */
export function livingSpans(sensor: Sensor, from: number, to: number): Span[] {
  const clock = zoneClock(zoneOf(sensor.floor))
  const spans: Span[] = []
  let begin = from
  const last = clock.day(to - 1)
  for (let day = clock.day(from); day <= last; day += 1) {
    for (const silence of allSilences(sensor, day)) {
      const start = clock.instant(day * secondsPerDay + silence.from)
      const end = clock.instant(day * secondsPerDay + silence.to)
      if (start >= to || end <= begin) continue
      if (start > begin) spans.push({ from: begin, to: start })
      begin = end
    }
  }
  if (begin < to) spans.push({ from: begin, to })
  return spans
}

const night = { begins: 22 * 3600, ends: 6 * 3600 }
/** When a constant sensor sticks to its number. */
const constant = { begins: 10 * 3600, ends: 15 * 3600, people: 3 }
const office = { opens: 9 * 3600, closes: 17 * 3600 }

/**
 * What a sensor insists on whoever is there: 1 through the night when it is stuck, the same few people for hours when it
 * is constant, and what a forgotten test device makes up while the offices are open. `null` when it counts people.
 */
export function insistedCount({ habit, floor }: Sensor, instant: number): number | null {
  if (habit !== 'stuck-at-night' && habit !== 'constant' && habit !== 'test-device') return null
  const clock = zoneClock(zoneOf(floor))
  const local = instant + clock.offset(instant)
  const second = ((local % secondsPerDay) + secondsPerDay) % secondsPerDay
  const works = isWorkingDay(Math.floor(local / secondsPerDay))
  switch (habit) {
    case 'stuck-at-night':
      return second >= night.begins || second < night.ends ? 1 : null
    case 'constant':
      return works && second >= constant.begins && second < constant.ends ? constant.people : null
    case 'test-device':
      return works && second >= office.opens && second < office.closes ? 1 : 0
  }
}
