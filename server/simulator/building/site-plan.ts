import type { SensorBehaviour, RoomKind } from './topology.ts'

/** The plan of a room, from which its ID, sensors and position are derived. */
export type RoomPlan = {
  name: string
  kind: RoomKind
  /** Butlr's `roomType`; null if only a tag indicates the type. */
  type: string | null
  capacity: number
  /** Number of presence sensors. */
  sensors: number
  /** Width along the corridor, in metres. */
  width: number
  /** Depth in metres, measured from the corridor; by default the whole row. */
  depth?: number
  tags?: string[]
  /** Behaviours of the presence sensors by position; the remaining ones are steady. */
  behaviours?: SensorBehaviour[]
  /** Days until the battery change of the room's first sensor; negative if overdue. */
  batteryDays?: number
  /** A missing corner: cut off diagonally, or a rectangular notch at the corridor. */
  shape?: 'cut' | 'notch'
  /** The name of a zone that covers the half of the room with the first sensors. */
  zone?: string
  zoneTags?: string[]
  /** Adds a traffic sensor in the door; at an entrance, it also counts for the floor. */
  door?: 'room' | 'entrance'
  /** Whether the room contains a forgotten test device. */
  testDevice?: boolean
}

/** The hives of a floor that does not use the defaults, numbered from 1, from west to east. */
export type HivesPlan = {
  count: number
  /** The number of the hive that loses power for a while on every working day. */
  dailyOutageHive?: number
  /** The number of the hive with a weak connection. */
  weakHive?: number
}

/** Two rows of rooms along a corridor. */
export type WingPlan = { north: RoomPlan[]; south: RoomPlan[] }

export type FloorPlan = WingPlan & {
  name: string
  number: number
  /** Further wings, each south of the previous wing. */
  furtherWings?: WingPlan[]
  /** Clockwise rotation of the whole floor in degrees. */
  rotation?: number
  /** Whether the API provides coordinates for the floor's rooms and devices. @default true */
  isDrawn?: boolean
  tags?: string[]
  hives?: HivesPlan
}
export type BuildingPlan = { name: string; number: number; floors: FloorPlan[] }
export type SitePlan = {
  name: string
  timezone: string | null
  /** ISO 3166 country code; null if no address is set. */
  country: string | null
  buildings: BuildingPlan[]
}

/** Creates a room plan from positional arguments for the common fields. */
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
