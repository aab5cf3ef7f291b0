import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import {
  displayedState,
  type DisplayedOccupancy,
} from '#src/domain/live-rooms/displayed-occupancy.ts'
import { stateLabels, formatPeople } from '#messages/common.ts'
import { formatNumber, formatPercent } from '#src/format/numbers.ts'
import { defaultBusyThreshold } from '#src/domain/occupancy/room-occupancy.ts'
import type { OccupancyRule, ZeroRule } from './room-breakdown.ts'

/** Describes the rule behind a room's occupancy in one or two sentences. */
export function describeOccupancyRule(rule: OccupancyRule): string {
  switch (rule.kind) {
    case 'no-sensors':
      return 'This room has no presence sensors, so nobody is counted here.'
    case 'sum':
      return rule.sensors === 1
        ? 'The sensor’s last count in the last 2 minutes.'
        : 'The sum of each sensor’s last count in the last 2 minutes.'
    case 'at-least':
      return `At least this many: the sum of each sensor’s last count in the last 2 minutes, and ${describeMissingSensors(rule)}. What they would see could only add to it.`
    case 'at-least-nobody':
      return `No data: ${describeMissingSensors(rule)}. The others see nobody, which does not show that the room is empty.`
    case 'last-known':
      return 'No sensor answers now. The figure is the sum of what they last said, for up to ten minutes; it is not added to any total.'
    case 'nothing-known':
      return `No data: ${rule.of === 1 ? 'its sensor does' : `none of its ${formatNumber(rule.of)} sensors`} ${rule.of === 1 ? 'not answer' : 'answers'}. Nothing is known, so the figure is not 0.`
    case 'expired':
      return 'No data: the last answer is too old to say anything of now.'
  }
}

function describeMissingSensors({ missing, of }: { missing: number; of: number }): string {
  return `${formatNumber(missing)} of ${formatNumber(of)} sensors ${missing === 1 ? 'is' : 'are'} missing`
}

/** Describes why a silent sensor counts as 0. */
export function describeZeroRule(zeros: ZeroRule): string {
  return zeros === 'withheld'
    ? 'No zero is among all the answers, so this API sends none: a sensor that is online and sends nothing sees nobody.'
    : 'The whole room is silent while its sensors are online: a sensor that is online and sends nothing sees nobody.'
}

/**
 * Describes the rule of the displayed state: `Busy from 70 % of 10 people: 7 or more`. Returns null for no data, which
 * the occupancy rule explains.
 */
export function describeStateRule(
  occupancy: DisplayedOccupancy,
  { capacity, busyThreshold }: Pick<LiveRoom, 'capacity' | 'busyThreshold'>,
): string | null {
  const state = displayedState(occupancy)
  const label = stateLabels[state]
  switch (state) {
    case 'free':
      return `${label}: nobody is counted, and no sensor is missing`
    case 'in-use':
      return capacity === null
        ? `${label} from 1 person; without a capacity nothing is busy or full`
        : describeInUse(label, capacity, busyThreshold)
    case 'busy':
      return `${label} from ${formatPercent(busyThreshold ?? defaultBusyThreshold)} of ${formatPeople(capacity ?? 0)}: ${formatNumber(minBusyPeople(capacity ?? 0, busyThreshold))} or more`
    case 'full':
      return `${label} at its capacity: exactly ${formatPeople(capacity ?? 0)}`
    case 'over':
      return `${label}: more than ${formatPeople(capacity ?? 0)}`
    case 'stale':
      return `${label}: older than a minute, so it has no other state`
    case 'no-data':
      return null
  }
}

/** In use ends where busy begins. A room for one person, or with a threshold of 100 %, becomes full instead of busy. */
function describeInUse(label: string, capacity: number, busyFrom: number | null): string {
  const minPeople = minBusyPeople(capacity, busyFrom)
  return minPeople >= capacity
    ? `${label} below its capacity of ${formatPeople(capacity)}`
    : `${label} below ${formatPercent(busyFrom ?? defaultBusyThreshold)} of ${formatPeople(capacity)}: fewer than ${formatNumber(minPeople)}`
}

/** Returns the smallest number of people that makes a room busy. */
function minBusyPeople(capacity: number, busyFrom: number | null): number {
  return Math.ceil((busyFrom ?? defaultBusyThreshold) * capacity)
}
