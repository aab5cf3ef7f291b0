/** Without a limit in the overrides, a count above this multiple of the room's capacity is a sensor fault. */
export const capacityMultiple = 10
/** The largest plausible count when the capacity is unknown. */
export const maximumWithoutCapacity = 1_000

/**
 * The limits of one sensor's count in a room. `maximumSensorCount` is the limit that the overrides set; null when not
 * set.
 */
export type CountLimit = { capacity: number | null; maximumSensorCount: number | null }

/** Returns the largest plausible count of one sensor in the room. */
export function maximumPlausibleCount({ capacity, maximumSensorCount }: CountLimit): number {
  return (
    maximumSensorCount ?? (capacity === null ? maximumWithoutCapacity : capacityMultiple * capacity)
  )
}

/**
 * Returns whether a count is plausible: an integer from 0 to the maximum. Implausible counts are treated as missing, so
 * that one faulty sensor cannot dominate the building's total.
 */
export function isPlausibleCount(count: number, maximum: number): boolean {
  return Number.isInteger(count) && isPlausibleValue(count, maximum)
}

/** Returns whether a value computed from one sensor's counts, such as the mean, is plausible: from 0 to the maximum. */
export function isPlausibleValue(value: number, maximum: number): boolean {
  return value >= 0 && value <= maximum
}
