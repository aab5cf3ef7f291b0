import type { Moments, OverCapacity, OverCapacityEvent, SizeClass } from '#src/contract/insights.ts'
import { minuteMs, type UnixMinute } from '#src/domain/history/minutes.ts'
import {
  listMinutes,
  type PlaceFacts,
  type ReferenceMinute,
  type ReferenceRoom,
} from './place-insights.ts'

/** A minute of a room, with the number of minutes since it was last in use; infinite before. */
type Moment = ReferenceMinute & { sinceUse: number }
type RoomMoments = { room: ReferenceRoom; isJudged: boolean; moments: readonly Moment[] }

/**
 * Computes the peak of a place and its run-outs minute by minute: the reference for docs/metrics.md and for the
 * queries.
 *
 * @param judged IDs of the assessed rooms
 * @param classes numbers of seats
 */
export function computeMoments(
  facts: PlaceFacts,
  judged: readonly string[],
  classes: readonly number[],
): Moments {
  const { range } = facts
  const rooms = facts.groups.flatMap((group) =>
    group.rooms.map((room): RoomMoments => {
      const before = { from: range.from - 2, to: range.to }
      const minutes = listMinutes(room, before, group)
      return {
        room,
        isJudged: judged.includes(room.id),
        moments: addSinceUse(minutes).filter(({ at }) => at >= range.from),
      }
    }),
  )
  return {
    from: range.from * minuteMs,
    to: range.to * minuteMs,
    withheldRooms: 0,
    hourly: [],
    peak: findPeak(facts, rooms),
    sizes: classes.map((seats) => computeSize(facts, rooms, seats)),
  }
}

function addSinceUse(minutes: readonly ReferenceMinute[]): Moment[] {
  let lastUse = Number.NEGATIVE_INFINITY
  return minutes.map((minute) => {
    if (minute.people !== null && minute.people > 0) lastUse = minute.at
    return { ...minute, sinceUse: minute.at - lastUse }
  })
}

const listTimes = ({ range }: PlaceFacts) =>
  Array.from({ length: range.to - range.from }, (_, index) => range.from + index)

function findPeak(facts: PlaceFacts, rooms: readonly RoomMoments[]): Moments['peak'] {
  let peak: Moments['peak'] = null
  for (const at of listTimes(facts)) {
    const now = rooms.flatMap(({ moments }) => moments[at - facts.range.from] ?? [])
    const known = now.filter(({ people }) => people !== null)
    const people = known.reduce((sum, one) => sum + (one.people ?? 0), 0)
    if (known.length === 0 || (peak !== null && people <= peak.people)) continue
    peak = {
      people,
      at: at * minuteMs,
      knownRooms: known.length,
      rooms: rooms.length,
      complete: now.every(({ isComplete }) => isComplete),
    }
  }
  return peak
}

function computeSize(facts: PlaceFacts, rooms: readonly RoomMoments[], seats: number): SizeClass {
  const judged = rooms.filter(({ isJudged }) => isJudged)
  const isInClass = ({ room }: RoomMoments) => seats <= 1 || (room.capacity ?? 0) >= seats
  const openAt = (list: readonly RoomMoments[], at: UnixMinute) =>
    list
      .flatMap(({ moments }) => moments[at - facts.range.from] ?? [])
      .filter(({ isOpen }) => isOpen)
  const openTimes: UnixMinute[] = []
  const runOuts: UnixMinute[] = []
  const unknown: UnixMinute[] = []
  let groups: SizeClass['groups'] = null
  for (const at of listTimes(facts)) {
    const open = openAt(judged.filter(isInClass), at)
    if (open.length === 0) continue
    openTimes.push(at)
    const hasFree = open.some(({ people, sinceUse }) => people === 0 && sinceUse > 2)
    if (!hasFree) (open.some(({ people }) => people === null) ? unknown : runOuts).push(at)
    const anySize = openAt(judged, at)
    const count = anySize.filter(({ people }) => (people ?? 0) >= seats).length
    const isKnown = anySize.some(({ people }) => people !== null)
    if (isKnown && (groups === null || count > groups.count)) groups = { count, at: at * minuteMs }
  }
  return {
    seats,
    rooms: judged.filter(isInClass).length,
    openMinutes: openTimes.length,
    unknownMinutes: unknown.length,
    groups,
    runOuts: toPeriods(runOuts),
    unknown: toPeriods(unknown),
  }
}

function toPeriods(times: readonly UnixMinute[]): SizeClass['runOuts'] {
  const starts = times.filter((at) => !times.includes(at - 1))
  const ends = times.filter((at) => !times.includes(at + 1))
  return starts.map((from, index) => ({
    from: from * minuteMs,
    to: ((ends[index] ?? from) + 1) * minuteMs,
  }))
}

/** Lists when rooms had more people than their capacity, minute by minute, the newest first. */
export function computeOverCapacity(facts: PlaceFacts): OverCapacity {
  const events = facts.groups.flatMap((group) =>
    group.rooms.flatMap((room) => findEvents(room, listMinutes(room, facts.range, group))),
  )
  return {
    from: facts.range.from * minuteMs,
    to: facts.range.to * minuteMs,
    withheldRooms: 0,
    events: events.toSorted(
      (one, other) => other.from - one.from || (one.room < other.room ? -1 : 1),
    ),
    more: 0,
  }
}

function findEvents(
  { id, capacity }: ReferenceRoom,
  minutes: readonly ReferenceMinute[],
): OverCapacityEvent[] {
  const events: OverCapacityEvent[] = []
  let event: OverCapacityEvent | null = null
  let calmMinutes = 0
  for (const { at, people, isComplete } of minutes) {
    if (capacity === null) break
    if (people === null || people <= capacity) {
      calmMinutes += 1
      if (calmMinutes === 2) event = null
      continue
    }
    calmMinutes = 0
    if (event === null) {
      event = {
        room: id,
        from: at * minuteMs,
        to: 0,
        people,
        capacity,
        complete: true,
        estimated: false,
      }
      events.push(event)
    }
    event.to = (at + 1) * minuteMs
    event.people = Math.max(event.people, people)
    event.complete &&= isComplete
  }
  return events
}
