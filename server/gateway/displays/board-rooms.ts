import { knownCapacity } from '#src/contract/butlr-values.ts'
import { type CountLimit, maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'
import type { Board } from '#src/contract/board.ts'
import type { PlacesResponse, SensorsResponse, WireRoom } from '#src/contract/topology.ts'
import type { SensorConnectivity } from '#src/contract/display.ts'
import { type PlacedRoom, selectRooms } from './room-selection.ts'

/** The fields of a room in the topology that limit its counts. */
type SizedRoom = { id: string; capacity?: { max?: number | null | undefined } | null | undefined }

/** Returns a room's capacity and the maximum count of one sensor, each null if unset. Overrides take precedence. */
export function roomCountLimit(
  { id, capacity }: SizedRoom,
  overrides: Overrides | null,
): CountLimit {
  const own = overrides?.rooms?.[id] ?? {}
  return {
    capacity: own.capacity === undefined ? knownCapacity(capacity) : own.capacity,
    maximumSensorCount: own.maximumSensorCount ?? overrides?.maximumSensorCount ?? null,
  }
}

/**
 * The rooms of a board. With `includesUnknownRooms`, the board shows all rooms, including those that only the reporting
 * API returns.
 */
export type ResolvedBoardRooms = {
  ids: ReadonlySet<string>
  includesUnknownRooms: boolean
  /** IDs of rooms that the board never shows, even if only the reporting API returns them. */
  hidden: ReadonlySet<string>
  /**
   * The rooms whose counts and capacities may leave the gateway, or `all`. This is an allow-list, so that a room whose
   * record is missing or malformed is status-only (see `privacy` of the board), even if the overrides set its capacity.
   */
  counted: ReadonlySet<string> | 'all'
  /** Whether all capacities may leave the gateway, even the capacities of rooms whose counts may not. */
  showsCapacities: boolean
  /** ID of the floor of the display, which the display receives even without rooms; null if not needed. */
  location: string | null
  /** The maximum plausible count of one sensor, by room (see src/domain/occupancy/room-occupancy.ts). */
  maximumCounts: ReadonlyMap<string, number>
}

/**
 * Determines from the topology and the overrides which rooms a board shows.
 *
 * @param excluded IDs of rooms to hide in addition to those that the overrides hide
 */
export function resolveBoardRooms(
  { rooms: wanted, privacy, layout, location }: Board,
  places: PlacesResponse,
  overrides: Overrides | null,
  excluded: readonly string[] = [],
): ResolvedBoardRooms {
  const hidden = hiddenRoomIds(overrides, excluded)
  const chosen = selectRooms(wanted, places).filter(({ room }) => !hidden.has(room.id))
  const ids = new Set(chosen.map(({ room }) => room.id))
  const isWithheld = ({ room }: PlacedRoom) =>
    room.malformed === true || isStatusOnly(privacy, roomCountLimit(room, overrides).capacity)
  const withheld = new Set(chosen.filter(isWithheld).map(({ room }) => room.id))
  const counted = privacy === 'exact' ? 'all' : new Set([...ids].filter((id) => !withheld.has(id)))
  const isFindRoom = layout === 'find-room'
  const maximumCounts = new Map(
    chosen.map(({ room }) => [room.id, maximumPlausibleCount(roomCountLimit(room, overrides))]),
  )
  return {
    ids,
    includesUnknownRooms: wanted.kind === 'all',
    hidden,
    // A board of free rooms shows no counts, but groups rooms by capacity.
    counted: isFindRoom ? new Set() : counted,
    showsCapacities: isFindRoom,
    location: isFindRoom ? location : null,
    maximumCounts,
  }
}

/**
 * Returns whether the rooms of a board can be determined without topology. For a board of a location or a tag, only the
 * topology lists the rooms, and the privacy rules need capacities.
 */
export function canResolveWithoutPlaces({ rooms: { kind }, privacy }: Board): boolean {
  return privacy === 'exact' && (kind === 'all' || kind === 'rooms')
}

/**
 * Returns the rooms of a board that needs no topology: all rooms, or the stored IDs, which the last editor of the board
 * could see.
 */
export function resolveBoardRoomsWithoutPlaces({
  board: { rooms: wanted, layout },
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
    counted: layout === 'find-room' ? new Set() : 'all',
    showsCapacities: layout === 'find-room',
    location: null,
    maximumCounts: new Map(),
  }
}

function hiddenRoomIds(overrides: Overrides | null, excluded: readonly string[]): Set<string> {
  const hidden = Object.entries(overrides?.rooms ?? {}).filter(([, room]) => room.hidden)
  return new Set([...hidden.map(([id]) => id), ...excluded])
}

export function isOnBoard(
  { ids, includesUnknownRooms, hidden }: ResolvedBoardRooms,
  roomId: string,
): boolean {
  return ids.has(roomId) || (includesUnknownRooms && !hidden.has(roomId))
}

type Site = PlacesResponse['sites'][number]
type Floor = Site['buildings'][number]['floors'][number]

/**
 * Changes each floor, and drops the floors, buildings and sites that then contain no rooms.
 *
 * @param keptFloorId ID of a floor to keep even without rooms
 */
export function mapFloors(
  sites: readonly Site[],
  change: (floor: Floor) => Floor,
  keptFloorId: string | null = null,
): Site[] {
  return sites
    .map((site) => ({
      ...site,
      buildings: site.buildings
        .map((building) => ({
          ...building,
          floors: building.floors
            .map(change)
            .filter(({ id, rooms }) => rooms.length > 0 || id === keptFloorId),
        }))
        .filter(({ floors }) => floors.length > 0),
    }))
    .filter(({ buildings }) => buildings.length > 0)
}

/** Returns whether the count of a room may leave the gateway. */
export function isCountVisible({ counted }: ResolvedBoardRooms, roomId: string): boolean {
  return counted === 'all' || counted.has(roomId)
}

function isCapacityVisible(rooms: ResolvedBoardRooms, roomId: string): boolean {
  return rooms.showsCapacities || isCountVisible(rooms, roomId)
}

/**
 * Returns only the locations that contain the board's rooms, and the floor of the display. Except on a board of free
 * rooms, removes the capacities of status-only rooms, so that displays also treat these rooms as status-only.
 */
export function filterPlaces(rooms: ResolvedBoardRooms, places: PlacesResponse): PlacesResponse {
  const withhold = (room: WireRoom): WireRoom =>
    isCapacityVisible(rooms, room.id) ? room : { ...room, capacity: null }
  const withRooms = (floor: Floor): Floor => ({
    ...floor,
    rooms: floor.rooms.filter((room) => rooms.ids.has(room.id)).map(withhold),
    zones: floor.zones.filter((zone) => rooms.ids.has(zone.room_id ?? '')),
  })
  const sites = mapFloors(places.sites, withRooms, rooms.location)
  return { sites, missing: [], asOf: places.asOf }
}

/** Returns the sensors in the board's rooms, and their hives. */
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

/** Returns the MAC addresses of a board's sensors that are not known to be online, in a fixed order. */
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

/**
 * Returns the overrides that displays use: those for the board's rooms and the locations that contain them, and the
 * general ones. Returns null if there are no overrides. Removes the capacities of status-only rooms, and every value that
 * displays do not use, because displays of earlier releases reject unknown keys.
 */
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
  const mapKnown = <TValue, TResult>(
    values: Record<string, TValue> | undefined,
    map: (value: TValue, id: string) => TResult,
  ) =>
    Object.fromEntries(
      Object.entries(values ?? {}).flatMap(([id, value]) =>
        known.has(id) ? [[id, map(value, id)]] : [],
      ),
    )
  const { busyFrom, maximumSensorCount, sites, buildings, floors, rooms: ofRooms } = overrides
  return {
    ...(busyFrom !== undefined && { busyFrom }),
    ...(maximumSensorCount !== undefined && { maximumSensorCount }),
    sites: mapKnown(sites, ({ openingHours: _hours, closedDays: _days, ...own }) => own),
    buildings: mapKnown(buildings, (own) => own),
    floors: mapKnown(floors, (own) => own),
    rooms: mapKnown(ofRooms, ({ note: _note, kind: _kind, capacity, ...own }, id) =>
      capacity === undefined || !isCapacityVisible(rooms, id) ? own : { ...own, capacity },
    ),
  }
}
