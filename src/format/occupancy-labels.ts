import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { RoomOccupancy } from '#src/domain/occupancy/room-occupancy.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { toDisplayedOccupancy } from '#src/domain/live-rooms/displayed-occupancy.ts'
import { formatNumber, formatPeople, describeState, formatPercent } from './numbers.ts'
import { computeTotals, type OccupancyTotals } from '#src/domain/occupancy/totals.ts'
import type { RoomCardModel } from '#src/domain/live-rooms/room-list.ts'

/** `1 room`, `3 rooms`. */
export function formatRooms(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'room' : 'rooms'}`
}

/**
 * The accessible name of a room's card: `Maple, 6 of 10 people, in use`.
 *
 * @param freshness of the room's own figure
 */
export function roomCardLabel(room: LiveRoom, freshness: Freshness): string {
  const { name, capacity, occupancy } = room
  const view = toDisplayedOccupancy(room, freshness, null)
  if (view.kind === 'none') return `${name}, no data`
  if (view.atLeast) {
    const warning = implausibleSensors(occupancy)
    const rest =
      view.kind === 'stale'
        ? ['stale']
        : [`${formatSensorShare(occupancy)} reporting`, ...(warning === '' ? [] : [warning])]
    return [`${name}, at least ${formatPeople(view.people)}`, ...rest].join(', ')
  }
  const people =
    capacity === null
      ? formatPeople(view.people)
      : `${formatNumber(view.people)} of ${formatNumber(capacity)} people`
  return `${name}, ${people}, ${describeState(view, capacity).toLowerCase()}`
}

/** What stands under a figure about its sensors. */
export type SensorSummary = {
  words: string
  /** The same with the warning first, for where the end may be cut: `1 implausible, 5 of 6 sensors`. */
  warningFirst: string
  /** Whether a sensor is missing. */
  missing: boolean
}

/**
 * What stands under a figure about its sensors: `2 of 2 sensors`. Sensors that are online and silent because nobody is
 * there are not reporting, but they are not missing either: `2 sensors, quiet`.
 *
 * @param expired the figure is so old that nobody knows which sensors report now
 */
export function describeSensors(figure: RoomOccupancy, expired = false): SensorSummary {
  const { expectedSensors, reportingSensors } = figure
  const total = formatSensors(expectedSensors)
  if (expectedSensors === 0) return withoutWarning('No sensors', false)
  if (expired) return withoutWarning(total, false)
  const quiet = figure.contributions.filter((one) => one.kind === 'quiet').length
  const missing = reportingSensors + quiet < expectedSensors
  if (quiet === expectedSensors)
    return withoutWarning(`${total}, quiet`, missing)
  const share = formatSensorShare(figure)
  const words = quiet > 0 ? `${share}, ${formatNumber(quiet)} quiet` : share
  const warning = implausibleSensors(figure)
  if (warning === '') return withoutWarning(words, missing)
  return { words: `${words}, ${warning}`, warningFirst: `${warning}, ${words}`, missing }
}

function withoutWarning(words: string, missing: boolean): SensorSummary {
  return { words, warningFirst: words, missing }
}

/** `1 implausible`: sensors whose count cannot be true are named, since someone has to look at them. Empty for none. */
function implausibleSensors({ contributions }: RoomOccupancy): string {
  const count = contributions.filter(
    (one) => one.kind === 'missing' && one.why === 'implausible',
  ).length
  return count > 0 ? `${formatNumber(count)} implausible` : ''
}

function formatSensorShare({ reportingSensors, expectedSensors }: RoomOccupancy): string {
  return `${formatNumber(reportingSensors)} of ${formatSensors(expectedSensors)}`
}

function formatSensors(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'sensor' : 'sensors'}`
}

/** Adds up what is true now: a figure that is no longer true makes the total a lower bound. */
export function sumRoomCards(rooms: readonly RoomCardModel[]): OccupancyTotals {
  return computeTotals(rooms.map(({ room }) => room))
}

/** `people now`, `people now, 3 rooms incomplete`. */
export function peopleTotalLabel({ people, incompleteRooms }: OccupancyTotals): string {
  const who = people === 1 && incompleteRooms === 0 ? 'person now' : 'people now'
  return incompleteRooms === 0 ? who : `${who}, ${formatRooms(incompleteRooms)} incomplete`
}

/** `busiest, 125 % of capacity`; without a capacity, what makes it the busiest. */
export function busiestLabel({ busiest }: OccupancyTotals): string {
  if (busiest === null) return 'busiest, nobody is in'
  const { people, capacity } = busiest
  return capacity === null
    ? 'busiest, capacity not set'
    : `busiest, ${formatPercent(people / capacity)} of capacity`
}

/** A floor's line: `79+ people · 7 of 10 rooms in use`. */
export function floorSummary(sum: OccupancyTotals): string {
  const people = sum.atLeast ? `${formatNumber(sum.people)}+ people` : formatPeople(sum.people)
  return `${people} · ${formatNumber(sum.inUse)} of ${formatRooms(sum.rooms)} in use`
}
