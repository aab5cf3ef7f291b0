import type { LiveRoom } from './live-rooms.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import {
  toDisplayedOccupancy,
  roomFreshness,
  displayedState,
  type DisplayedOccupancy,
  type DisplayedState,
} from './displayed-occupancy.ts'
import { matchesQuery } from '#src/domain/topology/text-search.ts'
import {
  findFloorLocation,
  type FloorLocation,
  type FloorLocations,
} from '#src/domain/topology/topology.ts'

/** A room with what its card shows of it at this moment. */
export type RoomCardModel = {
  room: LiveRoom
  floorLocation: FloorLocation
  freshness: Freshness
  displayed: DisplayedOccupancy
  displayedState: DisplayedState
}

/** When and how the figures came. */
export type PollStatus = { at: number | null; freshness: Freshness; intervalMs: number }

const cardModelCache = new WeakMap<LiveRoom, RoomCardModel>()

/**
 * What every room's card shows now, in the building's order. A room about which nothing is new is the same object as
 * before: at thousands of rooms that is nearly all of them.
 */
export function toRoomCardModels(
  rooms: readonly LiveRoom[],
  places: FloorLocations,
  { at, freshness: polled, intervalMs }: PollStatus,
): RoomCardModel[] {
  return rooms.map((room) => {
    const floorLocation = findFloorLocation(places, room.floorId)
    const freshness = roomFreshness(room, polled, at, intervalMs)
    const previous = cardModelCache.get(room)
    // A figure that is no longer true says when it was; every other is the same whenever it was asked for.
    const timeless = freshness === 'live' || freshness === 'late'
    if (timeless && previous?.floorLocation === floorLocation && previous.freshness === freshness)
      return previous
    const displayed = toDisplayedOccupancy(room, freshness, at)
    const one = {
      room,
      floorLocation,
      freshness,
      displayed,
      displayedState: displayedState(displayed),
    }
    cardModelCache.set(room, one)
    return one
  })
}

/** What rooms are asked for, apart from their state. */
export type RoomFilter = {
  /** Id of a site, a building or a floor; null means everywhere. */
  place: string | null
  /** Ids; a room carries each of them. */
  tags: readonly string[]
  /** People that have to find room. */
  seats: number | null
  q: string
}

/** The rooms of a site, a building or a floor; all of them where no place is asked for. */
export function filterByPlace(
  rooms: readonly RoomCardModel[],
  placeId: string | null,
): readonly RoomCardModel[] {
  if (placeId === null) return rooms
  return rooms.filter(({ room, floorLocation }) =>
    [room.floorId, floorLocation.buildingId, floorLocation.siteId].includes(placeId),
  )
}

/**
 * The rooms that a search and the filters leave. A room whose capacity nobody knows is never said to seat anybody.
 */
export function filterRooms(
  rooms: readonly RoomCardModel[],
  { place, tags, seats, q }: RoomFilter,
): readonly RoomCardModel[] {
  const query = q.trim()
  return filterByPlace(rooms, place).filter(
    ({ room, floorLocation: where }) =>
      (seats === null || (room.capacity ?? 0) >= seats) &&
      tags.every((id) => room.tags.some((tag) => tag.id === id)) &&
      (query === '' || matchesQuery(query, [room.name, room.kind, where.label])),
  )
}

/** The rooms in one state; all of them for null. */
export function filterByState(
  rooms: readonly RoomCardModel[],
  state: DisplayedState | null,
): readonly RoomCardModel[] {
  return state === null ? rooms : rooms.filter(({ displayedState: shown }) => shown === state)
}

/** How many rooms are in each state. */
export function countByState(rooms: readonly RoomCardModel[]): ReadonlyMap<DisplayedState, number> {
  const counts = new Map<DisplayedState, number>()
  for (const { displayedState: shown } of rooms) counts.set(shown, (counts.get(shown) ?? 0) + 1)
  return counts
}

/** Rooms that stand together. `heading` is null where there is nothing to tell groups apart by. */
export type FloorGroup = { id: string; heading: string | null; rooms: RoomCardModel[] }

const unknownFloorHeading = 'Not on a floor'

/**
 * Groups rooms by floor, floors in the order in which they first occur. Rooms on no known floor come last.
 *
 * @param rooms in the order in which they are to be shown
 */
export function groupByFloor(rooms: readonly RoomCardModel[]): FloorGroup[] {
  const groups = new Map<string, FloorGroup>()
  for (const one of rooms) {
    const id = one.floorLocation.label === '' ? '' : (one.room.floorId ?? '')
    const group = groups.get(id) ?? { id, heading: one.floorLocation.label || null, rooms: [] }
    group.rooms.push(one)
    groups.set(id, group)
  }
  const withoutFloor = groups.get('')
  if (!withoutFloor) return [...groups.values()]
  groups.delete('')
  const named = [...groups.values()]
  return [...named, { ...withoutFloor, heading: named.length > 0 ? unknownFloorHeading : null }]
}
