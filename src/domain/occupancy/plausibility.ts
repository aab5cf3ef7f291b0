/** A count above this many times the room's capacity is a fault of the sensor, where the operator set no limit. */
const timesCapacity = 10
/** The same where no capacity is known. */
const withoutCapacity = 1_000

/** What limits one sensor's count in a room. `maximumSensorCount` is the operator's own limit; null where none is set. */
export type CountLimit = { capacity: number | null; maximumSensorCount: number | null }

/** The largest count that one sensor in the room can plausibly have. */
export function maximumCount({ capacity, maximumSensorCount }: CountLimit): number {
  return maximumSensorCount ?? (capacity === null ? withoutCapacity : timesCapacity * capacity)
}

/**
 * Whether a sensor can have counted this many people: a whole number from 0 to the maximum. One glitching sensor must
 * not become the building's total, so what is not plausible counts as missing.
 */
export function isPlausible(count: number, maximum: number): boolean {
  return Number.isInteger(count) && count >= 0 && count <= maximum
}
