import { nameOrId } from '#src/contract/butlr-values.ts'
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
export type Tag = { id: string; name: string }

/** A room as the topology describes it. */
export type Room = {
  id: string
  name: string
  floorId: string
  /** What kind of room, in words; null when nobody said. */
  kind: string | null
  /** How many people it is meant for; null when not configured (the API says 0). */
  capacity: number | null
  /** Busy begins at this share of capacity; null where the operator set none, and the general rule holds. */
  busyThreshold: number | null
  /** The largest count of one sensor that the operator takes for plausible; null where the general rule holds. */
  maximumSensorCount: number | null
  /** Its own tags, its floor's and its zones', by name. */
  tags: readonly Tag[]
  /** Its corners `[x, y]` on the floor in metres, y southwards, before its rotation; null where Butlr has none. */
  outline: readonly (readonly number[])[] | null
  /** Set where Butlr has an outline that cannot be read. */
  unreadableOutline?: boolean
  /** Degrees clockwise, about its middle. */
  rotation: number
  /** What Butlr says where the operator's own file says something else (overridden.ts); null where the value is Butlr's. */
  upstreamValues: { name: string | null; capacity: { value: number | null } | null }
}

/** How places nest. Plain JSON; lists are in the order in which people walk a building: top floor first, rooms by name. */
export type Topology = {
  sites: Site[]
  buildings: Building[]
  floors: Floor[]
  rooms: Room[]
  /** Every tag that a room carries, by name. */
  tags: Tag[]
  /** Ids of rooms that the operator's own file hides; they are not among `rooms`. */
  hiddenRoomIds: string[]
  /** What Butlr did not send: it may still exist. */
  missing: MissingPart[]
  /** What Butlr lists more than once; each is here once. */
  duplicates: DuplicateParts[]
}

const untaggedKind = 'untagged'
const nameCollator = new Intl.Collator('en', { numeric: true })

/** Turns the nested answer into flat lists. Names that are missing are replaced by ids, never by nothing. */
export function parseTopology(answer: PlacesResponse): Topology {
  const topology: Topology = {
    sites: [],
    buildings: [],
    floors: [],
    rooms: [],
    tags: [],
    hiddenRoomIds: [],
    missing: answer.missing,
    duplicates: answer.repeated ?? [],
  }
  for (const site of answer.sites) {
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
        const rooms = floor.rooms.map((room) => parseRoom(room, floor))
        for (const room of rooms.toSorted((a, b) => nameCollator.compare(a.name, b.name))) {
          topology.rooms.push(room)
        }
      }
    }
  }
  topology.tags = uniqueByName(topology.rooms.flatMap((room) => room.tags))
  return topology
}

function parseRoom(room: WireRoom, floor: WireFloor): Room {
  const declared = [room.roomType, ...room.tags.map((tag) => tag.name)]
  const capacity = room.capacity?.max ?? 0
  return {
    id: room.id,
    name: nameOrId(room.name, room.id),
    floorId: floor.id,
    kind: declared.find((kind) => kind && kind.toLowerCase() !== untaggedKind) ?? null,
    capacity: capacity > 0 ? capacity : null,
    busyThreshold: null,
    maximumSensorCount: null,
    tags: uniqueByName(
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

/** Each tag once. */
function uniqueByName(tags: readonly Tag[]): Tag[] {
  const each = new Map(tags.map((tag) => [tag.id, tag]))
  return [...each.values()].toSorted((a, b) => nameCollator.compare(a.name, b.name))
}

function byLevelDescending(a: WireFloor, b: WireFloor): number {
  return (b.floorNumber ?? 0) - (a.floorNumber ?? 0)
}

/** The zone in which a room's times are shown: its site's, or UTC where the topology does not know the room. */
export function findRoomTimeZone(topology: Topology | undefined, roomId: string): TimeZone {
  const room = topology?.rooms.find(({ id }) => id === roomId)
  const floor = topology?.floors.find(({ id }) => id === room?.floorId)
  const building = topology?.buildings.find(({ id }) => id === floor?.buildingId)
  return topology?.sites.find(({ id }) => id === building?.siteId)?.zone ?? toTimeZone(null)
}

/**
 * Where a floor is: its name, with as much in front as it takes to tell it from others, the zone of its times, and the
 * building and site that it belongs to.
 */
export type FloorLocation = {
  label: string
  zone: TimeZone
  buildingId: string | null
  siteId: string | null
}

/** Places by floor id. */
export type FloorLocations = ReadonlyMap<string, FloorLocation>

const unknownLocation: FloorLocation = {
  label: '',
  zone: toTimeZone(null),
  buildingId: null,
  siteId: null,
}

/**
 * Names every floor: `Floor 3`, in several buildings `Main building · Floor 3`, and where two sites have buildings of
 * one name `Northgate · Main building · Floor 3`.
 */
export function locateFloors(topology: Topology | undefined): FloorLocations {
  const places = new Map<string, FloorLocation>()
  if (!topology) return places
  const { sites, buildings, floors } = topology
  for (const floor of floors) {
    const building = buildings.find(({ id }) => id === floor.buildingId)
    const site = sites.find(({ id }) => id === building?.siteId)
    const alike = buildings.filter(({ name }) => name === building?.name)
    const sitesAlike = new Set(alike.map(({ siteId }) => siteId)).size > 1
    const label = [
      sitesAlike ? site?.name : undefined,
      buildings.length > 1 ? building?.name : undefined,
      floor.name,
    ]
    places.set(floor.id, {
      label: label.filter((part) => part !== undefined).join(' · '),
      zone: site?.zone ?? unknownLocation.zone,
      buildingId: building?.id ?? null,
      siteId: site?.id ?? null,
    })
  }
  return places
}

/** The place of a floor; one without a name, in UTC, where the topology does not know it. */
export function findFloorLocation(places: FloorLocations, floorId: string | null): FloorLocation {
  return (floorId === null ? undefined : places.get(floorId)) ?? unknownLocation
}
