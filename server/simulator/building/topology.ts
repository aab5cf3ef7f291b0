/**
 * The simulated topology: sites, buildings, floors, rooms, zones, sensors, hives and tags, and their hierarchy. Lengths
 * are metres; a polygon is a list of vertices `[x, y]` on the floor, with y southwards. Room and zone polygons are
 * unrotated: clients rotate them clockwise about the centre of their bounding box. All other coordinates are final.
 */
export type Point = [x: number, y: number]

/** How a room is used; determines how many people come and when. */
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
 * The simulated defect of a sensor; `steady` means none. `overlap`: covers the same area as the previous sensor.
 * `silent`: online, but without a count for days. `constant`: repeats one count for hours on every working day.
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

/** The power source of a sensor; null if unknown. */
type PowerSource = 'Battery' | 'Wired' | null

/** A tag of the organisation, with the rooms, floors and zones that have it. */
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
  /** Clockwise rotation of the floor's rooms in degrees. */
  rotation: number
  /** Whether the API provides coordinates for the floor's rooms and devices. */
  isDrawn: boolean
  tags: Tag[]
  rooms: Room[]
  zones: Zone[]
  sensors: Sensor[]
  hives: Hive[]
}

export type Room = {
  id: string
  /** Index in the topology's list of rooms. */
  index: number
  /** Seed of the room's pseudorandom values. */
  hash: number
  name: string
  kind: RoomKind
  roomType: string | null
  /** Maximum number of people; 0 means not configured. */
  capacity: number
  polygon: Point[]
  floor: Floor
  tags: Tag[]
  zones: Zone[]
  sensors: Sensor[]
  /** The sensors that count people: installed presence sensors, excluding test devices. */
  counting: Sensor[]
  /** The number of separate sensor areas: one per counting sensor that does not duplicate another. */
  slotCount: number
  /** Position on the security patrol, and the number of rooms on it. */
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
  /** Index of the sensor area that the sensor covers; -1 if it does not count people. */
  slot: number
  /** The sensor whose counts this sensor duplicates because both cover the same area; null if it duplicates none. */
  duplicateOf: Sensor | null
  power: PowerSource
  /** Days until the battery change, the same at any simulated time; null without a battery. */
  batteryDays: number | null
  /** Whether the sensor is a traffic sensor at an entrance, which also counts for its floor. */
  isEntrance: boolean
}

export type Hive = {
  id: string
  name: string
  serial: string
  floor: Floor
  center: Point
  sensors: Sensor[]
  /** Whether the hive loses power for a while on every working day. */
  diesDaily: boolean
  /** Connection quality from 0 to 1. */
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

/** Returns the IANA time zone of a floor's site, or UTC if the site has none. */
export function floorTimeZone(floor: Floor): string {
  return floor.building.site.timezone ?? 'UTC'
}
