/** Messages about the occupancy of rooms, in cards, tables, plans and boards. */
import type { OccupancyTotals } from '#src/domain/occupancy/totals.ts'
import { plural } from '#src/messages/plural.ts'
import { formatNumber, formatPercent } from '#src/format/numbers.ts'
import { formatPeople, formatRooms, formatSensors } from '#messages/common.ts'

/** For screen readers, after a number of people: `7 or more / 12`. On screen, a plus sign replaces it. */
export const orMore = ' or more'

/** A number of people, or a lower bound: `7 people`, `7+ people`. */
export const peopleOrMore = (people: number, atLeast: boolean) =>
  atLeast ? `${formatNumber(people)}+ people` : formatPeople(people)

// Accessible names of rooms.

export const roomWithoutData = (room: string) => `${room}, no data`

/** `Maple, 6 of 10 people, in use`. @param state such as `In use` or `3 over` */
export const roomWithPeople = (
  room: string,
  people: number,
  capacity: number | null,
  state: string,
) =>
  `${room}, ${
    capacity === null
      ? formatPeople(people)
      : `${formatNumber(people)} of ${formatPeople(capacity)}`
  }, ${state.toLowerCase()}`

/**
 * The number is a lower bound: `Maple, at least 7 people, 1 of 2 sensors reporting, 1 implausible`.
 *
 * @param sensors such as `1 of 2 sensors`; null for an outdated number
 * @param warning such as `1 implausible`, or empty
 */
export const roomWithAtLeast = (
  room: string,
  people: number,
  sensors: string | null,
  warning: string,
) =>
  `${room}, at least ${formatPeople(people)}, ${
    sensors === null ? 'out of date' : joinSensorTexts(`${sensors} reporting`, warning)
  }`

// Sensors of a room, below its number. Quiet sensors are online and see no one.

/** `No sensors`, `2 of 2 sensors`, `1 of 2 sensors, 1 quiet`, `2 sensors, quiet`. */
export const sensorSummary = (reporting: number, total: number, quiet: number) => {
  if (total === 0) return 'No sensors'
  if (quiet === total) return `${formatSensors(total)}, quiet`
  return `${sensorShare(reporting, total)}${quiet > 0 ? `, ${formatNumber(quiet)} quiet` : ''}`
}

/** Sensors that report, of all sensors: `1 of 2 sensors`. */
export const sensorShare = (reporting: number, total: number) =>
  `${formatNumber(reporting)} of ${formatSensors(total)}`

/** Sensors with an implausible count. */
export const implausible = (sensors: number) => `${formatNumber(sensors)} implausible`

/**
 * Follows the sensors of a room that has no data although a sensor reports 0 or is quiet: `1 of 2 sensors, 0 people
 * counted`.
 */
export const atLeastZero = ', 0 people counted'

/** Joins phrases about sensors, omitting empty ones. */
export const joinSensorTexts = (...texts: readonly string[]) => texts.filter(Boolean).join(', ')

// Totals of all rooms: labels below large numbers.

export const peopleNow = 'people now'
export const roomsInUse = 'rooms in use'
export const sensorsReporting = 'sensors reporting'
export const busiest = 'busiest'

/**
 * Label of the number of people. If rooms have missing data, the number is a lower bound: `people now · 3 rooms missing
 * data`.
 */
export const peopleTotal = ({ people, incompleteRooms }: OccupancyTotals) =>
  incompleteRooms > 0
    ? `${peopleNow} · ${formatRooms(incompleteRooms)} missing data`
    : plural(people, { one: 'person now', other: peopleNow })

/** Shown below the name of the busiest room, or below a dash if there is none. */
export const busiestRoom = ({ busiest: room, inUse }: OccupancyTotals) => {
  if (room === null) return inUse > 0 ? busiest : `${busiest} · no one detected`
  return room.capacity === null
    ? `${busiest} · no capacity set`
    : `${busiest} · ${formatPercent(room.people / room.capacity)} of capacity`
}

/** Shown beside the name of a floor: `79+ people · 7 of 10 rooms in use`. */
export const floorSummary = ({ people, atLeast, inUse, rooms }: OccupancyTotals) =>
  `${peopleOrMore(people, atLeast)} · ${formatNumber(inUse)} of ${formatRooms(rooms)} in use`
