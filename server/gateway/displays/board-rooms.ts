import { maximumCount } from '#src/occupancy/plausibility.ts'
import { limitsOf } from '#server/gateway/room-limits.ts'
import type { Board } from '#src/wall-display/board-contract.ts'
import type { PlacesAnswer, SensorsAnswer } from '#src/topology/contract.ts'
import type { Overrides } from '#src/topology/overrides-contract.ts'

/**
 * The rooms of a board. `strangers`: rooms that only the reporting API knows are on it too, which is so where all
 * rooms are. `inWords` are those whose numbers are nobody's business (see `privacy` of the board).
 */
export type BoardRooms = {
  ids: ReadonlySet<string>
  strangers: boolean
  /** Ids that are never on it, whoever knows them. */
  hidden: ReadonlySet<string>
  inWords: ReadonlySet<string>
  /** The largest plausible count of one sensor in each room of it (src/occupancy/plausibility.ts). */
  maximumCounts: ReadonlyMap<string, number>
}

type Site = PlacesAnswer['sites'][number]
type Floor = Site['buildings'][number]['floors'][number]
type Room = Floor['rooms'][number]

/** Up to so many people, a number says who is there. */
const smallRoom = 2

/** Which rooms a board shows, by what Butlr says of places and the operator's own file of rooms. */
export function boardRooms(
  { rooms: wanted, privacy }: Board,
  places: PlacesAnswer,
  overrides: Overrides | null,
): BoardRooms {
  const hidden = new Set(
    Object.entries(overrides?.rooms ?? {}).flatMap(([id, { hidden }]) => (hidden ? [id] : [])),
  )
  const isWanted = (site: Site, building: Site['buildings'][number], floor: Floor, room: Room) => {
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
        return tagsOf(floor, room).includes(wanted.id)
      case 'rooms':
        return wanted.ids.includes(room.id)
    }
  }
  const ids = new Set<string>()
  const inWords = new Set<string>()
  const maximumCounts = new Map<string, number>()
  for (const site of places.sites) {
    for (const building of site.buildings) {
      for (const floor of building.floors) {
        for (const room of floor.rooms) {
          if (hidden.has(room.id) || !isWanted(site, building, floor, room)) continue
          ids.add(room.id)
          maximumCounts.set(room.id, maximumCount(limitsOf(room, overrides)))
          if (privacy === 'small-rooms-in-words' && isSmall(room, overrides)) inWords.add(room.id)
        }
      }
    }
  }
  return { ids, strangers: wanted.kind === 'all', hidden, inWords, maximumCounts }
}

/** Whether the readings of a room are for this board. */
export function isOnBoard({ ids, strangers, hidden }: BoardRooms, roomId: string): boolean {
  return ids.has(roomId) || (strangers && !hidden.has(roomId))
}

/** The places that the board's rooms lie in, and nothing else of the building. */
export function placesOf({ ids }: BoardRooms, places: PlacesAnswer): PlacesAnswer {
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
export function sensorsOf(rooms: BoardRooms, answer: SensorsAnswer): SensorsAnswer {
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

/** What the operator's own file says of the board's rooms and of the places that they lie in. */
export function overridesOf(
  rooms: BoardRooms,
  places: PlacesAnswer,
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
  const { busyFrom, maximumSensorCount } = overrides
  return {
    ...(busyFrom === undefined ? {} : { busyFrom }),
    ...(maximumSensorCount === undefined ? {} : { maximumSensorCount }),
    sites: only(overrides.sites),
    buildings: only(overrides.buildings),
    floors: only(overrides.floors),
    rooms: only(overrides.rooms),
  }
}

function tagsOf(floor: Floor, room: Room): string[] {
  const zones = floor.zones.filter((zone) => zone.room_id === room.id)
  return [room, floor, ...zones].flatMap(({ tags }) => tags.map(({ id }) => id))
}

function isSmall(room: Room, overrides: Overrides | null): boolean {
  const { capacity } = limitsOf(room, overrides)
  return capacity !== null && capacity <= smallRoom
}
