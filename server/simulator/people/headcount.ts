import { zoneOf, type Room } from '#server/simulator/building/topology.ts'
import { mix } from '#server/simulator/random.ts'
import { secondsPerDay, zoneClock } from '#server/simulator/zone-clock.ts'
import { isWorkingDay, excursionOf, personOf, spell, type Person, sessionsOf } from './bookings.ts'
import { remember } from '#server/simulator/memoize.ts'
import type { Session } from './booking-patterns.ts'

/** Seconds from one room to the next on the security guard's round. */
const step = 25
const nightBegins = 20 * 3600
const nightEnds = 6 * 3600

/** The guard in a room, from `from` to before `to` (Unix seconds), under one of its sensors. */
export type Visit = { from: number; to: number; slot: number }

/** The guard's visits to a room that touch the span from `from` to before `to`. Off duty while the offices are open. */
export function guardVisits(room: Room, from: number, to: number): Visit[] {
  const period = room.round.length * step
  const phase = room.round.position * step
  const visits: Visit[] = []
  for (let round = Math.floor((from - phase - step) / period); ; round += 1) {
    const start = round * period + phase
    if (start >= to) return visits
    const hash = mix(room.hash, round)
    const end = start + 12 + (hash % 9)
    if (end > from && onDuty(room, start)) {
      visits.push({ from: start, to: end, slot: (hash >>> 8) % room.places })
    }
  }
}

function onDuty(room: Room, instant: number): boolean {
  const clock = zoneClock(zoneOf(room.floor))
  const local = instant + clock.offset(instant)
  const secondOfDay = ((local % secondsPerDay) + secondsPerDay) % secondsPerDay
  if (secondOfDay >= nightBegins || secondOfDay < nightEnds) return true
  return !isWorkingDay(Math.floor(local / secondsPerDay))
}

/** Seconds that are worked out together; local days begin at block borders in every zone of today. */
export const blockLength = 900

/** How many people one sensor sees in a block: `starts[i]` is the second of the block from which `counts[i]` holds. */
type Steps = { starts: number[]; counts: number[] }

/** How many people each counting sensor of a room sees, worked out block by block. */
export type Headcount = {
  /** The steps of each counting sensor in a block (Unix seconds divided by `blockLength`). */
  block: (room: Room, number: number) => Steps[]
}

const nobody: Steps = { starts: [0], counts: [0] }
/** More rooms than any site has; keeps room and time apart in one cache key. */
const roomLimit = 65_536

/**
 * Works out who stands where. `onBlock` is told of every block that is made rather than remembered.
 * Everything is a function of rooms and time; the caches only save work.
 */
export function createHeadcount(rooms: Room[], onBlock: () => void = () => undefined): Headcount {
  const roomOf = (key: number) => {
    const room = rooms[key % roomLimit]
    if (room === undefined) throw new RangeError('There is no such room.')
    return room
  }
  const sessions = remember(20_000, (key) => sessionsOf(roomOf(key), Math.floor(key / roomLimit)))
  const blocks = remember(30_000, (key) => {
    const room = roomOf(key)
    const from = Math.floor(key / roomLimit) * blockLength
    const day = zoneClock(zoneOf(room.floor)).day(from)
    onBlock()
    return makeBlock(room, sessions(day * roomLimit + room.index), from)
  })
  return { block: (room, number) => blocks(number * roomLimit + room.index) }
}

function makeBlock(room: Room, sessions: Session[], from: number): Steps[] {
  const slots = room.places
  const changes = createChanges(slots, from)
  for (const session of sessions) {
    const { start, end, arrive, leave } = session
    if (start + arrive[0] >= from + blockLength || end + leave[1] <= from) continue
    for (let position = 0; position < session.people; position += 1) {
      addPerson(changes, personOf(session, position, slots), slots)
    }
  }
  for (const visit of guardVisits(room, from, from + blockLength)) {
    changes.add(visit.slot, visit.from, visit.to, 1)
  }
  return changes.steps()
}

function addPerson(changes: Changes, person: Person, slots: number): void {
  const from = Math.max(person.arrive, changes.from)
  const to = Math.min(person.leave, changes.from + blockLength)
  if (from >= to) return
  changes.add(person.home, from, to, 1)
  for (let number = Math.floor(from / spell); number * spell < to; number += 1) {
    const excursion = excursionOf(person, number, slots)
    if (excursion === null) continue
    const away = Math.max(from, excursion.from)
    const back = Math.min(to, excursion.to)
    changes.add(person.home, away, back, -1)
    if (excursion.slot >= 0) changes.add(excursion.slot, away, back, 1)
  }
}

/** Collects when people come under the sensors of a block and when they go. */
type Changes = {
  from: number
  /** `people` is 1 for coming at `from` and going at `to`, -1 for being gone in between. */
  add: (slot: number, from: number, to: number, people: 1 | -1) => void
  steps: () => Steps[]
}

function createChanges(slots: number, from: number): Changes {
  // A change is kept as twice its second, plus one when somebody comes: sorting orders them by time.
  const changes: (number[] | undefined)[] = []
  const note = (slot: number, second: number, comes: boolean) => {
    const known = changes[slot]
    const change = second * 2 + (comes ? 1 : 0)
    if (known === undefined) changes[slot] = [change]
    else known.push(change)
  }
  return {
    from,
    add(slot, begin, end, people) {
      const first = Math.max(0, begin - from)
      const last = Math.min(blockLength, end - from)
      if (first >= last) return
      note(slot, first, people === 1)
      if (last < blockLength) note(slot, last, people === -1)
    },
    steps: () =>
      Array.from({ length: slots }, (_, slot) => {
        const found = changes[slot]
        return found === undefined ? nobody : stepsOf(found)
      }),
  }
}

function stepsOf(changes: number[]): Steps {
  changes.sort((a, b) => a - b)
  const steps: Steps = { starts: [0], counts: [0] }
  let count = 0
  changes.forEach((change, index) => {
    const second = change >> 1
    count += (change & 1) === 1 ? 1 : -1
    const next = changes[index + 1]
    if (next !== undefined && next >> 1 === second) return
    if (second === 0) {
      steps.counts[0] = count
    } else if (steps.counts.at(-1) !== count) {
      steps.starts.push(second)
      steps.counts.push(count)
    }
  })
  return steps
}
