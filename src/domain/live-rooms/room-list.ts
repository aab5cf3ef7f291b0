import type { LiveRoom } from './live-rooms.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import {
  roomView,
  roomFreshness,
  shownState,
  type RoomView,
  type ShownState,
} from './displayed-occupancy.ts'
import { matchesQuery } from '#src/domain/topology/text-search.ts'
import { placeOf, type Place, type Places } from '#src/domain/topology/topology.ts'

/** A room with what its card shows of it at this moment. */
export type RoomInView = {
  room: LiveRoom
  place: Place
  freshness: Freshness
  view: RoomView
  shown: ShownState
}

/** When and how the figures came. */
export type Polled = { at: number | null; freshness: Freshness; intervalMs: number }

const known = new WeakMap<LiveRoom, RoomInView>()

/**
 * What every room's card shows now, in the building's order. A room about which nothing is new is the same object as
 * before: at thousands of rooms that is nearly all of them.
 */
export function roomsInView(
  rooms: readonly LiveRoom[],
  places: Places,
  { at, freshness: polled, intervalMs }: Polled,
): RoomInView[] {
  return rooms.map((room) => {
    const place = placeOf(places, room.floorId)
    const freshness = roomFreshness(room, polled, at, intervalMs)
    const before = known.get(room)
    // A figure that is no longer true says when it was; every other is the same whenever it was asked for.
    const timeless = freshness === 'live' || freshness === 'late'
    if (timeless && before?.place === place && before.freshness === freshness) return before
    const view = roomView(room, freshness, at)
    const one = { room, place, freshness, view, shown: shownState(view) }
    known.set(room, one)
    return one
  })
}

/** What rooms are asked for, apart from their state. */
export type Wanted = {
  /** Id of a site, a building or a floor; null means everywhere. */
  place: string | null
  /** Ids; a room carries each of them. */
  tags: readonly string[]
  /** People that have to find room. */
  seats: number | null
  q: string
}

/** The rooms of a site, a building or a floor; all of them where no place is asked for. */
export function roomsAt(
  rooms: readonly RoomInView[],
  placeId: string | null,
): readonly RoomInView[] {
  if (placeId === null) return rooms
  return rooms.filter(({ room, place }) =>
    [room.floorId, place.buildingId, place.siteId].includes(placeId),
  )
}

/**
 * The rooms that a search and the filters leave. A room whose capacity nobody knows is never said to seat anybody.
 */
export function roomsFound(
  rooms: readonly RoomInView[],
  { place, tags, seats, q }: Wanted,
): readonly RoomInView[] {
  const query = q.trim()
  return roomsAt(rooms, place).filter(
    ({ room, place: where }) =>
      (seats === null || (room.capacity ?? 0) >= seats) &&
      tags.every((id) => room.tags.some((tag) => tag.id === id)) &&
      (query === '' || matchesQuery(query, [room.name, room.kind, where.label])),
  )
}

/** The rooms in one state; all of them for null. */
export function roomsInState(
  rooms: readonly RoomInView[],
  state: ShownState | null,
): readonly RoomInView[] {
  return state === null ? rooms : rooms.filter(({ shown }) => shown === state)
}

/** How many rooms are in each state. */
export function countByState(rooms: readonly RoomInView[]): ReadonlyMap<ShownState, number> {
  const counts = new Map<ShownState, number>()
  for (const { shown } of rooms) counts.set(shown, (counts.get(shown) ?? 0) + 1)
  return counts
}

/** Rooms that stand together. `heading` is null where there is nothing to tell groups apart by. */
export type FloorGroup = { id: string; heading: string | null; rooms: RoomInView[] }

const elsewhere = 'Not on a floor'

/**
 * Groups rooms by floor, floors in the order in which they first occur. Rooms on no known floor come last.
 *
 * @param rooms in the order in which they are to be shown
 */
export function floorGroups(rooms: readonly RoomInView[]): FloorGroup[] {
  const groups = new Map<string, FloorGroup>()
  for (const one of rooms) {
    const id = one.place.label === '' ? '' : (one.room.floorId ?? '')
    const group = groups.get(id) ?? { id, heading: one.place.label || null, rooms: [] }
    group.rooms.push(one)
    groups.set(id, group)
  }
  const homeless = groups.get('')
  if (!homeless) return [...groups.values()]
  groups.delete('')
  const named = [...groups.values()]
  return [...named, { ...homeless, heading: named.length > 0 ? elsewhere : null }]
}
