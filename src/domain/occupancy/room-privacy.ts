/** What a board shows of small rooms: their exact number, or only Free or In use. */
export type BoardPrivacy = 'exact' | 'small-rooms-in-words'

/** In a room for fewer people than this, a number tells who is there. */
const minimumCapacityForCounts = 3

/**
 * Whether a board must withhold the number of a room and show only Free or In use. Fails closed: with privacy on, a room
 * of unknown capacity is withheld too. The gateway filters by this rule, and the page draws by it.
 *
 * @param capacity people; null, 0 or anything not finite means unknown
 */
export function isStatusOnly(privacy: BoardPrivacy, capacity: number | null | undefined): boolean {
  if (privacy === 'exact') return false
  const known = capacity ?? 0
  return !(Number.isFinite(known) && known >= minimumCapacityForCounts)
}
