import type { MinutesByPeople } from '#src/domain/insights/group-sizes.ts'
import { findUsualSize } from '#src/domain/insights/right-size.ts'

/** One bar: a range of group sizes (both limits inclusive), and the number of minutes with such a group. */
export type GroupBin = { from: number; to: number; minutes: number }

const maxBins = 24
const widths = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]

/** Returns bars up to the capacity or the largest group, whichever is larger: at most 24 of a round width. */
export function toGroupBins(sizes: MinutesByPeople, capacity: number | null): GroupBin[] {
  const largest = Math.max(capacity ?? 0, 1, ...sizes.map(([people]) => people))
  const width = widths.find((one) => largest / one <= maxBins) ?? Math.ceil(largest / maxBins)
  return Array.from({ length: Math.ceil(largest / width) }, (_, index) => {
    const [from, to] = [index * width + 1, (index + 1) * width]
    const inside = sizes.filter(([people]) => people >= from && people <= to)
    return { from, to, minutes: inside.reduce((sum, [, minutes]) => sum + minutes, 0) }
  })
}

/** Maximum number of sizes in the table of seats. */
const maxSizes = 8

/**
 * Returns the numbers of seats to compare with each other, in ascending order: usual sizes around the recommended one,
 * the recommended one and the capacity.
 */
export function listSizes(
  sizes: MinutesByPeople,
  capacity: number | null,
  recommended: number | null,
): number[] {
  const largest = Math.max(capacity ?? 0, recommended ?? 0, sizes.at(-1)?.[0] ?? 1)
  const usual = new Set<number>()
  for (let people = 1; people <= largest; people += 1) usual.add(findUsualSize(people))
  for (const one of [capacity, recommended]) if (one !== null) usual.add(one)
  const all = [...usual].filter((one) => one >= 2).toSorted((a, b) => a - b)
  const middle = Math.max(0, all.indexOf(recommended ?? all[0] ?? 0))
  const start = Math.max(0, Math.min(middle - Math.floor(maxSizes / 2), all.length - maxSizes))
  const shown = all.slice(start, start + maxSizes)
  if (capacity !== null && !shown.includes(capacity))
    shown[capacity < (shown[0] ?? 0) ? 0 : shown.length - 1] = capacity
  return shown
}
