import type { Hive, Sensor } from '#server/simulator/building/topology.ts'
import { beatOf } from './beat.ts'
import { blockLength, type Headcount } from './headcount.ts'
import { hiveDeadSince } from './hive-outage.ts'
import { livingSpans, reportingSpans } from './silence.ts'
import { insistedCount } from './stuck.ts'

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
