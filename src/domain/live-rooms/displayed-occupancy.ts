import { classifyFreshness, type Freshness } from '#src/domain/occupancy/freshness.ts'
import {
  roomStates,
  roomStateLabels,
  type RoomState,
} from '#src/domain/occupancy/room-occupancy.ts'
import type { LiveRoom } from './live-rooms.ts'

/** The states a room can be shown in: its own, and that its figure is no longer true. */
export const displayedStates = [...roomStates.slice(0, -1), 'stale', 'no-data'] as const
export type DisplayedState = RoomState | 'stale'

/** The word beside each shape. */
export const stateLabels: Record<DisplayedState, string> = { ...roomStateLabels, stale: 'Stale' }

/**
 * What a view says of one room.
 * - `live`, `late`: the figure is true; late only colours its age.
 * - `stale`: it was true; it stands dimmed, with its age.
 * - `none`: nothing is known.
 *
 * `seenAt` is when the figure itself was true, Unix milliseconds; null where that is the moment of the poll.
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
 * How fresh one room's figure is: as fresh as the poll, unless it is older than the poll.
 *
 * @param polled how fresh the poll is
 * @param at when the poll was answered, Unix milliseconds; null before the first answer
 * @param intervalMs milliseconds between polls
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
 * What is shown of a room. "At least 0" shows no figure: it would read as an empty room.
 *
 * @param freshness of the room's own figure
 * @param asOf when the last poll was answered, Unix milliseconds: what a figure that has expired was last seen at
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

/** The state that a room is shown in, and counted under. */
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
