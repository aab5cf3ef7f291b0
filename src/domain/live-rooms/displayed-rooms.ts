import { matchesQuery } from '#src/domain/topology/text-search.ts'
import {
  findFloorLocation,
  type FloorLocation,
  type FloorLocations,
} from '#src/domain/topology/topology.ts'
import type { WeekdayUsual } from '#src/domain/history/usual.ts'
import { classifyFreshness, type Freshness } from '#src/domain/occupancy/freshness.ts'
import { roomStates, type RoomState } from '#src/domain/occupancy/room-occupancy.ts'
import type { LiveRoom } from './live-rooms.ts'

/** The states in which a room can be shown: every room state, and `stale`. */
export const displayedStates = [...roomStates.slice(0, -1), 'stale', 'no-data'] as const
export type DisplayedState = RoomState | 'stale'

/**
 * What the UI shows for one room.
 * - `live`, `late`: the occupancy is current; late only changes the colour of its age.
 * - `stale`: the occupancy is outdated; it is dimmed and shows its age.
 * - `none`: the occupancy is unknown, “at least 0” or too old.
 *
 * `seenAt` is the time of the occupancy in Unix milliseconds; null when it is the time of the poll.
 */
export type DisplayedOccupancy =
  | {
      kind: 'live' | 'late'
      state: Exclude<RoomState, 'no-data'>
      people: number
      atLeast: boolean
      seenAt: number | null
    }
  | { kind: 'stale'; people: number; atLeast: boolean; seenAt: number | null }
  | { kind: 'none'; lastSeenAt: number | null }

/**
 * Returns the freshness of one room: the freshness of the poll, or of the room's last known count if that is worse.
 *
 * @param polled freshness of the poll
 * @param at time of the last response, in Unix milliseconds; null before the first response
 * @param intervalMs poll interval in milliseconds
 */
export function roomFreshness(
  { occupancy }: LiveRoom,
  polled: Freshness,
  at: number | null,
  intervalMs: number,
): Freshness {
  if (occupancy.kind !== 'last-known' || at === null) return polled
  const lastKnown = classifyFreshness(at - occupancy.seenAt, intervalMs)
  return freshnessOrder.indexOf(lastKnown) > freshnessOrder.indexOf(polled) ? lastKnown : polled
}

const freshnessOrder: Freshness[] = ['live', 'late', 'stale', 'no-data']

/**
 * Returns what the UI shows for a room. "At least 0" shows no number, because it would look like an empty room.
 *
 * @param freshness freshness of the room, see `roomFreshness`
 * @param asOf time of the last response in Unix milliseconds; used as the last-seen time of an outdated occupancy that
 *   has no time
 */
export function toDisplayedOccupancy(
  room: LiveRoom,
  freshness: Freshness,
  asOf: number | null,
): DisplayedOccupancy {
  const { occupancy, state } = room
  if (occupancy.kind === 'none') return { kind: 'none', lastSeenAt: room.lastSeenAt }
  const seenAt = occupancy.kind === 'last-known' ? occupancy.seenAt : null
  const { people } = occupancy
  const atLeast = occupancy.kind === 'at-least'
  switch (freshness) {
    case 'no-data':
      return { kind: 'none', lastSeenAt: seenAt ?? asOf }
    case 'stale':
      if (state === 'no-data') return { kind: 'none', lastSeenAt: asOf }
      return { kind: 'stale', people, atLeast, seenAt }
    case 'live':
    case 'late':
      if (state === 'no-data') return { kind: 'none', lastSeenAt: null }
      return { kind: freshness, state, people, atLeast, seenAt }
  }
}

/** Returns the state under which a room is shown and counted. */
export function displayedState(view: DisplayedOccupancy): DisplayedState {
  switch (view.kind) {
    case 'live':
    case 'late':
      return view.state
    case 'stale':
      return 'stale'
    case 'none':
      return 'no-data'
  }
}

export type RoomCardModel = {
  room: LiveRoom
  floorLocation: FloorLocation
  freshness: Freshness
  displayed: DisplayedOccupancy
  displayedState: DisplayedState
  /** People above the usual number, negative below it; null if unknown, undefined if rooms are not compared. */
  usualDifference?: number | null | undefined
  /** Usual occupancy now; undefined if rooms are not compared, and on closed days. */
  usual?: WeekdayUsual | undefined
}

export type PollStatus = { at: number | null; freshness: Freshness; intervalMs: number }

const cardModelCache = new WeakMap<LiveRoom, RoomCardModel>()

/**
 * Returns the card models of rooms, in the order of `rooms`. An unchanged room keeps its object, so that only the cards
 * of changed rooms render.
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
    const displayed = toDisplayedOccupancy(room, freshness, at)
    if (
      previous?.floorLocation === floorLocation &&
      previous.freshness === freshness &&
      // For the same room and freshness, only this time can differ, because it can be the time of the poll.
      getLastSeenAt(previous.displayed) === getLastSeenAt(displayed)
    )
      return previous
    const model = {
      room,
      floorLocation,
      freshness,
      displayed,
      displayedState: displayedState(displayed),
    }
    cardModelCache.set(room, model)
    return model
  })
}

function getLastSeenAt(displayed: DisplayedOccupancy): number | null {
  return displayed.kind === 'none' ? displayed.lastSeenAt : null
}

/** Filter criteria for rooms, other than their state. */
export type RoomFilter = {
  /** ID of a site, building or floor; null means all. */
  place: string | null
  /** Tag IDs; a room must have all of them. */
  tags: readonly string[]
  /** Minimum capacity in people; null means any. */
  seats: number | null
  q: string
}

/** Returns the rooms of a site, building or floor, or all rooms if the ID is null. */
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
 * Returns the rooms that match the search and the filters. A room of unknown capacity never matches a `seats` filter.
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

export function countByState(rooms: readonly RoomCardModel[]): ReadonlyMap<DisplayedState, number> {
  const counts = new Map<DisplayedState, number>()
  for (const { displayedState: shown } of rooms) counts.set(shown, (counts.get(shown) ?? 0) + 1)
  return counts
}

/** Rooms on one floor. `heading` is empty for rooms on no known floor, and null when there are no other groups. */
export type FloorGroup = { id: string; heading: string | null; rooms: RoomCardModel[] }

/**
 * Groups rooms by floor, in the order in which floors first occur. Rooms on no known floor come last.
 *
 * @param rooms in display order
 */
export function groupByFloor(rooms: readonly RoomCardModel[]): FloorGroup[] {
  const groups = new Map<string, FloorGroup>()
  for (const model of rooms) {
    const id = model.floorLocation.label === '' ? '' : (model.room.floorId ?? '')
    const group = groups.get(id) ?? { id, heading: model.floorLocation.label || null, rooms: [] }
    group.rooms.push(model)
    groups.set(id, group)
  }
  const withoutFloor = groups.get('')
  if (!withoutFloor) return [...groups.values()]
  groups.delete('')
  const named = [...groups.values()]
  return [...named, { ...withoutFloor, heading: named.length > 0 ? '' : null }]
}
