import { knownCapacity, nameOrId } from '#src/contract/butlr-values.ts'
import { toTimeZone, type TimeZone } from '#src/domain/time/time-zone.ts'
import type {
  MissingPart,
  PlacesResponse,
  DuplicateParts,
  WireFloor,
  WireRoom,
} from '#src/contract/topology.ts'

export type Site = { id: string; name: string; zone: TimeZone }
export type Building = { id: string; name: string; siteId: string }
export type Floor = { id: string; name: string; buildingId: string; level: number | null }
type Tag = { id: string; name: string }

export type Room = {
  id: string
  name: string
  floorId: string
  /** The kind of room as text; null when unknown. */
  kind: string | null
  /** Capacity in people; null when not configured (the API returns 0). */
  capacity: number | null
  /** Share of capacity at which the room becomes busy; null when no override sets one and the default applies. */
  busyThreshold: number | null
  /** The maximum plausible count of one sensor that the overrides set; null when the default applies. */
  maximumSensorCount: number | null
  /** The room's own tags, then those of its floor and its zones; each once. */
  tags: readonly Tag[]
  /**
   * Corners `[x, y]` on the floor in metres, before rotation; y grows downwards. Null when there is no readable
   * outline.
   */
  outline: readonly (readonly number[])[] | null
  /** Set when Butlr has an outline that cannot be read. */
  unreadableOutline?: boolean
  /** Degrees clockwise about the room's centre. */
  rotation: number
  /** Butlr's values that overrides replace (`applyOverrides`); null when the value is not overridden. */
  upstreamValues: { name: string | null; capacity: { value: number | null } | null }
}

/**
 * Sites, buildings, floors, rooms and tags. Plain JSON. The floors of a building are listed from the top down, and the
 * rooms of a floor in the order of the response (by name).
 */
export type Topology = {
  sites: Site[]
  buildings: Building[]
  floors: Floor[]
  rooms: Room[]
  /** The tags of all rooms, in no particular order. */
  tags: Tag[]
  /** IDs of rooms that overrides hide; `rooms` does not contain them. */
  hiddenRoomIds: string[]
  /** Parts that Butlr did not return; they might still exist. */
  missing: MissingPart[]
  /** Items that Butlr lists more than once; each is included once. */
  duplicates: DuplicateParts[]
}

const untaggedKind = 'untagged'

export function emptyTopology(): Topology {
  return {
    sites: [],
    buildings: [],
    floors: [],
    rooms: [],
    tags: [],
    hiddenRoomIds: [],
    missing: [],
    duplicates: [],
  }
}

/** Converts the nested response to flat lists. Missing names are replaced by IDs. */
export function parseTopology(response: PlacesResponse): Topology {
  const { missing, repeated: duplicates = [] } = response
  const topology = { ...emptyTopology(), missing, duplicates }
  for (const site of response.sites) {
    topology.sites.push({
      id: site.id,
      name: nameOrId(site.name, site.id),
      zone: toTimeZone(site.timezone),
    })
    for (const building of site.buildings) {
      topology.buildings.push({
        id: building.id,
        name: nameOrId(building.name, building.id),
        siteId: site.id,
      })
      for (const floor of building.floors.toSorted(byLevelDescending)) {
        topology.floors.push({
          id: floor.id,
          name: nameOrId(floor.name, floor.id),
          buildingId: building.id,
          level: floor.floorNumber ?? null,
        })
        for (const room of floor.rooms) topology.rooms.push(parseRoom(room, floor))
      }
    }
  }
  topology.tags = uniqueTags(topology.rooms.flatMap((room) => room.tags))
  return topology
}

function parseRoom(room: WireRoom, floor: WireFloor): Room {
  const declared = [room.roomType, ...room.tags.map((tag) => tag.name)]
  return {
    id: room.id,
    name: nameOrId(room.name, room.id),
    floorId: floor.id,
    kind: declared.find((kind) => kind && kind.toLowerCase() !== untaggedKind) ?? null,
    capacity: knownCapacity(room.capacity),
    busyThreshold: null,
    maximumSensorCount: null,
    tags: uniqueTags(
      [
        room.tags,
        floor.tags,
        ...floor.zones.filter((zone) => zone.room_id === room.id).map((zone) => zone.tags),
      ]
        .flat()
        .map(({ id, name }) => ({ id, name: nameOrId(name, id) })),
    ),
    outline: room.coordinates ?? null,
    ...(room.unreadableOutline === true && { unreadableOutline: true }),
    rotation: room.rotation ?? 0,
    upstreamValues: { name: null, capacity: null },
  }
}

function uniqueTags(tags: readonly Tag[]): Tag[] {
  return [...new Map(tags.map((tag) => [tag.id, tag])).values()]
}

function byLevelDescending(a: WireFloor, b: WireFloor): number {
  return (b.floorNumber ?? 0) - (a.floorNumber ?? 0)
}

/**
 * The location of a floor: its label, which includes building and site only if needed to tell floors apart, its time
 * zone, and the IDs of its building and site.
 */
export type FloorLocation = {
  label: string
  zone: TimeZone
  buildingId: string | null
  siteId: string | null
}

export type FloorTopology = Pick<Topology, 'sites' | 'buildings' | 'floors'>

/** Locations by floor ID. */
export type FloorLocations = ReadonlyMap<string, FloorLocation>

const unknownLocation: FloorLocation = {
  label: '',
  zone: toTimeZone(null),
  buildingId: null,
  siteId: null,
}

/**
 * Returns a label that distinguishes a building from all others, such as `Northgate · Main building (2)`. It starts
 * with the site if another site has a building of the same name, and ends with a number if an earlier building at the
 * site has that name. Returns undefined without a building, or if there is only one.
 */
export function buildingLabel(
  { sites, buildings }: Pick<Topology, 'sites' | 'buildings'>,
  building: Building | undefined,
): string | undefined {
  if (!building || buildings.length < 2) return undefined
  const siteName = ({ siteId }: Building) => sites.find(({ id }) => id === siteId)?.name
  const alike = buildings.filter(({ name }) => name === building.name)
  const inSite = alike.filter((other) => siteName(other) === siteName(building))
  const number = inSite.indexOf(building) + 1
  const name = number > 1 ? `${building.name} (${number})` : building.name
  return inSite.length < alike.length ? joinPlaces(siteName(building), name) : name
}

/**
 * Returns the location of every floor. A label is the floor's name, such as `Floor 3`. If there are several buildings,
 * it starts with the building: `Main building · Floor 3` (see `buildingLabel`).
 */
export function locateFloors(topology: FloorTopology | undefined): FloorLocations {
  const places = new Map<string, FloorLocation>()
  if (!topology) return places
  for (const floor of topology.floors) {
    const building = topology.buildings.find(({ id }) => id === floor.buildingId)
    const site = topology.sites.find(({ id }) => id === building?.siteId)
    places.set(floor.id, {
      label: joinPlaces(buildingLabel(topology, building), floor.name),
      zone: site?.zone ?? unknownLocation.zone,
      buildingId: building?.id ?? null,
      siteId: site?.id ?? null,
    })
  }
  return places
}

function joinPlaces(outer: string | undefined, name: string): string {
  return outer === undefined ? name : `${outer} · ${name}`
}

/**
 * Returns the location of a floor. If the topology does not contain the floor, returns a location with an empty label
 * and UTC.
 */
export function findFloorLocation(places: FloorLocations, floorId: string | null): FloorLocation {
  return places.get(floorId ?? '') ?? unknownLocation
}
