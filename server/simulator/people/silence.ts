import { zoneOf, type Sensor } from '#server/simulator/building/topology.ts'
import { between, fraction, mix } from '#server/simulator/random.ts'
import { secondsPerDay, zoneClock } from '#server/simulator/zone-clock.ts'
import { hiveOutages } from './hive-outage.ts'
import { isWorkingDay } from './room-day.ts'

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
