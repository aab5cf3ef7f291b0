/** The nine metrics of one sensor over a window. `last` is what occupancy needs; another may be missing from an answer. */
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

/** What an answer says of one sensor: its metrics, or that they made no sense. */
export type SensorReading = { kind: 'reading'; metrics: MetricValues } | { kind: 'malformed' }

/**
 * A sensor's last known count, kept after it vanished from the answers. Unix milliseconds: `seenAt` is the last answer that
 * had it, `missingSince` the first complete one that lacks it.
 */
export type VanishedSensor = { last: number; seenAt: number; missingSince?: number | undefined }

/** A sensor that the topology expects to report in a room. `online` is null when the topology does not say. */
export type ExpectedSensor = { mac: string; online: boolean | null }

/** Everything known of one room at one poll, keyed by MAC address in lower case. */
export type RoomInputs = {
  /** From the topology; null when there is none, and then only sensors that were seen are expected. */
  expectedSensors: readonly ExpectedSensor[] | null
  /** When the topology last told whether sensors are online, Unix milliseconds. */
  healthCheckedAt: number | null
  /** What this poll's answer holds of the room. */
  readings: Readonly<Record<string, SensorReading>>
  /** Whether the answer holds something of the room that cannot be read: then nothing is known of any sensor in it. */
  malformed?: boolean
  /** Whether the answer lacks data, so that what is missing from it is unknown. */
  incomplete?: boolean
  /** Sensors that answered before and are missing now. */
  vanished: Readonly<Record<string, VanishedSensor>>
  /** When the poll was answered, Unix milliseconds of the server's clock. */
  at: number
  /** Whether this API withholds zeros, see zeros.ts. */
  omitsZeros: boolean
  /** The largest count that one sensor can plausibly have, see plausibility.ts. */
  maximumCount: number
}

/** So many readings without a single zero are no accident in a building where rooms are empty now and then. */
const minimumReadings = 12

/**
 * Whether this API holds zeros back. It is not documented whether `presence` reports a 0 when nobody is under a sensor
 * (every minimum in the tutorial is 1), so the answer itself has to tell: if many sensors answer and none saw a 0
 * during its window, zeros are withheld, and a silent sensor that is online sees nobody. Otherwise silence is silence.
 *
 * @param readings every reading of one answer
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

/** A count above this many times the room's capacity is a fault of the sensor, where the operator set no limit. */
const capacityMultiple = 10
/** The same where no capacity is known. */
const maximumWithoutCapacity = 1_000

/** What limits one sensor's count in a room. `maximumSensorCount` is the operator's own limit; null where none is set. */
export type CountLimit = { capacity: number | null; maximumSensorCount: number | null }

/** The largest count that one sensor in the room can plausibly have. */
export function maximumPlausibleCount({ capacity, maximumSensorCount }: CountLimit): number {
  return (
    maximumSensorCount ?? (capacity === null ? maximumWithoutCapacity : capacityMultiple * capacity)
  )
}

/**
 * Whether a sensor can have counted this many people: a whole number from 0 to the maximum. One glitching sensor must
 * not become the building's total, so what is not plausible counts as missing.
 */
export function isPlausibleCount(count: number, maximum: number): boolean {
  return Number.isInteger(count) && count >= 0 && count <= maximum
}
