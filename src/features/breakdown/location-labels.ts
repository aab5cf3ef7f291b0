import { formatNumber } from '#src/format/numbers.ts'
import { formatPeople } from '#messages/common.ts'
import type { OccupancyTotals } from '#src/domain/occupancy/totals.ts'
import type { LocationBreakdown, ListedRoomTerms } from './location-breakdown.ts'

/** Formats a count with its noun: `1 room`, `3 rooms`. */
export function formatCount(count: number, singular: string): string {
  return `${formatNumber(count)} ${singular}${count === 1 ? '' : 's'}`
}

/** Formats a total: `112+`. */
export function formatTotal({
  people,
  atLeast,
}: Pick<OccupancyTotals, 'people' | 'atLeast'>): string {
  return `${formatNumber(people)}${atLeast ? '+' : ''}`
}

/** Formats the line below a location: `7 of 10 rooms in use, 2 incomplete`. */
export function describeRoomsInUse({ inUse, rooms, incompleteRooms }: OccupancyTotals): string {
  const use = `${formatNumber(inUse)} of ${formatCount(rooms, 'room')} in use`
  return incompleteRooms === 0 ? use : `${use}, ${formatNumber(incompleteRooms)} incomplete`
}

/** Describes how a total is computed and, if it is a lower bound, why. */
export function describeTotal({ incompleteRooms, rooms }: OccupancyTotals): string {
  const rule = 'The sum of the occupancy of its rooms, each the sum of its sensors’ last counts.'
  if (incompleteRooms === 0) return rule
  const lack = incompleteRooms === 1 ? 'lacks a sensor or has' : 'lack a sensor or have'
  return `${rule} At least this many: ${formatNumber(incompleteRooms)} of ${formatCount(rooms, 'room')} ${lack} no data. What is not known now is not added.`
}

/** Describes the rooms that a list omits: `and 12 more rooms with 34 people`, `and 212 rooms with 0 people`. */
export function describeOmittedRooms({
  omitted,
  empty,
  withoutSensors,
}: ListedRoomTerms): string[] {
  const words: string[] = []
  const more = omitted.incomplete + omitted.counted
  if (more > 0) {
    const lacking =
      omitted.incomplete === 0 ? '' : `, ${formatNumber(omitted.incomplete)} of them incomplete`
    words.push(
      `and ${formatNumber(more)} more ${more === 1 ? 'room' : 'rooms'} with ${formatPeople(omitted.people)}${lacking}`,
    )
  }
  if (empty > 0) words.push(`and ${formatCount(empty, 'room')} with 0 people`)
  if (withoutSensors > 0) {
    words.push(`and ${formatCount(withoutSensors, 'room')} without presence sensors, not counted`)
  }
  return words
}

/** Describes excluded devices: `4 test devices, 1 traffic sensor`. Empty if there are none. */
export function describeExcludedDevices(devices: LocationBreakdown['excludedDevices']): string {
  const { test, uninstalled, traffic } = devices
  return [
    test > 0 && formatCount(test, 'test device'),
    uninstalled > 0 && formatCount(uninstalled, 'sensor') + ' not installed',
    traffic > 0 && formatCount(traffic, 'traffic sensor'),
  ]
    .filter((words) => words !== false)
    .join(', ')
}
