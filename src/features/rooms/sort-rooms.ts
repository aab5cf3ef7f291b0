import type { RoomInView } from '#src/domain/live-rooms/room-list.ts'
import type { ShownState } from '#src/domain/live-rooms/displayed-occupancy.ts'
import type { Sort, OverviewParams } from '#src/lib/overview-params.ts'
import { useMemo, useState } from 'react'
import { minute } from '#src/domain/time/duration.ts'

/** By room id: the rank that decides its place, and when the room last had it, Unix milliseconds. */
export type HeldRanks = ReadonlyMap<string, { rank: number; at: number }>

/**
 * The ranks to sort by. A room moves towards the front at once, and back only after it has not had its rank for a while:
 * one that hovers at its capacity would otherwise change the order of the page with every poll.
 *
 * @param before the ranks of the poll before
 * @param now each room's rank in this poll; the smallest comes first
 * @param at when this poll was answered, Unix milliseconds
 * @param dwellMs how long a rank is kept after the room last had it
 */
export function holdRanks(
  before: HeldRanks,
  now: Iterable<readonly [id: string, rank: number]>,
  at: number,
  dwellMs: number,
): HeldRanks {
  const held = new Map<string, { rank: number; at: number }>()
  for (const [id, rank] of now) {
    const last = before.get(id)
    // A clock that was set back by more holds nothing.
    const isHeld = last && last.rank < rank && Math.abs(at - last.at) < dwellMs
    held.set(id, isHeld ? last : { rank, at })
  }
  return held
}

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const stateOrder: readonly ShownState[] = [
  'over',
  'full',
  'busy',
  'in-use',
  'free',
  'stale',
  'no-data',
]

/**
 * Rooms in the order that is asked for, or the other way round. Rooms that tie stay in the order they came in, which is
 * the building's: top floor first. Rooms of which the value that decides is not known come last either way.
 *
 * @param at when the figures were answered, Unix milliseconds: how old a figure is that has no time of its own
 * @param held ranks by state that rooms keep for a while
 */
export function sortRooms(
  rooms: readonly RoomInView[],
  sort: Sort,
  reversed = false,
  at: number | null = null,
  held: HeldRanks = new Map(),
): RoomInView[] {
  const turn = reversed ? -1 : 1
  const rank = (one: RoomInView) => held.get(one.room.id)?.rank ?? ranks[sort]?.(one) ?? 0
  switch (sort) {
    case 'floor':
      return reversed ? rooms.toReversed() : [...rooms]
    case 'name':
      return rooms.toSorted((a, b) => turn * names.compare(a.room.name, b.room.name))
    case 'kind':
      return byText(rooms, ({ room }) => room.kind, turn)
    case 'occupancy':
      return byNumber(rooms, people, -turn)
    case 'capacity':
      return byNumber(rooms, ({ room }) => room.capacity, -turn)
    case 'utilisation':
      return byNumber(rooms, utilisation, -turn)
    case 'state':
    case 'problems':
      return byNumber(rooms, rank, turn)
    case 'reporting':
      return byNumber(rooms, reportingShare, turn)
    case 'age':
      return byNumber(rooms, (one) => seenAt(one, at), turn)
    case 'fit':
      return rooms.toSorted((a, b) => turn * (rank(b) - rank(a) || spare(a) - spare(b)))
  }
}

/** What rooms are sorted by whose order follows from their states: a rank that a room keeps while it hovers. */
const ranks: Partial<Record<Sort, (one: RoomInView) => number>> = {
  state: ({ shown }) => stateOrder.indexOf(shown),
  problems: gravity,
  // A room in use is not free yet because it was left a moment ago: the last of all ranks is the one it keeps.
  fit: (one) => -fitRank(one),
}

/**
 * Sorts poll by poll as `sortRooms` does, and lets no room that hovers between two states change the order each time.
 *
 * @returns a function of the same arguments, and of how long a room keeps its rank, milliseconds
 */
export function createSteadySort() {
  let held: HeldRanks = new Map()
  let asked: Sort | null = null
  return (
    rooms: readonly RoomInView[],
    sort: Sort,
    reversed: boolean,
    at: number | null,
    dwellMs: number,
  ): RoomInView[] => {
    const rank = ranks[sort]
    const now = rank ? rooms.map((one) => [one.room.id, rank(one)] as const) : []
    held = holdRanks(sort === asked ? held : new Map(), now, at ?? 0, dwellMs)
    asked = sort
    return sortRooms(rooms, sort, reversed, at, held)
  }
}

/** Smallest first, or with `turn` -1 largest first; null last. */
function byNumber(
  rooms: readonly RoomInView[],
  value: (one: RoomInView) => number | null,
  turn: number,
): RoomInView[] {
  return rooms.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return turn * (x - y)
  })
}

function byText(
  rooms: readonly RoomInView[],
  text: (one: RoomInView) => string | null,
  turn: number,
): RoomInView[] {
  return rooms.toSorted((a, b) => {
    const [x, y] = [text(a), text(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return turn * names.compare(x, y)
  })
}

function people({ view }: RoomInView): number | null {
  return view.kind === 'live' || view.kind === 'late' ? view.people : null
}

/** Rooms without a capacity have none. */
function utilisation(one: RoomInView): number | null {
  const { capacity } = one.room
  const count = people(one)
  return count === null || capacity === null ? null : count / capacity
}

function reportingShare({ room: { figure } }: RoomInView): number | null {
  return figure.of === 0 ? null : figure.reporting / figure.of
}

function seenAt({ view }: RoomInView, at: number | null): number | null {
  return view.kind === 'none' ? view.lastSeenAt : (view.seenAt ?? at)
}

/** Free rooms first, then those that are known to be in use, then those of which nobody knows. */
function fitRank({ shown }: RoomInView): number {
  if (shown === 'free') return 0
  return shown === 'stale' || shown === 'no-data' ? 2 : 1
}

/** The smallest room that is enough leaves the larger ones to those who need them. */
function spare({ room }: RoomInView): number {
  return room.capacity ?? Number.MAX_SAFE_INTEGER
}

/** Over capacity first, then what is not known, then what is only partly known, then all that is well. */
function gravity({ room, view }: RoomInView): number {
  switch (view.kind) {
    case 'live':
    case 'late':
      if (view.state === 'over') return 0
      return view.atLeast ? 3 : 4
    case 'stale':
      return 2
    case 'none':
      // Nothing is wrong with a room in which no sensor was ever installed.
      return room.figure.of === 0 ? 4 : 1
  }
}

/**
 * The rooms in the order that is asked for, without a change at every poll.
 *
 * @param at when the figures were answered, Unix milliseconds
 * @param intervalMs milliseconds between polls: a room keeps its place for three of them, and for a minute at least
 */
export function useSortedRooms(
  rooms: readonly RoomInView[],
  { sort, reversed }: Pick<OverviewParams, 'sort' | 'reversed'>,
  at: number | null,
  intervalMs: number,
): RoomInView[] {
  const [sorted] = useState(createSteadySort)
  return useMemo(
    () => sorted(rooms, sort, reversed, at, Math.max(minute, 3 * intervalMs)),
    [sorted, rooms, sort, reversed, at, intervalMs],
  )
}
