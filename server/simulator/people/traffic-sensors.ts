import { floorTimeZone, type Room, type Sensor } from '#server/simulator/building/topology.ts'
import { memoize } from '#server/simulator/memoize.ts'
import { secondsPerDay, getZoneClock } from '#server/simulator/zone-clock.ts'
import { createPerson, bookingsForDay } from './bookings.ts'

type Direction = 'in' | 'out'

/** What the traffic sensors in the doors count. All instants are Unix seconds; `to` is never included. */
export type TrafficSensors = {
  /** The people who pass a door in one direction, in order of time. */
  eachCrossing: (
    sensor: Sensor,
    direction: Direction,
    from: number,
    to: number,
    visit: (instant: number, people: number) => void,
  ) => void
  /** Those in minus those out since local midnight, never negative. */
  netEntries: (sensor: Sensor, instant: number) => number
}

type Crossings = Record<Direction, number[]>

/** Rooms that people come from outside for. */
const destinationKinds = new Set<Room['kind']>(['desks', 'event', 'training'])
const workdayEnd = 18 * 3600
const sensorKeyStride = 65_536

/**
 * What the doors count of the same people whom the presence sensors see. Crossings at which `hears` is false are lost;
 * the occupancy worked out from them stays right, as it does where a sensor keeps them until it is heard again.
 */
export function createTrafficSensors(
  sensors: Sensor[],
  isHeard: (sensor: Sensor, instant: number) => boolean,
): TrafficSensors {
  const crossings = memoize(2000, (key) => {
    const sensor = sensors[Math.floor(key / sensorKeyStride)]
    return sensor === undefined
      ? { in: [], out: [] }
      : computeCrossings(sensor, key % sensorKeyStride)
  })
  const crossingsOnDay = (sensor: Sensor, day: number) =>
    crossings(sensor.index * sensorKeyStride + day)
  const getClock = (sensor: Sensor) => getZoneClock(floorTimeZone(sensor.floor))
  return {
    eachCrossing(sensor, direction, from, to, visit) {
      const clock = getClock(sensor)
      const last = clock.day(to - 1)
      for (let day = clock.day(from); day <= last; day += 1) {
        const instants = crossingsOnDay(sensor, day)[direction]
        let index = countBefore(instants, from)
        while (index < instants.length) {
          const instant = instants[index] ?? to
          if (instant >= to) break
          const after = countBefore(instants, instant + 1)
          if (isHeard(sensor, instant)) visit(instant, after - index)
          index = after
        }
      }
    },
    netEntries(sensor, instant) {
      const day = crossingsOnDay(sensor, getClock(sensor).day(instant))
      return Math.max(0, countBefore(day.in, instant + 1) - countBefore(day.out, instant + 1))
    },
  }
}

function computeCrossings(sensor: Sensor, day: number): Crossings {
  const { room } = sensor
  if (room === null) return { in: [], out: [] }
  const found = sensor.isEntrance ? entranceCrossings(sensor, day) : doorCrossings(room, day)
  found.in.sort((a, b) => a - b)
  found.out.sort((a, b) => a - b)
  return found
}

/** Everybody who comes to a room and leaves it. */
function doorCrossings(room: Room, day: number): Crossings {
  const found: Crossings = { in: [], out: [] }
  for (const booking of bookingsForDay(room, day)) {
    for (let position = 0; position < booking.people; position += 1) {
      const person = createPerson(booking, position, Math.max(1, room.slotCount))
      if (person.arrive >= person.leave) continue
      found.in.push(person.arrive)
      if (person.leave < booking.latest) found.out.push(person.leave)
    }
  }
  return found
}

/** Those who come to the building in the morning and leave it when their day's work is done. */
function entranceCrossings(sensor: Sensor, day: number): Crossings {
  const found: Crossings = { in: [], out: [] }
  const clock = getZoneClock(floorTimeZone(sensor.floor))
  const evening = clock.instant(day * secondsPerDay + workdayEnd)
  const walk = 120
  for (const room of sensor.floor.building.floors.flatMap((floor) => floor.rooms)) {
    if (!destinationKinds.has(room.kind)) continue
    const bookings = bookingsForDay(room, day).filter((booking) => booking.start < evening)
    const [first, last] = [bookings.at(0), bookings.at(-1)]
    if (first === undefined || last === undefined) continue
    for (let position = 0; position < first.people; position += 1) {
      found.in.push(Math.max(first.earliest, createPerson(first, position, 1).arrive - walk))
    }
    for (let position = 0; position < last.people; position += 1) {
      found.out.push(createPerson(last, position, 1).leave + walk)
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
