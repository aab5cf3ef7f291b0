import { type CountLimit, maximumPlausibleCount } from '#src/domain/occupancy/sensor-reading.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'
import type { Board } from '#src/contract/board.ts'
import type { PlacesResponse, SensorsResponse } from '#src/contract/topology.ts'
import type { SensorConnectivity } from '#src/contract/display.ts'

/** The part of a room of the topology that limits its counts. */
type SizedRoom = { id: string; capacity?: { max?: number | null | undefined } | null | undefined }

/** A room's capacity and the largest count of one sensor, where the operator's own file wins; null where none is set. */
export function roomCountLimit(
  { id, capacity }: SizedRoom,
  overrides: Overrides | null,
): CountLimit {
  const own = overrides?.rooms?.[id] ?? {}
  const max = capacity?.max ?? 0
  const upstream = max > 0 ? max : null
  return {
    capacity: own.capacity === undefined ? upstream : own.capacity,
    maximumSensorCount: own.maximumSensorCount ?? overrides?.maximumSensorCount ?? null,
  }
}

/**
 * The rooms of a board. `strangers`: rooms that only the reporting API knows are on it too, which is so where all
 * rooms are.
 */
export type ResolvedBoardRooms = {
  ids: ReadonlySet<string>
  includesUnknownRooms: boolean
  /** Ids that are never on it, whoever knows them. */
  hidden: ReadonlySet<string>
  /**
   * The rooms whose numbers may leave the gateway, or `all`. A list of what is allowed, so that a room whose record is
   * missing or malformed is status-only (see `privacy` of the board).
   */
  counted: ReadonlySet<string> | 'all'
  /** The largest plausible count of one sensor in each room of it (src/domain/occupancy/sensor-reading.ts). */
  maximumCounts: ReadonlyMap<string, number>
}

type Site = PlacesResponse['sites'][number]
type Floor = Site['buildings'][number]['floors'][number]
type Room = Floor['rooms'][number]

/** A room and the places that it lies in. */
type PlacedRoom = { site: Site; building: Site['buildings'][number]; floor: Floor; room: Room }

/**
 * The rooms that a choice means, by what Butlr says of places; a room that Butlr lists twice comes twice. A place is never
 * chosen by an id that the gateway gave it.
 */
export function selectRooms(wanted: Board['rooms'], places: PlacesResponse): PlacedRoom[] {
  const isStandIn = places.standIns?.some(
    ({ kind, id }) => kind === wanted.kind && 'id' in wanted && id === wanted.id,
  )
  if (isStandIn === true) return []
  const isWanted = ({ site, building, floor, room }: PlacedRoom) => {
    switch (wanted.kind) {
      case 'all':
        return true
      case 'site':
        return site.id === wanted.id
      case 'building':
        return building.id === wanted.id
      case 'floor':
        return floor.id === wanted.id
      case 'tag':
        return roomTagIds(floor, room).includes(wanted.id)
      case 'rooms':
        return wanted.ids.includes(room.id)
    }
  }
  return places.sites
    .flatMap((site) => site.buildings.map((building) => ({ site, building })))
    .flatMap((above) => above.building.floors.map((floor) => ({ ...above, floor })))
    .flatMap((above) => above.floor.rooms.map((room) => ({ ...above, room })))
    .filter(isWanted)
}

/**
 * Places as a board may use them: with privacy set, the capacity in a malformed record of a room is unknown, so that the
 * room is status-only on the gateway and on displays alike.
 */
export function clearMalformedCapacities(
  places: PlacesResponse,
  { privacy }: Board,
): PlacesResponse {
  if (privacy === 'exact') return places
  const trusted = (room: Room): Room =>
    room.malformed === true ? { ...room, capacity: null } : room
  const sites = places.sites.map((site) => ({
    ...site,
    buildings: site.buildings.map((building) => ({
      ...building,
      floors: building.floors.map((floor) => ({ ...floor, rooms: floor.rooms.map(trusted) })),
    })),
  }))
  return { ...places, sites }
}

/**
 * Which rooms a board shows, by what Butlr says of places and the operator's own file of rooms.
 *
 * @param excluded ids of rooms that are not shown, as in the operator's own file
 */
export function resolveBoardRooms(
  { rooms: wanted, privacy }: Board,
  places: PlacesResponse,
  overrides: Overrides | null,
  excluded: readonly string[] = [],
): ResolvedBoardRooms {
  const hidden = hiddenRoomIds(overrides, excluded)
  const chosen = selectRooms(wanted, places).filter(({ room }) => !hidden.has(room.id))
  const ids = new Set(chosen.map(({ room }) => room.id))
  const isWithheld = ({ room }: PlacedRoom) =>
    isStatusOnly(privacy, roomCountLimit(room, overrides).capacity)
  const withheld = new Set(chosen.filter(isWithheld).map(({ room }) => room.id))
  const counted = privacy === 'exact' ? 'all' : new Set([...ids].filter((id) => !withheld.has(id)))
  const maximumCounts = new Map(
    chosen.map(({ room }) => [room.id, maximumPlausibleCount(roomCountLimit(room, overrides))]),
  )
  return { ids, includesUnknownRooms: wanted.kind === 'all', hidden, counted, maximumCounts }
}

/**
 * Whether a board can tell its rooms without places. Only places tell which rooms lie in one, and how large the rooms are
 * that a board shows in words.
 */
export function canResolveWithoutPlaces({ rooms: { kind }, privacy }: Board): boolean {
  return privacy === 'exact' && (kind === 'all' || kind === 'rooms')
}

/**
 * The rooms of a board that can do without places, while nothing is known of them: ids as they are stored, which the last
 * editor of the board saw.
 */
export function resolveBoardRoomsWithoutPlaces({
  board: { rooms: wanted },
  overrides,
  excludedRooms = [],
}: {
  board: Board
  overrides: Overrides | null
  excludedRooms?: readonly string[]
}): ResolvedBoardRooms {
  const hidden = hiddenRoomIds(overrides, excludedRooms)
  const ids = wanted.kind === 'rooms' ? wanted.ids.filter((id) => !hidden.has(id)) : []
  return {
    ids: new Set(ids),
    includesUnknownRooms: wanted.kind === 'all',
    hidden,
    counted: 'all',
    maximumCounts: new Map(),
  }
}

function hiddenRoomIds(overrides: Overrides | null, excluded: readonly string[]): Set<string> {
  const hidden = Object.entries(overrides?.rooms ?? {}).filter(([, room]) => room.hidden)
  return new Set([...hidden.map(([id]) => id), ...excluded])
}

/** Whether the readings of a room are for this board. */
export function isOnBoard(
  { ids, includesUnknownRooms, hidden }: ResolvedBoardRooms,
  roomId: string,
): boolean {
  return ids.has(roomId) || (includesUnknownRooms && !hidden.has(roomId))
}

/** The places that the board's rooms lie in, and nothing else of the building. */
export function filterPlaces({ ids }: ResolvedBoardRooms, places: PlacesResponse): PlacesResponse {
  const sites = places.sites
    .map((site) => ({
      ...site,
      buildings: site.buildings
        .map((building) => ({
          ...building,
          floors: building.floors
            .map((floor) => ({
              ...floor,
              rooms: floor.rooms.filter((room) => ids.has(room.id)),
              zones: floor.zones.filter((zone) => ids.has(zone.room_id ?? '')),
            }))
            .filter(({ rooms }) => rooms.length > 0),
        }))
        .filter(({ floors }) => floors.length > 0),
    }))
    .filter(({ buildings }) => buildings.length > 0)
  return { sites, missing: [], asOf: places.asOf }
}

/** The sensors of the board's rooms, and the hives that they report through. */
export function filterSensors(rooms: ResolvedBoardRooms, answer: SensorsResponse): SensorsResponse {
  const sensors = answer.sensors.filter(
    ({ room_id: roomId }) => roomId !== null && roomId !== undefined && isOnBoard(rooms, roomId),
  )
  const hives = new Set(sensors.map(({ hive_id: hiveId }) => hiveId))
  return {
    sensors,
    hives: answer.hives.filter(({ id }) => hives.has(id)),
    missing: [],
    asOf: answer.asOf,
  }
}

/** Which of a board's sensors are not known to be online, by MAC address and in a fixed order. */
export function toSensorHealth(
  rooms: ResolvedBoardRooms,
  answer: SensorsResponse,
): SensorConnectivity {
  const sensors = filterSensors(rooms, answer).sensors.filter(({ mac_address: mac }) => mac)
  const macsWhere = (isOnline: boolean | null) =>
    sensors
      .filter(({ is_online: online }) => (online ?? null) === isOnline)
      .map(({ mac_address: mac }) => mac ?? '')
      .toSorted()
  return { offline: macsWhere(false), unknown: macsWhere(null) }
}

/** The room of each installed sensor by its MAC address, whether it is on the board or not. */
export function roomsBySensor({ sensors }: SensorsResponse): ReadonlyMap<string, string | null> {
  return new Map(
    sensors
      .filter(({ installation_status: status }) => status?.toUpperCase() !== 'UNINSTALLED')
      .map(({ mac_address: mac, room_id: roomId }) => [mac ?? '', roomId ?? null]),
  )
}

/** What the operator's own file says of the board's rooms and of the places that they lie in, without its notes. */
export function filterBoardOverrides(
  rooms: ResolvedBoardRooms,
  places: PlacesResponse,
  overrides: Overrides | null,
): Overrides | null {
  if (overrides === null) return null
  const known = new Set<string>(rooms.ids)
  for (const site of places.sites) {
    known.add(site.id)
    for (const building of site.buildings) {
      known.add(building.id)
      for (const floor of building.floors) known.add(floor.id)
    }
  }
  const only = <TValue>(of: Record<string, TValue> | undefined) =>
    Object.fromEntries(Object.entries(of ?? {}).filter(([id]) => known.has(id)))
  const { sites, buildings, floors, rooms: ofRooms, ...general } = overrides
  return {
    ...general,
    sites: only(sites),
    buildings: only(buildings),
    floors: only(floors),
    rooms: Object.fromEntries(
      Object.entries(only(ofRooms)).map(([id, { note: _note, ...own }]) => [id, own]),
    ),
  }
}

function roomTagIds(floor: Floor, room: Room): string[] {
  const zones = floor.zones.filter((zone) => zone.room_id === room.id)
  return [room, floor, ...zones].flatMap(({ tags }) => tags.map(({ id }) => id))
}
