/** The columns of a board of free rooms, by size of the group of people; `unset`: rooms of unknown capacity. */
export const sizeGroups = ['pair', 'small', 'medium', 'large', 'unset'] as const
export type SizeGroup = (typeof sizeGroups)[number]

/** The largest capacity of each group except the last two. */
const largest: readonly [SizeGroup, capacity: number][] = [
  ['pair', 2],
  ['small', 6],
  ['medium', 12],
]

/** Returns the column of a room with this capacity (in people, or null if unknown). */
export function sizeGroupOf(capacity: number | null): SizeGroup {
  if (capacity === null) return 'unset'
  return largest.find(([, most]) => capacity <= most)?.[0] ?? 'large'
}
