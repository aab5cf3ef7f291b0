import type { RoomOccupancy } from '#src/domain/occupancy/room-occupancy.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { displayedState, type DisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import { formatNumber } from './numbers.ts'
import { formatSensors, overCapacity, stateLabels } from '#messages/common.ts'
import * as text from '#messages/occupancy.ts'
import { computeTotals, type OccupancyTotals } from '#src/domain/occupancy/totals.ts'
import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'

/**
 * Returns the accessible name of a room's card, such as `Maple, 6 of 10 people, in use`.
 *
 * @param view what is shown for the room
 */
export function roomCardLabel(
  { name, capacity, occupancy }: Pick<LiveRoom, 'name' | 'capacity' | 'occupancy'>,
  view: DisplayedOccupancy,
): string {
  if (view.kind === 'none') return text.roomWithoutData(name)
  if (!view.atLeast)
    return text.roomWithPeople(name, view.people, capacity, describeState(view, capacity))
  const { reportingSensors, expectedSensors } = occupancy
  return text.roomWithAtLeast(
    name,
    view.people,
    view.kind === 'stale' ? null : text.sensorShare(reportingSensors, expectedSensors),
    implausibleSensors(occupancy),
  )
}

/** Returns the label beside the state icon: the state, or the number of people over capacity. */
export function describeState(view: DisplayedOccupancy, capacity: number | null): string {
  const state = displayedState(view)
  if (view.kind === 'none' || state !== 'over' || capacity === null) return stateLabels[state]
  return overCapacity(`${formatNumber(view.people - capacity)}${view.atLeast ? '+' : ''}`)
}

export type SensorSummary = {
  words: string
  /** `words` with the warning first, for layouts that may truncate it, such as `1 implausible, 5 of 6 sensors`. */
  warningFirst: string
  /** Whether a sensor is missing. */
  missing: boolean
}

/**
 * Describes the sensors of an occupancy, such as `2 of 2 sensors` or, with quiet sensors, `2 sensors, quiet`. Quiet
 * sensors are online and do not report, because they see no one. They do not count as missing.
 *
 * @param expired whether the occupancy is so old that the reporting sensors are unknown
 */
export function describeSensors(occupancy: RoomOccupancy, expired = false): SensorSummary {
  const { expectedSensors, reportingSensors, contributions } = occupancy
  if (expired && expectedSensors) {
    const words = formatSensors(expectedSensors)
    return { words, warningFirst: words, missing: false }
  }
  const quiet = contributions.filter((sensor) => sensor.kind === 'quiet').length
  const sensors =
    text.sensorSummary(reportingSensors, expectedSensors, quiet) +
    (occupancy.kind === 'at-least' && !occupancy.people ? text.atLeastZero : '')
  const warning = implausibleSensors(occupancy)
  return {
    words: text.joinSensorTexts(sensors, warning),
    warningFirst: text.joinSensorTexts(warning, sensors),
    missing: reportingSensors + quiet < expectedSensors,
  }
}

/** Returns `1 implausible` for sensors with an implausible count, which need attention. Empty if there are none. */
function implausibleSensors({ contributions }: RoomOccupancy): string {
  const count = contributions.filter(
    (sensor) => sensor.kind === 'missing' && sensor.why === 'implausible',
  ).length
  return count ? text.implausible(count) : ''
}

/** Sums the current occupancies. An outdated occupancy makes the total a lower bound. */
export function sumRoomCards(rooms: readonly RoomCardModel[]): OccupancyTotals {
  return computeTotals(rooms.map(({ room }) => room))
}
