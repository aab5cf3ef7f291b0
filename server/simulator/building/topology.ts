/**
 * The simulated topology: sites, buildings, floors, rooms, zones, sensors, hives and tags, and how they nest.
 * Lengths are metres; a polygon is its vertices `[x, y]` on the floor, y southwards. That of a room or zone is given as
 * before it is turned clockwise about the centre of its bounding box; whatever else has a place is where it really is.
 */
export type Point = [x: number, y: number]

/** How a room is used, which decides who comes when. */
export type RoomKind =
  | 'meeting'
  | 'booth'
  | 'desks'
  | 'quiet'
  | 'kitchen'
  | 'canteen'
  | 'lobby'
  | 'event'
  | 'training'
  | 'rest'
  | 'overbooked'
  | 'on-call'

/**
 * What is wrong with a sensor; `steady` is nothing. `overlap`: it hangs where it sees exactly what the sensor before it
 * sees. `silent`: it lives and has not counted for days. `constant`: it sticks to a number for hours of every working day.
 */
export type SensorBehaviour =
  | 'steady'
  | 'stuck-at-night'
  | 'dies-daily'
  | 'offline-by-day'
  | 'overlap'
  | 'silent'
  | 'constant'
  | 'uninstalled'
  | 'test-device'

/** What feeds a sensor; mostly nobody entered it. */
export type PowerSource = 'Battery' | 'Wired' | null

/** A tag of the whole organisation and all that carries it. */
export type Tag = { id: string; name: string; rooms: Room[]; floors: Floor[]; zones: Zone[] }

export type Site = {
  id: string
  name: string
  timezone: string | null
  country: string | null
  buildings: Building[]
}

export type Building = { id: string; name: string; number: number; site: Site; floors: Floor[] }

export type Floor = {
  id: string
  name: string
  number: number
  building: Building
  outline: Point[]
  /** Degrees clockwise by which its rooms are turned. */
  rotation: number
  /** Whether clients are told where things are. */
  isDrawn: boolean
  tags: Tag[]
  rooms: Room[]
  zones: Zone[]
  sensors: Sensor[]
  hives: Hive[]
}

export type Room = {
  id: string
  /** Position among all rooms of the topology. */
  index: number
  /** Where this room's chance begins. */
  hash: number
  name: string
  kind: RoomKind
  roomType: string | null
  /** People; 0 means not configured. */
  capacity: number
  polygon: Point[]
  floor: Floor
  tags: Tag[]
  zones: Zone[]
  sensors: Sensor[]
  /** The sensors that count people here: presence sensors that are installed and no test devices. */
  counting: Sensor[]
  /** In how many places people are seen: one for each counting sensor that does not repeat another. */
  slotCount: number
  /** Position on the round of the security guard, and the number of rooms on it. */
  patrol: { position: number; length: number }
}

export type Zone = {
  id: string
  name: string
  room: Room
  capacity: number
  tags: Tag[]
  polygon: Point[]
  sensors: Sensor[]
}

export type Sensor = {
  id: string
  index: number
  hash: number
  name: string
  mac: string
  mode: 'presence' | 'traffic'
  behaviour: SensorBehaviour
  floor: Floor
  room: Room | null
  hive: Hive
  center: Point
  /** Which of its room's places it sees; -1 when it does not count. */
  slot: number
  /** Whose every count it repeats, since both see the same place. */
  duplicateOf: Sensor | null
  power: PowerSource
  /** Days from any today to the one by which its battery is to be changed; null without a battery. */
  batteryDays: number | null
  /** A traffic sensor at an entrance counts for its floor. */
  isEntrance: boolean
}

export type Hive = {
  id: string
  name: string
  serial: string
  floor: Floor
  center: Point
  sensors: Sensor[]
  /** Whether it loses its power for a while on every working day. */
  diesDaily: boolean
  /** How well it is connected, 0 to 1. */
  netPathStability: number
}

export type Topology = {
  organisationId: string
  sites: Site[]
  buildings: Building[]
  floors: Floor[]
  rooms: Room[]
  zones: Zone[]
  sensors: Sensor[]
  hives: Hive[]
  tags: Tag[]
}

/** The zone in which a floor's people live; a site without one is taken to be in UTC. */
export function floorTimeZone(floor: Floor): string {
  return floor.building.site.timezone ?? 'UTC'
}
