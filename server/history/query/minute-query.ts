import {
  minimumUse,
  useWindow,
  type MinuteRange,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import type { Calendar } from './calendar.ts'
import type { QuerySession } from './duckdb.ts'

/** Sums over the known minutes of a room in one part of the range. */
export type PartSums = {
  known: number
  complete: number
  personMinutes: number
  inUse: number
  /** Null without a known minute. */
  min: number | null
  /** The most people, the first minute with that number, and whether all sensors are known in that minute. */
  peak: { people: number; at: UnixMinute; isComplete: boolean } | null
  upperBound: number | null
  isEstimated: boolean
}

/** The minutes of a room, one element per minute from `from` on. Unknown values are -1. */
export type MinuteColumns = {
  from: UnixMinute
  people: Int32Array
  upperBound: Int32Array
  /** A sum of 1 if all sensors are known, and 2 if the number of expected sensors is estimated. */
  flags: Uint8Array
}

type DayUse = { first: UnixMinute | null; last: UnixMinute | null }

export type MinuteSums = {
  /** Sums by index of the segment. */
  segments: PartSums[]
  /** The middle value of the known minutes in chronological order, by index of the day. */
  medians: (number | null)[]
  /** The first and the last use, by index of the day; null if no hour of the day has enough minutes in use. */
  uses: DayUse[]
  /** Entries in ascending order of people, for 1 person and more. */
  minutesByPeople: (readonly [people: number, minutes: number])[]
}

/** Returns an SQL expression for the Unix minute of a column with instants. */
export const unixMinute = (column: string) => `(epoch_ms(${column}) // 60000)::INTEGER`

/**
 * Returns an SQL condition for instants in the range. The condition lets DuckDB skip the parts of files outside the
 * range.
 */
export const isInRange = (column: string) =>
  `${column} >= to_timestamp($from * 60.0) AND ${column} < to_timestamp($to * 60.0)`

// One scan, aggregated in TypeScript, takes less time than several statements on a temporary table.
const readMinutes = `
SELECT ${unixMinute('minute')} - $from::INTEGER AS index, coalesce(people, -1) AS people,
  coalesce(upper_bound, -1) AS upper_bound,
  (sensors_reported >= sensors_expected)::INTEGER + 2 * expected_estimated::INTEGER AS flags
FROM read_parquet($files, hive_partitioning = false)
WHERE room_id = $room AND ${isInRange('minute')}`

/** Reads the minutes of a room in a range. `room` is the ID as in the files (`storedId`). */
export async function loadMinutes(
  session: QuerySession,
  { files, room, range }: { files: readonly string[]; room: string; range: MinuteRange },
): Promise<MinuteColumns> {
  const length = Math.max(0, range.to - range.from)
  const minutes: MinuteColumns = {
    from: range.from,
    people: new Int32Array(length).fill(-1),
    upperBound: new Int32Array(length).fill(-1),
    flags: new Uint8Array(length),
  }
  if (files.length === 0 || length === 0) return minutes
  const { people, upperBound, flags } = minutes
  await session.scan(readMinutes, { files, room, ...range }, (read, rows) => {
    for (let row = 0; row < rows; row += 1) {
      const index = read(0, row)
      people[index] = read(1, row)
      upperBound[index] = read(2, row)
      flags[index] = read(3, row)
    }
  })
  return minutes
}

export function sumMinutes(minutes: MinuteColumns, { segments, days }: Calendar): MinuteSums {
  return {
    segments: segments.map((segment) => sumPart(minutes, segment)),
    medians: days.map((day) => findMedian(minutes, day)),
    uses: days.map((day) => findUse(minutes, day)),
    minutesByPeople: countByPeople(minutes),
  }
}

/** Returns the part of a range that the columns contain, as half-open indices. */
function toIndices({ from, people }: MinuteColumns, range: MinuteRange) {
  return {
    first: Math.max(0, range.from - from),
    end: Math.min(people.length, range.to - from),
  }
}

function sumPart(minutes: MinuteColumns, range: MinuteRange): PartSums {
  const { from, people, upperBound, flags } = minutes
  const { first, end } = toIndices(minutes, range)
  const sums = { ...noSums }
  let [least, most, mostAt, bound] = [Infinity, -1, 0, -1]
  for (let index = first; index < end; index += 1) {
    // A room may have an upper bound in minutes in which its people are unknown.
    bound = Math.max(bound, upperBound[index] ?? -1)
    const count = people[index] ?? -1
    if (count < 0) continue
    sums.known += 1
    const flag = flags[index] ?? 0
    sums.complete += flag % 2
    sums.personMinutes += count
    if (flag >= 2) sums.isEstimated = true
    least = Math.min(least, count)
    if (count > most) [most, mostAt] = [count, index]
    if (count > 0) sums.inUse += 1
  }
  if (bound >= 0) sums.upperBound = bound
  if (sums.known === 0) return sums
  sums.min = least
  sums.peak = {
    people: most,
    at: from + mostAt,
    isComplete: (flags[mostAt] ?? 0) % 2 === 1,
  }
  return sums
}

/** Returns Butlr's median: of n values in chronological order, the one at index floor(n / 2). Null without a value. */
function findMedian(minutes: MinuteColumns, day: MinuteRange): number | null {
  const { first, end } = toIndices(minutes, day)
  const { people } = minutes
  let known = 0
  for (let index = first; index < end; index += 1) if ((people[index] ?? -1) >= 0) known += 1
  let earlier = Math.floor(known / 2)
  for (let index = first; index < end; index += 1) {
    const count = people[index] ?? -1
    if (count < 0) continue
    if (earlier === 0) return count
    earlier -= 1
  }
  return null
}

/** Returns the first and the last minute in use with `minimumUse` minutes in use in the hour after it or before it. */
function findUse(minutes: MinuteColumns, day: MinuteRange): DayUse {
  const { first, end } = toIndices(minutes, day)
  const used: UnixMinute[] = []
  for (let index = first; index < end; index += 1) {
    if ((minutes.people[index] ?? -1) > 0) used.push(minutes.from + index)
  }
  const others = minimumUse - 1
  const isWithinHour = (one: UnixMinute, other: UnixMinute | undefined) =>
    other !== undefined && Math.abs(other - one) < useWindow
  return {
    first: used.find((minute, index) => isWithinHour(minute, used[index + others])) ?? null,
    last: used.findLast((minute, index) => isWithinHour(minute, used[index - others])) ?? null,
  }
}

function countByPeople({ people }: MinuteColumns): MinuteSums['minutesByPeople'] {
  const minutes = new Map<number, number>()
  for (const count of people) if (count > 0) minutes.set(count, (minutes.get(count) ?? 0) + 1)
  return [...minutes].toSorted(([one], [other]) => one - other)
}

/** Returns the first `most` unknown periods of a range, in chronological order, and the total number of periods. */
export function findMinuteGaps(
  minutes: MinuteColumns,
  range: MinuteRange,
  most: number,
): { gaps: MinuteRange[]; total: number } {
  const { from, people } = minutes
  const { first, end } = toIndices(minutes, range)
  const gaps: MinuteRange[] = []
  let total = 0
  for (let index = first; index < end; index += 1) {
    if ((people[index] ?? -1) >= 0) continue
    const start = index
    while (index + 1 < end && (people[index + 1] ?? -1) < 0) index += 1
    total += 1
    if (gaps.length < most) gaps.push({ from: from + start, to: from + index + 1 })
  }
  return { gaps, total }
}

/** The sums of a part without a known minute. */
export const noSums: PartSums = {
  known: 0,
  complete: 0,
  personMinutes: 0,
  inUse: 0,
  min: null,
  peak: null,
  upperBound: null,
  isEstimated: false,
}
