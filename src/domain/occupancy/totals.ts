import type { RoomOccupancy } from './room-occupancy.ts'

type TotalsInput = { id: string; occupancy: RoomOccupancy; capacity: number | null }

type BusiestRoom = { id: string; people: number; capacity: number | null }

export type OccupancyTotals = {
  /** Sum of people over all rooms with a current occupancy. */
  people: number
  /** Whether `people` is a lower bound, because a room with sensors has no exact occupancy. */
  atLeast: boolean
  /** Number of rooms with sensors whose occupancy is not exact. */
  incompleteRooms: number
  inUse: number
  rooms: number
  /**
   * The room with the highest utilisation; in a tie, the room with the most people. Rooms without a capacity rank below
   * all others. Rooms for one person are left out, because a single person fills them. Null if no other room has a
   * current count above 0.
   */
  busiest: BusiestRoom | null
  reportingSensors: number
  expectedSensors: number
}

/**
 * Computes the totals of rooms. The people of `last-known` rooms are not added, which makes the total a lower bound. A
 * `last-known` room still counts as in use, as on its card, while its value is recent and above 0.
 */
export function computeTotals(rooms: readonly TotalsInput[]): OccupancyTotals {
  const sum: OccupancyTotals = {
    people: 0,
    atLeast: false,
    incompleteRooms: 0,
    inUse: 0,
    rooms: rooms.length,
    busiest: null,
    reportingSensors: 0,
    expectedSensors: 0,
  }
  for (const { id, occupancy, capacity } of rooms) {
    sum.reportingSensors += occupancy.reportingSensors
    sum.expectedSensors += occupancy.expectedSensors
    // A room without sensors can never have a count, so it is not incomplete.
    if (occupancy.kind !== 'exact' && occupancy.expectedSensors > 0) sum.incompleteRooms += 1
    if (occupancy.kind === 'none' || occupancy.people <= 0) continue
    if (occupancy.kind === 'last-known') {
      if (occupancy.isRecent) sum.inUse += 1
      continue
    }
    sum.inUse += 1
    sum.people += occupancy.people
    const room = { id, people: occupancy.people, capacity }
    if (capacity !== 1 && (!sum.busiest || isBusier(room, sum.busiest))) sum.busiest = room
  }
  sum.atLeast = sum.incompleteRooms > 0
  return sum
}

function isBusier(room: BusiestRoom, other: BusiestRoom): boolean {
  return (utilisation(room) - utilisation(other) || room.people - other.people) > 0
}

/**
 * Returns the share of the capacity that is used. Returns 0 without a capacity, which is less than for any occupied
 * room with a capacity.
 */
function utilisation({ people, capacity }: BusiestRoom): number {
  return capacity === null ? 0 : people / capacity
}
