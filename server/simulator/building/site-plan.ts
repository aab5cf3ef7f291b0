import type { SensorBehaviour, RoomKind } from './topology.ts'

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
  behaviours?: SensorBehaviour[]
  /** Days until the battery of the room's first sensor is to be changed; negative where that day has passed. */
  batteryDays?: number
  /** A corner that the room lacks: cut off slantwise, or a rectangular notch at the corridor. */
  shape?: 'cut' | 'notch'
  /** A zone over the half of the room that is nearer to the first sensors. */
  zone?: string
  zoneTags?: string[]
  /** A traffic sensor in the door; at an entrance it counts for the floor too. */
  door?: 'room' | 'entrance'
  /** Somebody left a test device here. */
  testDevice?: boolean
}

/** The hives of a floor where they are not simply enough and well; hives are numbered from 1, from west to east. */
export type HivesPlan = {
  count: number
  /** The hive that loses its power for a while on every working day. */
  dailyOutageHive?: number
  /** The hive with a bad connection. */
  weakHive?: number
}

/** Two rows of rooms along a corridor. */
export type WingPlan = { north: RoomPlan[]; south: RoomPlan[] }

export type FloorPlan = WingPlan & {
  name: string
  number: number
  /** Wings to the south of the first, one behind the other. */
  furtherWings?: WingPlan[]
  /** Degrees clockwise by which the whole floor stands aslant. */
  rotation?: number
  /** Whether anybody ever drew its rooms and placed its sensors. @default true */
  isDrawn?: boolean
  tags?: string[]
  hives?: HivesPlan
}
export type BuildingPlan = { name: string; number: number; floors: FloorPlan[] }
export type SitePlan = {
  name: string
  timezone: string | null
  /** ISO 3166; null where nobody entered an address. */
  country: string | null
  buildings: BuildingPlan[]
}

/** A room plan from its usual facts, in the order in which people speak of them. */
export function planRoom(
  name: string,
  kind: RoomKind,
  type: string | null,
  capacity: number,
  sensors: number,
  width: number,
  options: Partial<RoomPlan> = {},
): RoomPlan {
  return { name, kind, type, capacity, sensors, width, ...options }
}
