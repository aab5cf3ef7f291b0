import type { Habit, RoomKind } from './topology.ts'

/** A room as it is drawn up, before it has ids, sensors and a place on its floor. */
export type RoomPlan = {
  name: string
  kind: RoomKind
  /** What Butlr calls `roomType`; null where the kind is only told by a tag. */
  type: string | null
  capacity: number
  /** Presence sensors. */
  sensors: number
  /** Metres along the corridor. */
  width: number
  /** Metres away from the corridor, where not the whole row. */
  depth?: number
  tags?: string[]
  /** Habits of the presence sensors by position; the others are steady. */
  habits?: Habit[]
  /** A corner that the room lacks: cut off slantwise, or a rectangular notch at the corridor. */
  shape?: 'cut' | 'notch'
  /** A zone over the half of the room that is nearer to the first sensors. */
  zone?: string
  /** A traffic sensor in the door; at an entrance it counts for the floor too. */
  door?: 'room' | 'entrance'
  /** Somebody left a test device here. */
  testDevice?: boolean
}

/** Two rows of rooms along a corridor. */
export type FloorPlan = { name: string; number: number; north: RoomPlan[]; south: RoomPlan[] }
export type BuildingPlan = { name: string; number: number; floors: FloorPlan[] }
export type SitePlan = { name: string; timezone: string | null; buildings: BuildingPlan[] }

/** A room plan from its usual facts, in the order in which people speak of them. */
export function plan(
  name: string,
  kind: RoomKind,
  type: string | null,
  capacity: number,
  sensors: number,
  width: number,
  rest: Partial<RoomPlan> = {},
): RoomPlan {
  return { name, kind, type, capacity, sensors, width, ...rest }
}
