import type { ReactNode } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { displayedState, type DisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import * as text from '#messages/room-breakdown.tsx'
import { Age } from '#src/components/time/timestamps.tsx'
import { defaultBusyThreshold, minBusyPeople } from '#src/domain/occupancy/room-occupancy.ts'
import type { OccupancyRule, ZeroRule } from './room-breakdown.ts'

export function describeOccupancyRule(rule: OccupancyRule): ReactNode {
  switch (rule.kind) {
    case 'no-sensors':
      return text.noSensorsRule
    case 'sum':
      return text.sumRule(rule.sensors)
    case 'at-least':
      return text.minimumRule(rule.missing, rule.of)
    case 'at-least-nobody':
      return text.othersEmptyRule(rule.missing, rule.of)
    case 'last-known':
      return text.lastKnownRule(<Age at={rule.seenAt} />)
    case 'nothing-known':
      return text.noReportsRule(rule.of)
    case 'expired':
      return text.expiredRule
  }
}

export function describeZeroRule(zeros: ZeroRule): string {
  return zeros === 'withheld' ? text.zerosOmittedRule : text.roomSilentRule
}

/**
 * Describes the rule of the displayed state: `Busy: 70% of capacity or more (at least 7 of 10)`. Returns null for no
 * data, which the occupancy rule explains.
 */
export function describeStateRule(
  occupancy: DisplayedOccupancy,
  { capacity, busyThreshold }: Pick<LiveRoom, 'capacity' | 'busyThreshold'>,
): string | null {
  const threshold = busyThreshold ?? defaultBusyThreshold
  switch (displayedState(occupancy)) {
    case 'free':
      return text.freeRule
    case 'in-use':
      return capacity === null ? text.inUseWithoutCapacityRule : describeInUse(capacity, threshold)
    case 'busy':
      return text.busyRule(threshold, capacity ?? 0, minBusyPeople(capacity ?? 0, threshold))
    case 'full':
      return text.fullRule(capacity ?? 0)
    case 'over':
      return text.overRule(capacity ?? 0)
    case 'stale':
      return text.staleRule
    case 'no-data':
      return null
  }
}

/**
 * Describes "in use", which ends where "busy" begins. If the threshold rounds up to the capacity, as by default in
 * rooms for up to three people, the room becomes full instead of busy.
 */
function describeInUse(capacity: number, threshold: number): string {
  const minPeople = minBusyPeople(capacity, threshold)
  return minPeople >= capacity
    ? text.inUseBelowCapacityRule(capacity)
    : text.inUseRule(threshold, capacity, minPeople)
}
