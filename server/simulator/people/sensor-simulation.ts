import { hashToFraction, mixHash } from '#server/simulator/random.ts'
import type { Hive, Sensor, Topology } from '#server/simulator/building/topology.ts'
import { blockLength, type Headcount, createHeadcount } from './headcount.ts'
import { hiveDownSince, connectedRanges, reportingRanges, forcedCount } from './sensor-behaviour.ts'
import { createTrafficSensors, type TrafficSensors } from './traffic-sensors.ts'

/**
 * When a sensor reports. With people present, it reports about once a second, with gaps. The pattern repeats, so that
 * events can be counted without iterating over them. Without people, it reports a 0 every ten seconds.
 */
type ReportSchedule = {
  /** Returns whether the sensor sends an event at a given time with this number of people. */
  reportsAt: (instant: number, people: number) => boolean
  /** Returns the number of events in a range (Unix seconds; excludes `to`) while the number of people is constant. */
  countReports: (from: number, to: number, people: number) => number
}

const idlePeriodSeconds = 10
const busyPeriodSeconds = 512
const reportPatterns = Array.from({ length: 16 }, (_, index) => makeReportPattern(index))

/**
 * Creates a report pattern with about as many events as the documented example response: 27 to 93 per sensor in 120
 * seconds.
 */
function makeReportPattern(index: number): { beats: Uint8Array; before: Uint16Array } {
  const density = 0.3 + (0.48 * index) / 15
  const beats = new Uint8Array(busyPeriodSeconds)
  const before = new Uint16Array(busyPeriodSeconds + 1)
  for (let second = 0; second < busyPeriodSeconds; second += 1) {
    const reports = hashToFraction(mixHash(index + 1, second)) < density ? 1 : 0
    beats[second] = reports
    before[second + 1] = (before[second] ?? 0) + reports
  }
  return { beats, before }
}

/** Creates the report schedule of a sensor; its hash determines the pattern and the phase. */
export function createReportSchedule(hash: number): ReportSchedule {
  const { beats, before } = reportPatterns[hash % reportPatterns.length] ?? makeReportPattern(0)
  const shift = (hash >>> 8) % busyPeriodSeconds
  const idleShift = (hash >>> 20) % idlePeriodSeconds
  const total = before[busyPeriodSeconds] ?? 0
  const busyBefore = (instant: number) => {
    const position = instant + shift
    return (
      Math.floor(position / busyPeriodSeconds) * total + (before[position % busyPeriodSeconds] ?? 0)
    )
  }
  const idleBefore = (instant: number) => Math.ceil((instant - idleShift) / idlePeriodSeconds)
  return {
    reportsAt: (instant, people) =>
      people > 0
        ? beats[(instant + shift) % busyPeriodSeconds] === 1
        : instant % idlePeriodSeconds === idleShift,
    countReports(from, to, people) {
      const before = people > 0 ? busyBefore : idleBefore
      return to <= from ? 0 : before(to) - before(from)
    },
  }
}

/** Overrides that tests apply to sensors and hives. */
export type SensorOverrides = {
  /** Returns the pinned count of a sensor, or null if it is not pinned. */
  pinned: (sensor: Sensor) => number | null
  /** Returns the Unix second from which a sensor is silenced, or Infinity if it is not. */
  silentFrom: (sensor: Sensor) => number
  /** Returns the Unix second from which a hive is powered off, which silences its sensors, or Infinity if it is not. */
  deadFrom: (hive: Hive) => number
}

/** The reports of the presence sensors. All instants are Unix seconds; `to` is excluded. */
export type Presence = {
  /** Visits each event in chronological order. */
  eachEvent: (
    sensor: Sensor,
    from: number,
    to: number,
    visit: (instant: number, people: number) => void,
  ) => void
  /** Visits the same events in runs: `count` consecutive events with the same number of people. */
  eachRun: (
    sensor: Sensor,
    from: number,
    to: number,
    visit: (people: number, count: number) => void,
  ) => void
  /** Returns the number of people under a sensor at a given time, or null while the sensor is silent. */
  countAt: (sensor: Sensor, instant: number) => number | null
  /**
   * Returns the start of the sensor's current outage, at most two days ago, or null if it is connected at `instant`.
   */
  silentSince: (sensor: Sensor, instant: number) => number | null
  /** Returns the start of the hive's current outage, or null if it is online at `instant`. */
  hiveDownSince: (hive: Hive, instant: number) => number | null
}

/** Seconds to search back for the start of an outage. */
const maxLookBack = 2 * 86_400

/** Creates the presence reports of sensors from a headcount and the overrides of tests. */
export function createPresence(headcount: Headcount, overrides: SensorOverrides): Presence {
  const getRanges = (sensor: Sensor, from: number, to: number, spans = reportingRanges) => {
    const end = Math.min(to, overrides.silentFrom(sensor), overrides.deadFrom(sensor.hive))
    if (end <= from) return []
    if (overrides.pinned(sensor) !== null) return [{ from, to: end }]
    return spans(sensor, from, end)
  }

  /** Visits the ranges in which a reporting sensor sees a constant number of people. */
  const eachStretch = (
    sensor: Sensor,
    from: number,
    to: number,
    visit: (from: number, to: number, people: number) => void,
  ) => {
    const pinned = overrides.pinned(sensor)
    for (const span of getRanges(sensor, from, to)) {
      if (pinned === null) eachBlockStep(headcount, sensor, span.from, span.to, visit)
      else visit(span.from, span.to, pinned)
    }
  }

  return {
    eachEvent(sensor, from, to, visit) {
      const schedule = createReportSchedule((sensor.duplicateOf ?? sensor).hash)
      eachStretch(sensor, from, to, (begin, end, people) => {
        for (let instant = begin; instant < end; instant += 1) {
          if (schedule.reportsAt(instant, people)) visit(instant, people)
        }
      })
    },
    eachRun(sensor, from, to, visit) {
      const beat = createReportSchedule((sensor.duplicateOf ?? sensor).hash)
      eachStretch(sensor, from, to, (begin, end, people) => {
        const count = beat.countReports(begin, end, people)
        if (count > 0) visit(people, count)
      })
    },
    countAt(sensor, instant) {
      let found: number | null = null
      eachStretch(sensor, instant, instant + 1, (_from, _to, people) => {
        found = people
      })
      return found
    },
    silentSince(sensor, instant) {
      const spans = getRanges(sensor, instant - maxLookBack, instant + 1, connectedRanges)
      const end = spans.at(-1)?.to ?? instant - maxLookBack
      return end > instant ? null : end
    },
    hiveDownSince: (hive, instant) => hiveDownSince(hive, instant, overrides.deadFrom(hive)),
  }
}

function eachBlockStep(
  headcount: Headcount,
  sensor: Sensor,
  from: number,
  to: number,
  visit: (from: number, to: number, people: number) => void,
): void {
  for (let number = Math.floor(from / blockLength); number * blockLength < to; number += 1) {
    const blockStart = number * blockLength
    const begin = Math.max(from, blockStart)
    const end = Math.min(to, blockStart + blockLength)
    const forced = forcedCount(sensor, blockStart)
    if (forced !== null || sensor.room === null) {
      visit(begin, end, forced ?? 0)
      continue
    }
    const steps = headcount.block(sensor.room, number)[sensor.slot]
    if (steps === undefined) continue
    const { starts, counts } = steps
    for (let index = 0; index < starts.length; index += 1) {
      const first = Math.max(begin, blockStart + (starts[index] ?? 0))
      const last = Math.min(end, blockStart + (starts[index + 1] ?? blockLength))
      if (first < last) visit(first, last, counts[index] ?? 0)
      if (last === end) break
    }
  }
}

export type SensorSimulation = { presence: Presence; traffic: TrafficSensors }

export function createSensorSimulation(
  topology: Topology,
  control: SensorOverrides,
): SensorSimulation {
  const presence = createPresence(createHeadcount(topology.rooms), control)
  const isReceived = ({ hive }: Sensor, instant: number) =>
    presence.hiveDownSince(hive, instant) === null
  return { presence, traffic: createTrafficSensors(topology.sensors, isReceived) }
}
