import { minute } from '#src/domain/time/duration.ts'

/** The rank of each item by ID, and when the item last had that rank, in Unix milliseconds. */
export type StableRanks = ReadonlyMap<string, { rank: number; at: number }>

/**
 * Returns the ranks to use for sorting and filtering. An item gets a smaller rank immediately, but a larger one only
 * after the dwell time. Otherwise, a room that fluctuates around its capacity would reorder the page on every poll.
 *
 * @param previous the ranks after the previous poll
 * @param current each item's rank in this poll; items with the smallest rank are sorted first
 * @param at time of this poll, in Unix milliseconds
 * @param dwellMs how long an item keeps a rank after it last had it, in milliseconds
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
    // The absolute difference also drops ranks that were recorded before the clock was set back.
    const keepsRank = kept && kept.rank < rank && Math.abs(at - kept.at) < dwellMs
    stable.set(id, keepsRank ? kept : { rank, at })
  }
  return stable
}

/**
 * Creates a function that stabilises the ranks of consecutive polls. Its arguments are the meaning of the ranks, such
 * as the sort order (a different meaning drops all ranks), each item's current rank, the time of the poll in Unix
 * milliseconds, and the poll interval in milliseconds. The dwell time is three intervals, at least a minute.
 */
export function createStableRanks() {
  let ranks: StableRanks = new Map()
  let meaning: string | null = null
  return (
    newMeaning: string,
    current: Iterable<readonly [id: string, rank: number]>,
    at: number | null,
    intervalMs: number,
  ): StableRanks => {
    const previous = newMeaning === meaning ? ranks : new Map()
    meaning = newMeaning
    ranks = stabilizeRanks(previous, current, at ?? 0, Math.max(minute, 3 * intervalMs))
    return ranks
  }
}

/**
 * Creates a function that returns the items that match a condition or have matched it within the dwell time. It takes
 * the arguments of the function from `createStableRanks`, but items and a condition instead of ranks.
 */
export function createStableFilter() {
  const rank = createStableRanks()
  return <TItem>(
    meaning: string,
    items: readonly TItem[],
    { idOf, matches }: { idOf: (item: TItem) => string; matches: (item: TItem) => boolean },
    at: number | null,
    intervalMs: number,
  ): TItem[] => {
    const current = items.map((item) => [idOf(item), matches(item) ? 0 : 1] as const)
    const ranks = rank(meaning, current, at, intervalMs)
    return items.filter((item) => ranks.get(idOf(item))?.rank === 0)
  }
}
