import type { BoardPrivacy } from '#src/contract/board.ts'

/** Below this capacity, a count can reveal who is in the room. */
const minimumCapacityForCounts = 3

/**
 * Returns whether a board must hide a room's count and show only Free or In use. Fails closed: with privacy on, rooms
 * of unknown capacity are also status-only. Both the gateway's filter and the page's rendering use this rule.
 *
 * @param capacity in people; null, 0 or a non-finite number means unknown
 */
export function isStatusOnly(privacy: BoardPrivacy, capacity: number | null | undefined): boolean {
  if (privacy === 'exact') return false
  const known = capacity ?? 0
  return !(Number.isFinite(known) && known >= minimumCapacityForCounts)
}
