import type { RoomFigure } from './room-occupancy.ts'

/** What the totals need of a room. */
export type CountedRoom = { id: string; figure: RoomFigure; capacity: number | null }

export type Totals = {
  /** Sum of every room's people; `atLeast` when any room's figure is not exact. */
  people: number
  atLeast: boolean
  /** Rooms whose figure lacks a sensor or is missing altogether. */
  incomplete: number
  inUse: number
  rooms: number
  /** The room fullest for its capacity, or with the most people where no capacity is known; null when nobody is there. */
  busiest: { id: string; people: number; capacity: number | null } | null
  reporting: number
  sensors: number
}

/** Adds rooms up. Values that are no longer true (`last-known`) are not added: they make the total a lower bound. */
export function totals(rooms: readonly CountedRoom[]): Totals {
  const sum: Totals = {
    people: 0,
    atLeast: false,
    incomplete: 0,
    inUse: 0,
    rooms: rooms.length,
    busiest: null,
    reporting: 0,
    sensors: 0,
  }
  let fullest = 0
  for (const { id, figure, capacity } of rooms) {
    sum.reporting += figure.reporting
    sum.sensors += figure.of
    const current = figure.kind === 'exact' || figure.kind === 'at-least'
    // A room without any sensor is not incomplete: nothing of it could ever be counted.
    if (figure.kind !== 'exact' && figure.of > 0) sum.incomplete += 1
    if (!current || figure.people <= 0) continue
    sum.people += figure.people
    sum.inUse += 1
    const weight = rank(figure.people, capacity)
    if (weight > fullest) {
      fullest = weight
      sum.busiest = { id, people: figure.people, capacity }
    }
  }
  sum.atLeast = sum.incomplete > 0
  return sum
}

/** Rooms with a capacity compare by utilisation and come before those without, which compare by people (squeezed below 0.01). */
function rank(people: number, capacity: number | null): number {
  return capacity === null ? people / (people + 1) / 100 : people / capacity
}
