import { zoneOf, type Room, type Sensor } from '#server/simulator/building/topology.ts'
import { remember } from '#server/simulator/memoize.ts'
import { secondsPerDay, zoneClock } from '#server/simulator/zone-clock.ts'
import { personOf, sessionsOf } from './bookings.ts'

type Direction = 'in' | 'out'

/** What the traffic sensors in the doors count. All instants are Unix seconds; `to` is never included. */
export type Doors = {
  /** The people who pass a door in one direction, in order of time. */
  eachCrossing: (
    sensor: Sensor,
    direction: Direction,
    from: number,
    to: number,
    visit: (instant: number, people: number) => void,
  ) => void
  /** Those in minus those out since local midnight, never negative. */
  inside: (sensor: Sensor, instant: number) => number
}

type Crossings = Record<Direction, number[]>

/** Rooms that people come from outside for. */
const destinations = new Set<Room['kind']>(['desks', 'event', 'training'])
const workEnds = 18 * 3600
const daysApart = 65_536

/**
 * What the doors count of the same people whom the presence sensors see. Crossings at which `hears` is false are lost;
 * the occupancy worked out from them stays right, as it does where a sensor keeps them until it is heard again.
 */
export function createDoors(
  sensors: Sensor[],
  hears: (sensor: Sensor, instant: number) => boolean,
): Doors {
  const crossings = remember(2000, (key) => {
    const sensor = sensors[Math.floor(key / daysApart)]
    return sensor === undefined ? { in: [], out: [] } : crossingsOf(sensor, key % daysApart)
  })
  const onDay = (sensor: Sensor, day: number) => crossings(sensor.index * daysApart + day)
  const clockOf = (sensor: Sensor) => zoneClock(zoneOf(sensor.floor))
  return {
    eachCrossing(sensor, direction, from, to, visit) {
      const clock = clockOf(sensor)
      const last = clock.day(to - 1)
      for (let day = clock.day(from); day <= last; day += 1) {
        const instants = onDay(sensor, day)[direction]
        let index = countBefore(instants, from)
        while (index < instants.length) {
          const instant = instants[index] ?? to
          if (instant >= to) break
          const after = countBefore(instants, instant + 1)
          if (hears(sensor, instant)) visit(instant, after - index)
          index = after
        }
      }
    },
    inside(sensor, instant) {
      const day = onDay(sensor, clockOf(sensor).day(instant))
      return Math.max(0, countBefore(day.in, instant + 1) - countBefore(day.out, instant + 1))
    },
  }
}

function crossingsOf(sensor: Sensor, day: number): Crossings {
  const { room } = sensor
  if (room === null) return { in: [], out: [] }
  const found = sensor.isEntrance ? throughEntrance(sensor, day) : throughDoor(room, day)
  found.in.sort((a, b) => a - b)
  found.out.sort((a, b) => a - b)
  return found
}

/** Everybody who comes to a room and leaves it. */
function throughDoor(room: Room, day: number): Crossings {
  const found: Crossings = { in: [], out: [] }
  for (const session of sessionsOf(room, day)) {
    for (let position = 0; position < session.people; position += 1) {
      const person = personOf(session, position, Math.max(1, room.places))
      if (person.arrive >= person.leave) continue
      found.in.push(person.arrive)
      if (person.leave < session.latest) found.out.push(person.leave)
    }
  }
  return found
}

/** Those who come to the building in the morning and leave it when their day's work is done. */
function throughEntrance(sensor: Sensor, day: number): Crossings {
  const found: Crossings = { in: [], out: [] }
  const clock = zoneClock(zoneOf(sensor.floor))
  const evening = clock.instant(day * secondsPerDay + workEnds)
  const walk = 120
  for (const room of sensor.floor.building.floors.flatMap((floor) => floor.rooms)) {
    if (!destinations.has(room.kind)) continue
    const sessions = sessionsOf(room, day).filter((session) => session.start < evening)
    const [first, last] = [sessions.at(0), sessions.at(-1)]
    if (first === undefined || last === undefined) continue
    for (let position = 0; position < first.people; position += 1) {
      found.in.push(Math.max(first.earliest, personOf(first, position, 1).arrive - walk))
    }
    for (let position = 0; position < last.people; position += 1) {
      found.out.push(personOf(last, position, 1).leave + walk)
    }
  }
  return found
}

/** How many of the sorted instants come before a limit. */
function countBefore(instants: number[], limit: number): number {
  let low = 0
  let high = instants.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((instants[middle] ?? limit) < limit) low = middle + 1
    else high = middle
  }
  return low
}
