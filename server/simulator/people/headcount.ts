import { floorTimeZone, type Room } from '#server/simulator/building/topology.ts'
import { mixHash } from '#server/simulator/random.ts'
import { secondsPerDay, getZoneClock } from '#server/simulator/zone-clock.ts'
import {
  isWorkingDay,
  findExcursion,
  createPerson,
  excursionInterval,
  type Person,
  bookingsForDay,
} from './bookings.ts'
import { memoize } from '#server/simulator/memoize.ts'
import type { RoomBooking } from './booking-patterns.ts'

/** Seconds from one room to the next on the security patrol. */
const secondsPerRoom = 25
/** Start and end of the night, in seconds of the local day. */
const nightStart = 20 * 3600
const nightEnd = 6 * 3600

/** The visit of a security guard to a room, under one of its sensors. Times are Unix seconds; `to` is excluded. */
type PatrolVisit = { from: number; to: number; slot: number }

/**
 * Returns the guard's visits to a room that overlap a range of Unix seconds; `to` is excluded. On working days, there
 * is no patrol from 06:00 to 20:00.
 */
export function patrolVisits(room: Room, from: number, to: number): PatrolVisit[] {
  const period = room.patrol.length * secondsPerRoom
  const phase = room.patrol.position * secondsPerRoom
  const visits: PatrolVisit[] = []
  for (let round = Math.floor((from - phase - secondsPerRoom) / period); ; round += 1) {
    const start = round * period + phase
    if (start >= to) return visits
    const hash = mixHash(room.hash, round)
    const end = start + 12 + (hash % 9)
    if (end > from && isOnDuty(room, start)) {
      visits.push({ from: start, to: end, slot: (hash >>> 8) % room.slotCount })
    }
  }
}

function isOnDuty(room: Room, instant: number): boolean {
  const clock = getZoneClock(floorTimeZone(room.floor))
  const local = instant + clock.offset(instant)
  const secondOfDay = ((local % secondsPerDay) + secondsPerDay) % secondsPerDay
  if (secondOfDay >= nightStart || secondOfDay < nightEnd) return true
  return !isWorkingDay(Math.floor(local / secondsPerDay))
}

/** Seconds per block. Local days begin at block boundaries in every current time zone. */
export const blockLength = 900

/** People under one sensor in a block: `counts[i]` applies from second `starts[i]` of the block. */
type CountSteps = { starts: number[]; counts: number[] }

/** The number of people under each counting sensor of a room, computed in blocks. */
export type Headcount = {
  /** Returns the steps of each sensor area in a block; `number` is Unix seconds divided by `blockLength`. */
  block: (room: Room, number: number) => CountSteps[]
}

const emptySteps: CountSteps = { starts: [0], counts: [0] }
/** Upper bound of room indices, which makes it possible to combine room and time in one cache key. */
const maxRooms = 65_536

/**
 * Creates the headcount of rooms, which is a cached pure function of rooms and time. Calls `onBlock` for each block
 * that it computes rather than reads from the cache.
 */
export function createHeadcount(rooms: Room[], onBlock: () => void = () => undefined): Headcount {
  const getRoom = (key: number) => {
    const room = rooms[key % maxRooms]
    if (room === undefined) throw new RangeError('Unknown room index.')
    return room
  }
  const bookings = memoize(20_000, (key) =>
    bookingsForDay(getRoom(key), Math.floor(key / maxRooms)),
  )
  const blocks = memoize(30_000, (key) => {
    const room = getRoom(key)
    const from = Math.floor(key / maxRooms) * blockLength
    const day = getZoneClock(floorTimeZone(room.floor)).day(from)
    onBlock()
    return computeBlock(room, bookings(day * maxRooms + room.index), from)
  })
  return { block: (room, number) => blocks(number * maxRooms + room.index) }
}

function computeBlock(room: Room, bookings: RoomBooking[], from: number): CountSteps[] {
  const slots = room.slotCount
  const changes = createChanges(slots, from)
  for (const booking of bookings) {
    const { start, end, arrive, leave } = booking
    if (start + arrive[0] >= from + blockLength || end + leave[1] <= from) continue
    for (let position = 0; position < booking.people; position += 1) {
      addPerson(changes, createPerson(booking, position, slots), slots)
    }
  }
  for (const visit of patrolVisits(room, from, from + blockLength)) {
    changes.add(visit.slot, visit.from, visit.to, 1)
  }
  return changes.steps()
}

function addPerson(changes: Changes, person: Person, slots: number): void {
  const from = Math.max(person.arrive, changes.from)
  const to = Math.min(person.leave, changes.from + blockLength)
  if (from >= to) return
  changes.add(person.home, from, to, 1)
  for (
    let number = Math.floor(from / excursionInterval);
    number * excursionInterval < to;
    number += 1
  ) {
    const excursion = findExcursion(person, number, slots)
    if (excursion === null) continue
    const away = Math.max(from, excursion.from)
    const back = Math.min(to, excursion.to)
    changes.add(person.home, away, back, -1)
    if (excursion.slot >= 0) changes.add(excursion.slot, away, back, 1)
  }
}

/** Collects the arrivals and departures under the sensors of a room in a block. */
type Changes = {
  from: number
  /** `people` is 1 for a person present from `from` to `to`, and -1 for a person absent in that interval. */
  add: (slot: number, from: number, to: number, people: 1 | -1) => void
  steps: () => CountSteps[]
}

function createChanges(slots: number, from: number): Changes {
  // Each change is stored as twice its second, plus 1 for an arrival, so that sorting orders changes by time.
  const changes: (number[] | undefined)[] = []
  const record = (slot: number, second: number, comes: boolean) => {
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
      record(slot, first, people === 1)
      if (last < blockLength) record(slot, last, people === -1)
    },
    steps: () =>
      Array.from({ length: slots }, (_, slot) => {
        const found = changes[slot]
        return found === undefined ? emptySteps : toCountSteps(found)
      }),
  }
}

function toCountSteps(changes: number[]): CountSteps {
  changes.sort((a, b) => a - b)
  const steps: CountSteps = { starts: [0], counts: [0] }
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
