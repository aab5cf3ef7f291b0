import { totals, type Totals } from '#src/domain/occupancy/totals.ts'
import type { RoomInView } from '#src/domain/live-rooms/rooms-in-view.ts'
import { inDigits, inPercent, peopleInWords } from './room-words.ts'
import { roomsInWords } from './card-words.ts'

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
