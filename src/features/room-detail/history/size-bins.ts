import type { RoomHistory } from '#src/contract/history.ts'

/** One bar: a range of group sizes (both limits inclusive), and the number of minutes with such a group. */
export type SizeBin = { from: number; to: number; minutes: number }

/** Maximum number of bars. If there are more group sizes, each bar covers several. */
const maxBins = 24

/**
 * Returns bars up to the capacity or the largest group, whichever is larger: one per number of people, or one per range
 * of numbers if there would be more than 24.
 */
export function toSizeBins(
  minutesByPeople: RoomHistory['minutesByPeople'],
  capacity: number | null,
): SizeBin[] {
  const largest = Math.max(capacity ?? 0, 1, ...minutesByPeople.map(({ people }) => people))
  const size = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].find((one) => largest / one <= maxBins)
  const width = size ?? Math.ceil(largest / maxBins)
  return Array.from({ length: Math.ceil(largest / width) }, (_, index) => {
    const [from, to] = [index * width + 1, (index + 1) * width]
    const inside = minutesByPeople.filter(({ people }) => people >= from && people <= to)
    return { from, to, minutes: inside.reduce((sum, { minutes }) => sum + minutes, 0) }
  })
}
