import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { RoomOccupancy } from '#src/domain/occupancy/room-occupancy.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import {
  displayedState,
  toDisplayedOccupancy,
  type DisplayedOccupancy,
} from '#src/domain/live-rooms/displayed-occupancy.ts'
import { formatNumber, formatPercent } from './numbers.ts'
import { formatPeople, formatRooms, formatSensors, stateLabels } from '#messages/common.ts'
import { computeTotals, type OccupancyTotals } from '#src/domain/occupancy/totals.ts'
import type { RoomCardModel } from '#src/domain/live-rooms/room-list.ts'

/**
 * Returns the accessible name of a room's card: `Maple, 6 of 10 people, in use`.
 *
 * @param freshness freshness of the room's occupancy
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

/** Returns the label beside the state icon: the state's label, or the number of people over capacity. */
export function describeState(view: DisplayedOccupancy, capacity: number | null): string {
  const state = displayedState(view)
  if (view.kind === 'none' || state !== 'over' || capacity === null) return stateLabels[state]
  return `${formatNumber(view.people - capacity)}${view.atLeast ? '+' : ''} over`
}

/** The text about the sensors of an occupancy. */
export type SensorSummary = {
  words: string
  /** The same with the warning first, for where the end may be cut: `1 implausible, 5 of 6 sensors`. */
  warningFirst: string
  /** Whether a sensor is missing. */
  missing: boolean
}

/**
 * Returns the sensor summary of an occupancy: `2 of 2 sensors`. Quiet sensors are online and assumed to see no one:
 * they do not report, but are not missing either: `2 sensors, quiet`.
 *
 * @param expired whether the occupancy is too old to know which sensors report now
 */
export function describeSensors(figure: RoomOccupancy, expired = false): SensorSummary {
  const { expectedSensors, reportingSensors } = figure
  const total = formatSensors(expectedSensors)
  if (expectedSensors === 0) return withoutWarning('No sensors', false)
  if (expired) return withoutWarning(total, false)
  const quiet = figure.contributions.filter((one) => one.kind === 'quiet').length
  const missing = reportingSensors + quiet < expectedSensors
  if (quiet === expectedSensors) return withoutWarning(`${total}, quiet`, missing)
  const share = formatSensorShare(figure)
  const words = quiet > 0 ? `${share}, ${formatNumber(quiet)} quiet` : share
  const warning = implausibleSensors(figure)
  if (warning === '') return withoutWarning(words, missing)
  return { words: `${words}, ${warning}`, warningFirst: `${warning}, ${words}`, missing }
}

function withoutWarning(words: string, missing: boolean): SensorSummary {
  return { words, warningFirst: words, missing }
}

/** Returns `1 implausible` for sensors with an implausible count, which need attention; empty when there are none. */
function implausibleSensors({ contributions }: RoomOccupancy): string {
  const count = contributions.filter(
    (one) => one.kind === 'missing' && one.why === 'implausible',
  ).length
  return count > 0 ? `${formatNumber(count)} implausible` : ''
}

function formatSensorShare({ reportingSensors, expectedSensors }: RoomOccupancy): string {
  return `${formatNumber(reportingSensors)} of ${formatSensors(expectedSensors)}`
}

/** Sums the current occupancies; an outdated one makes the total a lower bound. */
export function sumRoomCards(rooms: readonly RoomCardModel[]): OccupancyTotals {
  return computeTotals(rooms.map(({ room }) => room))
}

/** Returns `people now` or `people now, 3 rooms incomplete`. */
export function peopleTotalLabel({ people, incompleteRooms }: OccupancyTotals): string {
  const who = people === 1 && incompleteRooms === 0 ? 'person now' : 'people now'
  return incompleteRooms === 0 ? who : `${who}, ${formatRooms(incompleteRooms)} incomplete`
}

/** Returns `busiest, 125 % of capacity`, or that no capacity is set or no one is in. */
export function busiestLabel({ busiest }: OccupancyTotals): string {
  if (busiest === null) return 'busiest, nobody is in'
  const { people, capacity } = busiest
  return capacity === null
    ? 'busiest, capacity not set'
    : `busiest, ${formatPercent(people / capacity)} of capacity`
}

/** Returns a floor's summary: `79+ people · 7 of 10 rooms in use`. */
export function floorSummary(sum: OccupancyTotals): string {
  const people = sum.atLeast ? `${formatNumber(sum.people)}+ people` : formatPeople(sum.people)
  return `${people} · ${formatNumber(sum.inUse)} of ${formatRooms(sum.rooms)} in use`
}
