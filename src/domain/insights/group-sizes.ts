import { isBusy } from '#src/domain/occupancy/room-occupancy.ts'

/** Minutes by number of people, for 1 person and more, in ascending order of people. */
export type MinutesByPeople = readonly (readonly [people: number, minutes: number])[]

/** Returns the number of minutes in use. */
export function countMinutesInUse(sizes: MinutesByPeople): number {
  return sizes.reduce((sum, [, minutes]) => sum + minutes, 0)
}

/**
 * Returns the number of people that was not exceeded in a share of the minutes in use (nearest rank): the element
 * ⌈share × n⌉ of the n minutes in ascending order of people. Null if never in use. Compares shares: a product such as
 * 0.55 × 20 is not exactly 11.
 *
 * @param share above 0, up to 1
 */
export function findPeopleAtShare(sizes: MinutesByPeople, share: number): number | null {
  const all = countMinutesInUse(sizes)
  let minutes = 0
  for (const [people, count] of sizes) {
    minutes += count
    if (count > 0 && minutes / all >= share) return people
  }
  return null
}

/** Returns the typical group: the median number of people over the minutes in use. Null if never in use. */
export const findTypicalGroup = (sizes: MinutesByPeople): number | null =>
  findPeopleAtShare(sizes, 0.5)

/** Returns the number of people that was not exceeded in 95% of the minutes in use. Null if never in use. */
export const findLargestUsualGroup = (sizes: MinutesByPeople): number | null =>
  findPeopleAtShare(sizes, 0.95)

/** Returns the share of the minutes in use with at most `seats` people; 1 if never in use. */
export function computeServedShare(sizes: MinutesByPeople, seats: number): number {
  const served = countMinutesInUse(sizes.filter(([people]) => people <= seats))
  const all = countMinutesInUse(sizes)
  return all === 0 ? 1 : served / all
}

/**
 * Returns a served share in whole percent, rounded, but below 100 unless all of the use was served, so that the number
 * agrees with a larger peak beside it.
 */
export function toServedPercent(share: number): number {
  return share < 1 ? Math.min(99, Math.round(share * 100)) : 100
}

/** Returns the minutes by number of people of several rooms or periods together. */
export function addMinutesByPeople(all: readonly MinutesByPeople[]): MinutesByPeople {
  const sums = new Map<number, number>()
  for (const [people, minutes] of all.flat()) {
    sums.set(people, (sums.get(people) ?? 0) + minutes)
  }
  return [...sums].toSorted(([one], [other]) => one - other)
}

/** How much of a room's capacity a group needs: less than the busy threshold, that threshold or more, or too much. */
export type SizeLevel = 'use' | 'busy' | 'over'

/** Returns the level of a group. Without a capacity, every group is below the busy threshold. */
export function findSizeLevel(
  people: number,
  { capacity, busyThreshold }: { capacity: number | null; busyThreshold: number | null },
): SizeLevel {
  if (capacity === null) return 'use'
  if (people > capacity) return 'over'
  return isBusy(people, capacity, busyThreshold) ? 'busy' : 'use'
}

/** A range of group sizes (both limits inclusive), and the number of minutes with such a group. */
export type SizeBin = { from: number; to: number; minutes: number }

/** Maximum number of ranges. If there are more group sizes, each range covers several. */
const maxBins = 24
const binWidths = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]

/**
 * Returns ranges up to the capacity or the largest group, whichever is larger: one per number of people, or wider ones
 * if there would be more than 24.
 */
export function toSizeBins(sizes: MinutesByPeople, capacity: number | null): SizeBin[] {
  const largest = Math.max(capacity ?? 0, 1, ...sizes.map(([people]) => people))
  const width = binWidths.find((one) => largest / one <= maxBins) ?? Math.ceil(largest / maxBins)
  return Array.from({ length: Math.ceil(largest / width) }, (_, index) => {
    const [from, to] = [index * width + 1, (index + 1) * width]
    const inside = sizes.filter(([people]) => people >= from && people <= to)
    return { from, to, minutes: countMinutesInUse(inside) }
  })
}
