import type { RoomOccupancy } from './room-occupancy.ts'

/** What the totals need of a room. */
export type TotalsInput = { id: string; occupancy: RoomOccupancy; capacity: number | null }

export type OccupancyTotals = {
  /** Sum of every room's people; `atLeast` when any room's figure is not exact. */
  people: number
  atLeast: boolean
  /** Rooms whose figure lacks a sensor or is missing altogether. */
  incompleteRooms: number
  inUse: number
  rooms: number
  /** The room fullest for its capacity, or with the most people where no capacity is known; null when nobody is there. */
  busiest: { id: string; people: number; capacity: number | null } | null
  reportingSensors: number
  expectedSensors: number
}

/** Adds rooms up. Values that are no longer true (`last-known`) are not added: they make the total a lower bound. */
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
    const current = occupancy.kind === 'exact' || occupancy.kind === 'at-least'
    // A room without any sensor is not incomplete: nothing of it could ever be counted.
    if (occupancy.kind !== 'exact' && occupancy.expectedSensors > 0) sum.incompleteRooms += 1
    if (!current || occupancy.people <= 0) continue
    sum.people += occupancy.people
    sum.inUse += 1
    const weight = busyness(occupancy.people, capacity)
    if (weight > fullest) {
      fullest = weight
      sum.busiest = { id, people: occupancy.people, capacity }
    }
  }
  sum.atLeast = sum.incompleteRooms > 0
  return sum
}

/** Rooms with a capacity compare by utilisation and come before those without, which compare by people (squeezed below 0.01). */
function busyness(people: number, capacity: number | null): number {
  return capacity === null ? people / (people + 1) / 100 : people / capacity
}
