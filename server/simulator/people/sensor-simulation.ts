import { hashToFraction, mixHash } from '#server/simulator/random.ts'
import type { Hive, Sensor, Topology } from '#server/simulator/building/topology.ts'
import { blockLength, type Headcount, createHeadcount } from './headcount.ts'
import { hiveDownSince, connectedRanges, reportingRanges, forcedCount } from './sensor-behaviour.ts'
import { createTrafficSensors, type TrafficSensors } from './traffic-sensors.ts'

/**
 * When a sensor reports. Somebody there: about once a second with gaps, a rhythm that repeats so that events can be
 * counted without walking through them. Nobody there: a 0 every ten seconds.
 */
export type ReportSchedule = {
  /** Whether there is an event at a second, given the number of people then. */
  reportsAt: (instant: number, people: number) => boolean
  /** How many events lie from `from` to before `to` while the number of people stays the same. */
  countReports: (from: number, to: number, people: number) => number
}

const idlePeriodSeconds = 10
const busyPeriodSeconds = 512
const reportPatterns = Array.from({ length: 16 }, (_, index) => makeReportPattern(index))

/** Shares of the seconds with an event: the tutorial's sensors had between 27 and 93 events in 120 seconds. */
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

/** The beat of a sensor: its own rhythm, and its own second of ten. */
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

/** What a test may do to a sensor from outside. */
export type SensorOverrides = {
  /** The count that a sensor is pinned to, `null` when it is not. */
  pinned: (sensor: Sensor) => number | null
  /** The Unix second from which a sensor is kept silent; Infinity when it is not. */
  silentFrom: (sensor: Sensor) => number
  /** The Unix second from which a hive is kept dead, and silent all that report through it; Infinity when it is not. */
  deadFrom: (hive: Hive) => number
}

/** What the presence sensors report. All instants are Unix seconds; `to` is never included. */
export type Presence = {
  /** Every event in order of time. */
  eachEvent: (
    sensor: Sensor,
    from: number,
    to: number,
    visit: (instant: number, people: number) => void,
  ) => void
  /** The same events, `count` at a time as long as the number of people stays the same. */
  eachRun: (
    sensor: Sensor,
    from: number,
    to: number,
    visit: (people: number, count: number) => void,
  ) => void
  /** How many people a sensor sees at a second; `null` while it is silent. */
  countAt: (sensor: Sensor, instant: number) => number | null
  /** Since which second a sensor has given no sign of life; `null` when it lives at `instant`. */
  silentSince: (sensor: Sensor, instant: number) => number | null
  /** Since which second a hive has been dead; `null` while it lives. */
  hiveDownSince: (hive: Hive, instant: number) => number | null
}

/** How far back the beginning of a silence is looked for. */
const maxLookBack = 2 * 86_400

/** What the sensors of a building report, given who stands where and what tests have done to it. */
export function createPresence(headcount: Headcount, overrides: SensorOverrides): Presence {
  const getRanges = (sensor: Sensor, from: number, to: number, spans = reportingRanges) => {
    const end = Math.min(to, overrides.silentFrom(sensor), overrides.deadFrom(sensor.hive))
    if (end <= from) return []
    if (overrides.pinned(sensor) !== null) return [{ from, to: end }]
    return spans(sensor, from, end)
  }

  /** Visits the stretches in which a reporting sensor sees the same number of people. */
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

/** Everything that the building's sensors see. */
export type SensorSimulation = { presence: Presence; traffic: TrafficSensors }

/** The people of a topology, and what tests have done to its sensors. */
export function createSensorSimulation(
  topology: Topology,
  control: SensorOverrides,
): SensorSimulation {
  const presence = createPresence(createHeadcount(topology.rooms), control)
  const isHeard = ({ hive }: Sensor, instant: number) =>
    presence.hiveDownSince(hive, instant) === null
  return { presence, traffic: createTrafficSensors(topology.sensors, isHeard) }
}
