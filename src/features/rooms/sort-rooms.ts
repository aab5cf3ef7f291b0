import type { RoomCardModel, DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import type { RoomSort, OverviewParams } from '#src/lib/overview-params.ts'
import { useMemo, useState } from 'react'
import { languageTag } from '#messages/language.ts'
import { createStableRanks, type StableRanks } from '#src/domain/live-rooms/stable-ranks.ts'

let nameCollator: Intl.Collator | null = null

function compareText(a: string, b: string): number {
  // Created on first use, because the creation takes milliseconds and the first screen is not sorted by text.
  nameCollator ??= new Intl.Collator(languageTag, { numeric: true, sensitivity: 'base' })
  return nameCollator.compare(a, b)
}

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
 * Sorts rooms. Tied rooms keep their original order, which is the building's: top floor first. Rooms without the value
 * to sort by come last, even in reversed order; `fit` reverses completely.
 *
 * @param at time of the last poll, in Unix milliseconds; used for values without a time
 * @param stableRanks ranks that rooms keep for the dwell time (`createStableRanks`); they override the current ranks
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
    stableRanks.get(one.room.id)?.rank ?? rankBySort[sort]?.(one) ?? null
  switch (sort) {
    case 'floor':
      return reversed ? rooms.toReversed() : [...rooms]
    case 'name':
      return sortBy(rooms, ({ room }) => room.name, compareText, direction)
    case 'kind':
      return sortBy(rooms, ({ room }) => room.kind, compareText, direction)
    case 'occupancy':
      return sortBy(rooms, currentPeople, compareNumbers, -direction)
    case 'capacity':
      return sortBy(rooms, ({ room }) => room.capacity, compareNumbers, -direction)
    case 'utilisation':
      return sortBy(rooms, utilisation, compareNumbers, -direction)
    case 'state':
    case 'problems':
    case 'reporting':
    case 'usual':
      return sortBy(rooms, rank, compareNumbers, direction)
    case 'age':
      return sortBy(rooms, (one) => lastSeenAt(one, at), compareNumbers, direction)
    case 'fit':
      return rooms.toSorted(
        (a, b) =>
          direction * ((rank(b) ?? 0) - (rank(a) ?? 0) || capacityRank(a) - capacityRank(b)),
      )
  }
}

/**
 * The ranks for sort orders that depend on the states of rooms and sensors; a room that fluctuates keeps its rank. Null
 * comes last.
 */
const rankBySort: Partial<Record<RoomSort, (one: RoomCardModel) => number | null>> = {
  state: ({ displayedState }) => stateOrder.indexOf(displayedState),
  problems: problemRank,
  reporting: reportingShare,
  usual: ({ usualDifference = null }) => usualDifference && -usualDifference,
  // Negated, because a room keeps its smallest rank: a room that was just vacated keeps its rank as a room in use.
  fit: (one) => -fitRank(one),
}

/**
 * Creates a function that sorts like `sortRooms` on every poll, without reordering rooms that fluctuate between states.
 *
 * @returns a function with the arguments of `sortRooms` and the poll interval in milliseconds
 */
export function createStableSort() {
  const stabilize = createStableRanks()
  return (
    rooms: readonly RoomCardModel[],
    sort: RoomSort,
    reversed: boolean,
    at: number | null,
    intervalMs: number,
  ): RoomCardModel[] => {
    const current = rooms.flatMap((one) => {
      const rank = rankBySort[sort]?.(one) ?? null
      return rank === null ? [] : [[one.room.id, rank] as const]
    })
    return sortRooms(rooms, sort, reversed, at, stabilize(sort, current, at, intervalMs))
  }
}

/** Sorts by a value, in the order of `compare`, or reversed with `direction` -1; null comes last. */
function sortBy<TValue>(
  rooms: readonly RoomCardModel[],
  value: (one: RoomCardModel) => TValue | null,
  compare: (a: TValue, b: TValue) => number,
  direction: number,
): RoomCardModel[] {
  return rooms.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return direction * compare(x, y)
  })
}

const compareNumbers = (a: number, b: number) => a - b

function currentPeople({ displayed }: RoomCardModel): number | null {
  return displayed.kind === 'live' || displayed.kind === 'late' ? displayed.people : null
}

/** Returns people divided by capacity; null if the capacity or the current count is unknown. */
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

/** Ranks free rooms first, then rooms in use, then rooms without current data. */
function fitRank({ displayedState }: RoomCardModel): number {
  if (displayedState === 'free') return 0
  return displayedState === 'stale' || displayedState === 'no-data' ? 2 : 1
}

/**
 * Ranks smaller rooms first, so that larger rooms stay free for larger groups. An unknown capacity ranks as the
 * largest.
 */
function capacityRank({ room }: RoomCardModel): number {
  return room.capacity ?? Number.MAX_SAFE_INTEGER
}

/**
 * Ranks rooms over capacity first, then rooms without data, with stale data, with missing sensors, and without
 * problems.
 */
function problemRank({ room, displayed }: RoomCardModel): number {
  switch (displayed.kind) {
    case 'live':
    case 'late':
      if (displayed.state === 'over') return 0
      return displayed.atLeast ? 3 : 4
    case 'stale':
      return 2
    case 'none':
      // A room without sensors is not a problem, so it is not sorted first.
      return room.occupancy.expectedSensors === 0 ? 4 : 1
  }
}

/**
 * Sorts the rooms without reordering them on every poll.
 *
 * @param at time of the last poll, in Unix milliseconds
 * @param intervalMs poll interval in milliseconds
 */
export function useSortedRooms(
  rooms: readonly RoomCardModel[],
  { sort, reversed }: Pick<OverviewParams, 'sort' | 'reversed'>,
  at: number | null,
  intervalMs: number,
): RoomCardModel[] {
  const [stableSort] = useState(createStableSort)
  return useMemo(
    () => stableSort(rooms, sort, reversed, at, intervalMs),
    [stableSort, rooms, sort, reversed, at, intervalMs],
  )
}
