import { classifyFreshness, type Freshness } from '#src/domain/occupancy/freshness.ts'
import { roomStates, type RoomState } from '#src/domain/occupancy/room-occupancy.ts'
import type { LiveRoom } from './live-rooms.ts'

/** The states in which a room can be shown: the room states and stale. */
export const displayedStates = [...roomStates.slice(0, -1), 'stale', 'no-data'] as const
export type DisplayedState = RoomState | 'stale'

/**
 * What the UI shows for one room.
 * - `live`, `late`: the occupancy is current; late only changes the colour of its age.
 * - `stale`: the occupancy is outdated; it is dimmed and shows its age.
 * - `none`: the occupancy is unknown.
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
 * Returns the freshness of one room: that of the poll, or that of the room's last known count if older.
 *
 * @param polled freshness of the poll
 * @param at time of the last response, Unix milliseconds; null before the first response
 * @param intervalMs poll interval in milliseconds
 */
export function roomFreshness(
  { occupancy }: LiveRoom,
  polled: Freshness,
  at: number | null,
  intervalMs: number,
): Freshness {
  if (occupancy.kind !== 'last-known' || at === null) return polled
  const own = classifyFreshness(at - occupancy.seenAt, intervalMs)
  return freshnessOrder.indexOf(own) > freshnessOrder.indexOf(polled) ? own : polled
}

const freshnessOrder: Freshness[] = ['live', 'late', 'stale', 'no-data']

/**
 * Returns what the UI shows for a room. "At least 0" shows no number, because it would look like an empty room.
 *
 * @param freshness freshness of the room, see `roomFreshness`
 * @param asOf time of the last response in Unix milliseconds: the last-seen time of an expired occupancy
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
