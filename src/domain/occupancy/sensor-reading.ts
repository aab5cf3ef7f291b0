/** The nine metrics of one sensor over a window. Occupancy needs `last`; a response may omit any other. */
export type MetricValues = {
  last: number
  first: number | null
  max: number | null
  min: number | null
  mean: number | null
  median: number | null
  sum: number | null
  count: number | null
  stddev: number | null
}

/** One sensor in a response: its metrics, or `malformed` when they are invalid. */
export type SensorReading = { kind: 'reading'; metrics: MetricValues } | { kind: 'malformed' }

/**
 * The last known count of a sensor that vanished from the responses. Unix milliseconds: `seenAt` is the time of the last
 * response that had the sensor, `missingSince` that of the first complete response without it.
 */
export type VanishedSensor = { last: number; seenAt: number; missingSince?: number | undefined }

/** A sensor that the topology expects to report in a room. `online` is null when the topology omits it. */
type ExpectedSensor = { mac: string; online: boolean | null }

/** The data about one room at one poll, keyed by lower-case MAC address. */
export type RoomInputs = {
  /** From the topology; null without a topology, in which case only sensors that have reported are expected. */
  expectedSensors: readonly ExpectedSensor[] | null
  /** When the topology last reported whether sensors are online, Unix milliseconds. */
  healthCheckedAt: number | null
  /** The room's readings in this poll's response. */
  readings: Readonly<Record<string, SensorReading>>
  /** Whether the room's entry in the response is malformed, which makes every sensor in it unknown. */
  malformed?: boolean
  /** Whether the response is incomplete, which makes everything missing from it unknown. */
  incomplete?: boolean
  /** Sensors that reported before and are missing now. */
  vanished: Readonly<Record<string, VanishedSensor>>
  /** When the response was created, in Unix milliseconds of the server's clock. */
  at: number
  /** Whether the API omits zeros, see `omitsZeros`. */
  omitsZeros: boolean
  /** The largest plausible count of one sensor, see `maximumPlausibleCount`. */
  maximumCount: number
}

/** This many readings without a zero are no coincidence in a building where rooms are sometimes empty. */
const minimumReadings = 12

/**
 * Returns whether the API omits zeros. Butlr does not document whether `presence` reports a 0 when a sensor sees no one
 * (every minimum in its sample is 1), so this is inferred: if many sensors report and none reports a 0 in its window,
 * the API omits zeros, and a silent online sensor counts as 0. Otherwise a silent sensor is missing.
 *
 * @param readings every reading of one response
 */
export function omitsZeros(readings: Iterable<SensorReading>): boolean {
  let counted = 0
  for (const reading of readings) {
    if (reading.kind !== 'reading') continue
    if (reading.metrics.min === 0 || reading.metrics.last === 0) return false
    counted += 1
  }
  return counted >= minimumReadings
}

/** Without an operator limit, a count above this multiple of the room's capacity is a sensor fault. */
const capacityMultiple = 10
/** The limit when the capacity is unknown. */
const maximumWithoutCapacity = 1_000

/** What limits one sensor's count in a room. `maximumSensorCount` is the operator's limit; null when not set. */
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
  return Number.isInteger(count) && count >= 0 && count <= maximum
}
