import { floorTimeZone, type Room, type Sensor } from '#server/simulator/building/topology.ts'
import { memoize } from '#server/simulator/memoize.ts'
import { secondsPerDay, getZoneClock } from '#server/simulator/zone-clock.ts'
import { createPerson, bookingsForDay } from './bookings.ts'

type Direction = 'in' | 'out'

/** The counts of the traffic sensors in the doors. All instants are Unix seconds; `to` is excluded. */
export type TrafficSensors = {
  /** Visits the crossings of a door in one direction, in chronological order. */
  eachCrossing: (
    sensor: Sensor,
    direction: Direction,
    from: number,
    to: number,
    visit: (instant: number, people: number) => void,
  ) => void
  /** Returns entries minus exits (number of people) since local midnight, at least 0. */
  netEntries: (sensor: Sensor, instant: number) => number
}

type Crossings = Record<Direction, number[]>

/** Kinds of rooms whose people enter the building through an entrance. */
const destinationKinds = new Set<Room['kind']>(['desks', 'event', 'training'])
/** End of the working day, in seconds of the local day. */
const workdayEnd = 18 * 3600
/** Exceeds every day number, so that one cache key can combine a sensor and a day. */
const sensorKeyStride = 65_536

/**
 * Creates the traffic sensors, which count the same people as the presence sensors. `eachCrossing` omits crossings for
 * which `isReceived` returns false; `netEntries` includes them, as if the sensor had submitted them later.
 */
export function createTrafficSensors(
  sensors: Sensor[],
  isReceived: (sensor: Sensor, instant: number) => boolean,
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
          if (isReceived(sensor, instant)) visit(instant, after - index)
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

/** Returns the entries and exits of all people of a room on one local day. */
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

/** Returns when the people of the building first enter and last leave it on one local day. */
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

/** Returns the number of sorted instants before a limit. */
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
