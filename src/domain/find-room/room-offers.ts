import { second } from '#src/domain/time/duration.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'

/** How long a room must be empty before the board offers it. */
const offerAfterMs = 60 * second
/** How long the place of a room that is no longer free stays empty, so that the other cards do not move. */
const keepPlaceMs = 30 * second
/**
 * Readings that are further apart than this have a gap between them, in which rooms may have been used. The larger of
 * the two limits applies.
 */
const maxGapMs = 60 * second
const maxGapIntervals = 3

/** Whether people are in a room; `unknown` without a complete and current count. */
type Presence = 'free' | 'in-use' | 'unknown'

type RoomHistory = {
  presence: Presence
  /** When the readings first showed this presence, in Unix milliseconds. */
  since: number
  /** When the room became empty, in Unix milliseconds, if the readings showed that; null otherwise. */
  freeSince: number | null
  /** Whether the board offers the room, or until when it keeps the place of the room (Unix milliseconds). */
  place: 'offered' | 'none' | { keptUntil: number }
}

/**
 * The history of each room in the readings of a display, by ID. `at` is the time of the last readings, in Unix
 * milliseconds.
 */
export type OfferHistory = { at: number; rooms: ReadonlyMap<string, RoomHistory> }

/** A room's place on the board: a free room, or the empty place of a room that was free until recently. */
export type Offer = { kind: 'free'; freeSince: number | null } | { kind: 'kept' }

/**
 * Returns the history with one more poll. A room is offered once it has been empty for a minute, or if it was empty in
 * the first readings, and never without current data. A room disappears as soon as it is not known to be empty. After a
 * gap in the readings, or if the clock was set back, these readings count as the first readings.
 *
 * @param before null before the first poll
 * @param at when the readings were current, in Unix milliseconds
 * @param intervalMs poll interval in milliseconds
 */
export function advanceOffers(
  before: OfferHistory | null,
  rooms: readonly LiveRoom[],
  at: number,
  intervalMs: number,
): OfferHistory {
  const gapMs = before === null ? Number.POSITIVE_INFINITY : at - before.at
  const isContinued = gapMs >= 0 && gapMs <= Math.max(maxGapMs, maxGapIntervals * intervalMs)
  const next = new Map<string, RoomHistory>()
  for (const room of rooms) {
    const presence = presenceOf(room)
    next.set(
      room.id,
      before !== null && isContinued
        ? nextHistory(before.rooms.get(room.id), presence, at)
        : firstHistory(presence, at),
    )
  }
  return { at, rooms: next }
}

/** Returns the place of a room on the board, or null if it has none. */
export function offerOf({ at, rooms }: OfferHistory, roomId: string): Offer | null {
  const history = rooms.get(roomId)
  if (history === undefined || history.place === 'none') return null
  if (history.place === 'offered') return { kind: 'free', freeSince: history.freeSince }
  return at < history.place.keptUntil ? { kind: 'kept' } : null
}

/** Returns whether a room is empty but was in use too recently to be offered. */
export function hasJustEmptied({ rooms }: OfferHistory, roomId: string): boolean {
  const history = rooms.get(roomId)
  return history?.presence === 'free' && history.place !== 'offered'
}

/** Returns whether people are in a room now, or `unknown` for "at least 0" and last-known counts. */
export function presenceOf({ occupancy }: Pick<LiveRoom, 'occupancy'>): Presence {
  if (occupancy.kind === 'none' || occupancy.kind === 'last-known') return 'unknown'
  if (occupancy.people > 0) return 'in-use'
  return occupancy.kind === 'exact' ? 'free' : 'unknown'
}

function firstHistory(presence: Presence, at: number): RoomHistory {
  return {
    presence,
    since: at,
    freeSince: null,
    place: presence === 'free' ? 'offered' : 'none',
  }
}

function nextHistory(
  previous: RoomHistory | undefined,
  presence: Presence,
  at: number,
): RoomHistory {
  const before = previous ?? { presence: 'unknown', since: at, freeSince: null, place: 'none' }
  const isSame = before.presence === presence && previous !== undefined
  const since = isSame ? before.since : at
  if (presence !== 'free') {
    const place = before.place === 'offered' ? { keptUntil: at + keepPlaceMs } : before.place
    return { presence, since, freeSince: null, place }
  }
  const emptiedAt = before.presence === 'in-use' ? at : null
  const freeSince = isSame ? before.freeSince : emptiedAt
  const place = before.place === 'offered' || at - since >= offerAfterMs ? 'offered' : before.place
  return { presence, since, freeSince, place }
}
