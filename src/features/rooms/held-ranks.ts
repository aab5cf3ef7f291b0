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
