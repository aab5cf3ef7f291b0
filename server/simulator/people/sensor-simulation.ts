import { fraction, mix } from '#server/simulator/random.ts'
import type { Hive, Sensor, Topology } from '#server/simulator/building/topology.ts'
import { blockLength, type Headcount, createHeadcount } from './headcount.ts'
import { hiveDeadSince, livingSpans, reportingSpans, insistedCount } from './sensor-behaviour.ts'
import { createDoors, type Doors } from './traffic-sensors.ts'

/**
 * When a sensor reports. Somebody there: about once a second with gaps, a rhythm that repeats so that events can be
 * counted without walking through them. Nobody there: a 0 every ten seconds.
 */
export type Beat = {
  /** Whether there is an event at a second, given the number of people then. */
  at: (instant: number, people: number) => boolean
  /** How many events lie from `from` to before `to` while the number of people stays the same. */
  count: (from: number, to: number, people: number) => number
}

const idlePeriod = 10
const busyPeriod = 512
const rhythms = Array.from({ length: 16 }, (_, index) => makeRhythm(index))

/** Shares of the seconds with an event: the tutorial's sensors had between 27 and 93 events in 120 seconds. */
function makeRhythm(index: number): { beats: Uint8Array; before: Uint16Array } {
  const density = 0.3 + (0.48 * index) / 15
  const beats = new Uint8Array(busyPeriod)
  const before = new Uint16Array(busyPeriod + 1)
  for (let second = 0; second < busyPeriod; second += 1) {
    const beat = fraction(mix(index + 1, second)) < density ? 1 : 0
    beats[second] = beat
    before[second + 1] = (before[second] ?? 0) + beat
  }
  return { beats, before }
}

/** The beat of a sensor: its own rhythm, and its own second of ten. */
export function beatOf(hash: number): Beat {
  const { beats, before } = rhythms[hash % rhythms.length] ?? makeRhythm(0)
  const shift = (hash >>> 8) % busyPeriod
  const idleShift = (hash >>> 20) % idlePeriod
  const total = before[busyPeriod] ?? 0
  const busyBefore = (instant: number) => {
    const position = instant + shift
    return Math.floor(position / busyPeriod) * total + (before[position % busyPeriod] ?? 0)
  }
  const idleBefore = (instant: number) => Math.ceil((instant - idleShift) / idlePeriod)
  return {
    at: (instant, people) =>
      people > 0 ? beats[(instant + shift) % busyPeriod] === 1 : instant % idlePeriod === idleShift,
    count(from, to, people) {
      const before = people > 0 ? busyBefore : idleBefore
      return to <= from ? 0 : before(to) - before(from)
    },
  }
}

/** What a test may do to a sensor from outside. */
export type Control = {
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
  at: (sensor: Sensor, instant: number) => number | null
  /** Since which second a sensor has given no sign of life; `null` when it lives at `instant`. */
  silentSince: (sensor: Sensor, instant: number) => number | null
  /** Since which second a hive has been dead; `null` while it lives. */
  hiveDeadSince: (hive: Hive, instant: number) => number | null
}

/** How far back the beginning of a silence is looked for. */
const longestLook = 2 * 86_400

/** What the sensors of a building report, given who stands where and what tests have done to it. */
export function createPresence(headcount: Headcount, control: Control): Presence {
  const spansOf = (sensor: Sensor, from: number, to: number, spans = reportingSpans) => {
    const end = Math.min(to, control.silentFrom(sensor), control.deadFrom(sensor.hive))
    if (end <= from) return []
    if (control.pinned(sensor) !== null) return [{ from, to: end }]
    return spans(sensor, from, end)
  }

  /** Visits the stretches in which a reporting sensor sees the same number of people. */
  const eachStretch = (
    sensor: Sensor,
    from: number,
    to: number,
    visit: (from: number, to: number, people: number) => void,
  ) => {
    const pinned = control.pinned(sensor)
    for (const span of spansOf(sensor, from, to)) {
      if (pinned === null) walk(headcount, sensor, span.from, span.to, visit)
      else visit(span.from, span.to, pinned)
    }
  }

  return {
    eachEvent(sensor, from, to, visit) {
      const beat = beatOf((sensor.twin ?? sensor).hash)
      eachStretch(sensor, from, to, (begin, end, people) => {
        for (let instant = begin; instant < end; instant += 1) {
          if (beat.at(instant, people)) visit(instant, people)
        }
      })
    },
    eachRun(sensor, from, to, visit) {
      const beat = beatOf((sensor.twin ?? sensor).hash)
      eachStretch(sensor, from, to, (begin, end, people) => {
        const count = beat.count(begin, end, people)
        if (count > 0) visit(people, count)
      })
    },
    at(sensor, instant) {
      let found: number | null = null
      eachStretch(sensor, instant, instant + 1, (_from, _to, people) => {
        found = people
      })
      return found
    },
    silentSince(sensor, instant) {
      const spans = spansOf(sensor, instant - longestLook, instant + 1, livingSpans)
      const end = spans.at(-1)?.to ?? instant - longestLook
      return end > instant ? null : end
    },
    hiveDeadSince: (hive, instant) => hiveDeadSince(hive, instant, control.deadFrom(hive)),
  }
}

function walk(
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
    const insisted = insistedCount(sensor, blockStart)
    if (insisted !== null || sensor.room === null) {
      visit(begin, end, insisted ?? 0)
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
export type People = { presence: Presence; doors: Doors }

/** The people of a topology, and what tests have done to its sensors. */
export function createPeople(topology: Topology, control: Control): People {
  const presence = createPresence(createHeadcount(topology.rooms), control)
  const hears = ({ hive }: Sensor, instant: number) =>
    presence.hiveDeadSince(hive, instant) === null
  return { presence, doors: createDoors(topology.sensors, hears) }
}
