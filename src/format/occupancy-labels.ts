import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { RoomFigure } from '#src/domain/occupancy/room-occupancy.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { roomView } from '#src/domain/live-rooms/displayed-occupancy.ts'
import { inDigits, peopleInWords, stateInWords, inPercent } from './numbers.ts'
import { totals, type Totals } from '#src/domain/occupancy/totals.ts'
import type { RoomInView } from '#src/domain/live-rooms/room-list.ts'

/** `1 room`, `3 rooms`. */
export function roomsInWords(count: number): string {
  return `${inDigits(count)} ${count === 1 ? 'room' : 'rooms'}`
}

/**
 * The accessible name of a room's card: `Maple, 6 of 10 people, in use`.
 *
 * @param freshness of the room's own figure
 */
export function cardName(room: LiveRoom, freshness: Freshness): string {
  const { name, capacity, figure } = room
  const view = roomView(room, freshness, null)
  if (view.kind === 'none') return `${name}, no data`
  if (view.atLeast) {
    const and = andImplausible(figure)
    const rest = view.kind === 'stale' ? 'stale' : `${sensorShare(figure)} reporting${and}`
    return `${name}, at least ${peopleInWords(view.people)}, ${rest}`
  }
  const people =
    capacity === null
      ? peopleInWords(view.people)
      : `${inDigits(view.people)} of ${inDigits(capacity)} people`
  return `${name}, ${people}, ${stateInWords(view, capacity).toLowerCase()}`
}

/**
 * What stands under a figure about its sensors: `2 of 2 sensors`. Sensors that are online and silent because nobody is
 * there are not reporting, but they are not missing either: `2 sensors, quiet`.
 *
 * @param expired the figure is so old that nobody knows which sensors report now
 */
export function sensorsInWords(
  figure: RoomFigure,
  expired = false,
): { words: string; missing: boolean } {
  const { of, reporting } = figure
  if (of === 0) return { words: 'No sensors', missing: false }
  if (expired) return { words: sensorCount(of), missing: false }
  const quiet = figure.contributions.filter((one) => one.kind === 'quiet').length
  const missing = reporting + quiet < of
  if (quiet === of) return { words: `${sensorCount(of)}, quiet`, missing }
  const share = sensorShare(figure)
  const words = quiet > 0 ? `${share}, ${inDigits(quiet)} quiet` : share
  return { words: words + andImplausible(figure), missing }
}

/** `, 1 implausible`: sensors whose count cannot be true are named, since someone has to look at them. */
function andImplausible({ contributions }: RoomFigure): string {
  const count = contributions.filter(
    (one) => one.kind === 'missing' && one.why === 'implausible',
  ).length
  return count > 0 ? `, ${inDigits(count)} implausible` : ''
}

function sensorShare({ reporting, of }: RoomFigure): string {
  return `${inDigits(reporting)} of ${sensorCount(of)}`
}

function sensorCount(count: number): string {
  return `${inDigits(count)} ${count === 1 ? 'sensor' : 'sensors'}`
}

/** Adds up what is true now: a figure that is no longer true makes the total a lower bound. */
export function totalsOf(rooms: readonly RoomInView[]): Totals {
  return totals(rooms.map(({ room }) => room))
}

/** `people now`, `people now, 3 rooms incomplete`. */
export function peopleLabel({ people, incomplete }: Totals): string {
  const who = people === 1 && incomplete === 0 ? 'person now' : 'people now'
  return incomplete === 0 ? who : `${who}, ${roomsInWords(incomplete)} incomplete`
}

/** `busiest, 125 % of capacity`; without a capacity, what makes it the busiest. */
export function busiestLabel({ busiest }: Totals): string {
  if (busiest === null) return 'busiest, nobody is in'
  const { people, capacity } = busiest
  return capacity === null
    ? 'busiest, capacity not set'
    : `busiest, ${inPercent(people / capacity)} of capacity`
}

/** A floor's line: `79+ people · 7 of 10 rooms in use`. */
export function floorLine(sum: Totals): string {
  const people = sum.atLeast ? `${inDigits(sum.people)}+ people` : peopleInWords(sum.people)
  return `${people} · ${inDigits(sum.inUse)} of ${roomsInWords(sum.rooms)} in use`
}
