import type { RoomOccupancy } from './room-occupancy.ts'

/** The room data that the totals need. */
type TotalsInput = { id: string; occupancy: RoomOccupancy; capacity: number | null }

export type OccupancyTotals = {
  /** Sum of people over all rooms. It is a lower bound (`atLeast`) when a room with sensors has no exact occupancy. */
  people: number
  atLeast: boolean
  /** Number of rooms with a missing sensor or no occupancy at all. */
  incompleteRooms: number
  inUse: number
  rooms: number
  /**
   * The room with the highest utilisation or, if no occupied room has a capacity, with the most people; null if all are
   * empty.
   */
  busiest: { id: string; people: number; capacity: number | null } | null
  reportingSensors: number
  expectedSensors: number
}

/**
 * Computes the totals of rooms. The people of `last-known` rooms are not added, which makes the total a lower bound; a
 * room with a recent value counts as in use, as on its card.
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
  let fullest = 0
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
    const weight = busyness(occupancy.people, capacity)
    if (weight > fullest) {
      fullest = weight
      sum.busiest = { id, people: occupancy.people, capacity }
    }
  }
  sum.atLeast = sum.incompleteRooms > 0
  return sum
}

/** Ranks a room by utilisation, or without a capacity by its number of people, scaled to less than 0.01. */
function busyness(people: number, capacity: number | null): number {
  return capacity === null ? people / (people + 1) / 100 : people / capacity
}
