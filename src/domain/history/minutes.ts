/** Minutes since the Unix epoch. All columns of the history use this unit. */
export type UnixMinute = number

export const minuteMs = 60_000
export const minutesPerDay = 1_440

/**
 * Minimum number of minutes in use, within `useWindow` minutes, for a first or last use of a day. A person who passes
 * through at night therefore does not count.
 */
export const minimumUse = 10
export const useWindow = 60

/** The largest number in the columns and files of the history: a sum of many sensors' counts can be larger. */
export const largestNumber = 2 ** 31 - 1

/** Half-open interval of minutes: from `from` up to, but not including, `to`. */
export type MinuteRange = { from: UnixMinute; to: UnixMinute }

/** One sensor in one room. A sensor that moves belongs to several series. */
export type SensorSeries = { roomId: string; mac: string }

/**
 * The counts of presence sensors by minute, as columns of equal length, sorted by `series`, then `minute`. A minute
 * without a row has no reading.
 */
export type SensorMinutes = {
  series: readonly SensorSeries[]
  /** Index into `series`. */
  seriesAt: Int32Array
  minute: Int32Array
  /** The sensor's last count of the minute, 0 or more. */
  last: Int32Array
  /** The sensor's largest count of the minute; -1 if unknown. */
  max: Int32Array
}

/**
 * One room over the minutes from `from` on, one element per minute. A minute that was not collected, or in which no
 * sensor of the room is known, has `people` -1.
 */
export type RoomMinutes = {
  roomId: string
  from: UnixMinute
  /** Sum of `last` over the known sensors; -1 if unknown. */
  people: Int32Array
  /** Sum of `max` over the known sensors, an upper bound of the people in the minute; -1 if unknown. */
  upperBound: Int32Array
  /** Number of sensors with a reading or an assumed zero. */
  reported: Int32Array
  expected: Int32Array
  /** 1 where `expected` is estimated, because no topology snapshot is known for the minute. */
  estimated: Uint8Array
}

/**
 * The part of one local hour of a room that lies in one UTC day. The numbers of an hour are the sums over its parts,
 * and its peak is the largest peak of its parts.
 */
export type RoomHour = {
  roomId: string
  /** The minute at which the local hour begins, see `LocalHour`; may be in the previous UTC day. */
  hour: UnixMinute
  /** Number of minutes with known people. */
  minutes: number
  /** Number of minutes in which all expected sensors are known. */
  completeMinutes: number
  /** Sum of people over the known minutes. */
  personMinutes: number
  /**
   * The largest number of people, and the first minute with this number. In small rooms, the minute is the beginning of
   * the hour (`withoutPeakMoments`). Null if no minute is known.
   */
  peak: { people: number; at: UnixMinute } | null
  /** Number of minutes with at least one person. */
  minutesInUse: number
  /** Number of minutes by number of people, for 1 person and more, in ascending order of people. */
  minutesByPeople: readonly (readonly [people: number, minutes: number])[]
}

/** The attributes of a room in a topology snapshot. */
export type HistoryRoom = {
  id: string
  name: string
  floor: string | null
  /** Number of people, after overrides; null if unknown. */
  capacity: number | null
  /** Largest plausible count of one sensor. */
  maximumCount: number
  /** MAC addresses of the installed presence sensors. */
  sensors: readonly string[]
}

export type HistoryBuilding = {
  id: string
  name: string
  /** IANA name of the time zone. */
  timeZone: string
  rooms: readonly HistoryRoom[]
}

/** The topology from the minute `at` on. */
export type TopologySnapshot = { at: UnixMinute; buildings: readonly HistoryBuilding[] }

/** Building of rooms that no topology lists. */
export const unlistedBuilding = 'unlisted'

/** Largest capacity of a small room, for which special privacy rules apply. */
export const smallRoomCapacity = 2

/** Returns whether a room is small. An unknown capacity counts as a larger one. */
export function isSmallCapacity(capacity: number | null): boolean {
  return capacity !== null && capacity <= smallRoomCapacity
}

/** Minutes before the present that Butlr may still correct. */
export const provisionalMinutes = 10

/** How long minutes of small rooms are kept, in minutes. */
export const smallRoomMinutes = 48 * 60

/**
 * Length, in minutes, of the longest range for which minute data is returned, and for which the minutes of a small room
 * are not withheld: enough for a local day with any clock change.
 */
export const longestMinuteRange = 26 * 60
