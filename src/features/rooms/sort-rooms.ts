import type { RoomCardModel } from '#src/domain/live-rooms/room-list.ts'
import type { DisplayedState } from '#src/domain/live-rooms/displayed-occupancy.ts'
import type { RoomSort, OverviewParams } from '#src/lib/overview-params.ts'
import { useMemo, useState } from 'react'
import { minute } from '#src/domain/time/duration.ts'

/** By room id: the rank that decides its place, and when the room last had it, Unix milliseconds. */
export type StableRanks = ReadonlyMap<string, { rank: number; at: number }>

/**
 * The ranks to sort by. A room moves towards the front at once, and back only after it has not had its rank for a while:
 * one that hovers at its capacity would otherwise change the order of the page with every poll.
 *
 * @param previous the ranks of the poll before
 * @param current each room's rank in this poll; the smallest comes first
 * @param at when this poll was answered, Unix milliseconds
 * @param dwellMs how long a rank is kept after the room last had it
 */
export function stabilizeRanks(
  previous: StableRanks,
  current: Iterable<readonly [id: string, rank: number]>,
  at: number,
  dwellMs: number,
): StableRanks {
  const stable = new Map<string, { rank: number; at: number }>()
  for (const [id, rank] of current) {
    const kept = previous.get(id)
    // A clock that was set back by more holds nothing.
    const keepsRank = kept && kept.rank < rank && Math.abs(at - kept.at) < dwellMs
    stable.set(id, keepsRank ? kept : { rank, at })
  }
  return stable
}

const nameCollator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const stateOrder: readonly DisplayedState[] = [
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
 * @param stableRanks ranks by state that rooms keep for a while
 */
export function sortRooms(
  rooms: readonly RoomCardModel[],
  sort: RoomSort,
  reversed = false,
  at: number | null = null,
  stableRanks: StableRanks = new Map(),
): RoomCardModel[] {
  const direction = reversed ? -1 : 1
  const rank = (one: RoomCardModel) =>
    stableRanks.get(one.room.id)?.rank ?? rankBySort[sort]?.(one) ?? 0
  switch (sort) {
    case 'floor':
      return reversed ? rooms.toReversed() : [...rooms]
    case 'name':
      return rooms.toSorted((a, b) => direction * nameCollator.compare(a.room.name, b.room.name))
    case 'kind':
      return sortByText(rooms, ({ room }) => room.kind, direction)
    case 'occupancy':
      return sortByNumber(rooms, currentPeople, -direction)
    case 'capacity':
      return sortByNumber(rooms, ({ room }) => room.capacity, -direction)
    case 'utilisation':
      return sortByNumber(rooms, utilisation, -direction)
    case 'state':
    case 'problems':
      return sortByNumber(rooms, rank, direction)
    case 'reporting':
      return sortByNumber(rooms, reportingShare, direction)
    case 'age':
      return sortByNumber(rooms, (one) => lastSeenAt(one, at), direction)
    case 'fit':
      return rooms.toSorted(
        (a, b) => direction * (rank(b) - rank(a) || capacityRank(a) - capacityRank(b)),
      )
  }
}

/** What rooms are sorted by whose order follows from their states: a rank that a room keeps while it hovers. */
const rankBySort: Partial<Record<RoomSort, (one: RoomCardModel) => number>> = {
  state: ({ displayedState }) => stateOrder.indexOf(displayedState),
  problems: problemRank,
  // A room in use is not free yet because it was left a moment ago: the last of all ranks is the one it keeps.
  fit: (one) => -fitRank(one),
}

/**
 * Sorts poll by poll as `sortRooms` does, and lets no room that hovers between two states change the order each time.
 *
 * @returns a function of the same arguments, and of how long a room keeps its rank, milliseconds
 */
export function createStableSort() {
  let stableRanks: StableRanks = new Map()
  let previousSort: RoomSort | null = null
  return (
    rooms: readonly RoomCardModel[],
    sort: RoomSort,
    reversed: boolean,
    at: number | null,
    dwellMs: number,
  ): RoomCardModel[] => {
    const rank = rankBySort[sort]
    const currentRanks = rank ? rooms.map((one) => [one.room.id, rank(one)] as const) : []
    stableRanks = stabilizeRanks(
      sort === previousSort ? stableRanks : new Map(),
      currentRanks,
      at ?? 0,
      dwellMs,
    )
    previousSort = sort
    return sortRooms(rooms, sort, reversed, at, stableRanks)
  }
}

/** Smallest first, or with `turn` -1 largest first; null last. */
function sortByNumber(
  rooms: readonly RoomCardModel[],
  value: (one: RoomCardModel) => number | null,
  direction: number,
): RoomCardModel[] {
  return rooms.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return direction * (x - y)
  })
}

function sortByText(
  rooms: readonly RoomCardModel[],
  text: (one: RoomCardModel) => string | null,
  direction: number,
): RoomCardModel[] {
  return rooms.toSorted((a, b) => {
    const [x, y] = [text(a), text(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return direction * nameCollator.compare(x, y)
  })
}

function currentPeople({ displayed }: RoomCardModel): number | null {
  return displayed.kind === 'live' || displayed.kind === 'late' ? displayed.people : null
}

/** Rooms without a capacity have none. */
function utilisation(one: RoomCardModel): number | null {
  const { capacity } = one.room
  const count = currentPeople(one)
  return count === null || capacity === null ? null : count / capacity
}

function reportingShare({ room: { occupancy } }: RoomCardModel): number | null {
  return occupancy.expectedSensors === 0
    ? null
    : occupancy.reportingSensors / occupancy.expectedSensors
}

function lastSeenAt({ displayed }: RoomCardModel, at: number | null): number | null {
  return displayed.kind === 'none' ? displayed.lastSeenAt : (displayed.seenAt ?? at)
}

/** Free rooms first, then those that are known to be in use, then those of which nobody knows. */
function fitRank({ displayedState }: RoomCardModel): number {
  if (displayedState === 'free') return 0
  return displayedState === 'stale' || displayedState === 'no-data' ? 2 : 1
}

/** The smallest room that is enough leaves the larger ones to those who need them. */
function capacityRank({ room }: RoomCardModel): number {
  return room.capacity ?? Number.MAX_SAFE_INTEGER
}

/** Over capacity first, then what is not known, then what is only partly known, then all that is well. */
function problemRank({ room, displayed }: RoomCardModel): number {
  switch (displayed.kind) {
    case 'live':
    case 'late':
      if (displayed.state === 'over') return 0
      return displayed.atLeast ? 3 : 4
    case 'stale':
      return 2
    case 'none':
      // Nothing is wrong with a room in which no sensor was ever installed.
      return room.occupancy.expectedSensors === 0 ? 4 : 1
  }
}

/**
 * The rooms in the order that is asked for, without a change at every poll.
 *
 * @param at when the figures were answered, Unix milliseconds
 * @param intervalMs milliseconds between polls: a room keeps its place for three of them, and for a minute at least
 */
export function useSortedRooms(
  rooms: readonly RoomCardModel[],
  { sort, reversed }: Pick<OverviewParams, 'sort' | 'reversed'>,
  at: number | null,
  intervalMs: number,
): RoomCardModel[] {
  const [stableSort] = useState(createStableSort)
  return useMemo(
    () => stableSort(rooms, sort, reversed, at, Math.max(minute, 3 * intervalMs)),
    [stableSort, rooms, sort, reversed, at, intervalMs],
  )
}
