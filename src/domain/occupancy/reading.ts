/** The nine metrics of one sensor over a window. `last` is what occupancy needs; another may be missing from an answer. */
export type Metrics = {
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
export type SensorReading = { kind: 'reading'; metrics: Metrics } | { kind: 'malformed' }

/** A sensor's last known count, kept after it vanished from the answers. `seenAt` is Unix milliseconds. */
export type LastKnown = { last: number; seenAt: number }

/** A sensor that the topology expects to report in a room. `online` is null when the topology does not say. */
export type ExpectedSensor = { mac: string; online: boolean | null }

/** Everything known of one room at one poll, keyed by MAC address in lower case. */
export type RoomEvidence = {
  /** From the topology; null when there is none, and then only sensors that were seen are expected. */
  expected: readonly ExpectedSensor[] | null
  /** When the topology last told whether sensors are online, Unix milliseconds. */
  healthAt: number | null
  /** What this poll's answer holds of the room. */
  answered: Readonly<Record<string, SensorReading>>
  /** Whether the answer holds something of the room that cannot be read: then nothing is known of any sensor in it. */
  malformed?: boolean
  /** Sensors that answered before and are missing now. */
  gone: Readonly<Record<string, LastKnown>>
  /** When the poll was answered, Unix milliseconds of the server's clock. */
  at: number
  /** Whether this API withholds zeros, see zeros.ts. */
  zerosWithheld: boolean
  /** The largest count that one sensor can plausibly have, see plausibility.ts. */
  maximumCount: number
}
