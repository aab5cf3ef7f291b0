import { minutesPerDay, type MinuteRange, type UnixMinute } from '#src/domain/history/minutes.ts'
import { readCells } from '#server/history/read-cells.ts'
import type { Calendar } from './calendar.ts'
import { readDayFigures, type DayFigures } from './day-query.ts'
import type { Columns, QuerySession } from './duckdb.ts'

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

/** The minutes of a room in a range. */
export type MinuteSums = DayFigures & {
  /** By first minute of the segment; a segment without a row is missing. */
  segments: ReadonlyMap<UnixMinute, PartSums>
  /** In ascending order of people, for 1 person and more. */
  minutesByPeople: (readonly [people: number, minutes: number])[]
}

/** Returns an SQL expression for the Unix minute of a column with instants. */
export const unixMinute = (column: string) => `(epoch_ms(${column}) // 60000)::INTEGER`

/** Returns an SQL condition for instants in the range. The condition lets DuckDB skip other parts of files. */
export const isInRange = (column: string) =>
  `${column} >= to_timestamp($from * 60.0) AND ${column} < to_timestamp($to * 60.0)`

// Joining equal slots is faster than searching for the segment of each minute.
const createTable = `
CREATE TEMP TABLE room_minutes AS
WITH slots AS (
  SELECT unnest(range(len(starts)))::INTEGER AS slot, unnest(starts) AS segment, unnest(days) AS day
  FROM (SELECT string_split($starts, ',')::INTEGER[] AS starts, string_split($days, ',')::INTEGER[] AS days)
)
SELECT minute, people, upper_bound, is_complete, is_estimated, segment, day
FROM (
  SELECT ${unixMinute('minute')} AS minute, people, upper_bound,
    sensors_reported >= sensors_expected AS is_complete, expected_estimated AS is_estimated
  FROM read_parquet($files, hive_partitioning = false)
  WHERE room_id = $room AND ${isInRange('minute')}
)
JOIN slots ON (minute - $first::INTEGER) // $length::INTEGER = slot`

// The largest `best` is the peak: the first of the minutes with the most people. It combines the number of people, the
// minute counted backwards, and whether all sensors are known in the minute.
const sumSegments = `
SELECT * EXCLUDE (best),
  (best // 8589934592)::INTEGER AS peak,
  (4294967295 - (best // 2) % 4294967296)::INTEGER AS peak_at,
  (best % 2)::INTEGER AS is_peak_complete
FROM (
  SELECT segment,
    count(people)::INTEGER AS known,
    (count(people) FILTER (is_complete))::INTEGER AS complete,
    coalesce(sum(people), 0)::DOUBLE AS person_minutes,
    (count(*) FILTER (people > 0))::INTEGER AS in_use,
    min(people) AS least,
    max(people::BIGINT * 8589934592 + (4294967295 - minute) * 2 + is_complete::INTEGER) AS best,
    bool_or(is_estimated AND people IS NOT NULL)::INTEGER AS is_estimated,
    max(upper_bound) AS upper_bound
  FROM room_minutes
  GROUP BY segment
)`

const countByPeople = `
SELECT people, count(*)::INTEGER AS minutes FROM room_minutes
WHERE people > 0 GROUP BY people ORDER BY people`

// A gap lies between a known minute, or the minute before the period, and the next known minute, or the end of the
// period.
const findGaps = `
SELECT minute + 1 AS start, next AS stop, (count(*) OVER ())::INTEGER AS total
FROM (
  SELECT minute, lead(minute) OVER (ORDER BY minute) AS next
  FROM (
    SELECT minute FROM room_minutes WHERE people IS NOT NULL AND minute < $end
    UNION ALL SELECT unnest([$from - 1, $end])
  )
)
WHERE next > minute + 1
ORDER BY minute
LIMIT $most`

/** Reads the minutes of a room into the temporary table that the other functions query. */
export function loadMinutes(
  session: QuerySession,
  {
    files,
    room,
    range,
    calendar,
  }: {
    files: readonly string[]
    /** As in the files (`storedId`). */
    room: string
    range: MinuteRange
    calendar: Calendar
  },
): Promise<void> {
  const { segments } = calendar
  const first = segments[0]?.from ?? range.from
  const length = slotLength(segments)
  const slots = segments.flatMap((segment) =>
    Array.from({ length: Math.ceil((segment.to - segment.from) / length) }, () => segment),
  )
  return session.run(createTable, {
    files,
    room,
    ...range,
    first,
    length,
    // Binding thousands of numbers as a list takes ten times as long.
    starts: slots.map(({ from }) => from).join(),
    days: slots.map(({ day }) => day).join(),
  })
}

/** Returns the largest slot length, in minutes, with which each segment begins at the start of a slot; usually 15. */
function slotLength(segments: Calendar['segments']): number {
  const first = segments[0]?.from ?? 0
  const length = segments.reduce((one, { from }) => greatestDivisor(one, from - first), 0)
  return length === 0 ? minutesPerDay : length
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other)
}

/** Aggregates the minutes that `loadMinutes` has read. */
export async function sumMinutes(session: QuerySession): Promise<MinuteSums> {
  const sums = await session.read(sumSegments)
  const days = await readDayFigures(session)
  const tally = await session.read(countByPeople)
  const minutes = tally.numbers('minutes')
  return {
    segments: toSegments(sums),
    ...days,
    minutesByPeople: tally.numbers('people').map((people, row) => [people ?? 0, minutes[row] ?? 0]),
  }
}

/**
 * Returns the first `most` unknown periods between two minutes, in chronological order, and the total number of
 * periods.
 */
export async function findMinuteGaps(
  session: QuerySession,
  { from, to }: MinuteRange,
  most: number,
): Promise<{ gaps: MinuteRange[]; total: number }> {
  if (from >= to) return { gaps: [], total: 0 }
  const rows = await session.read(findGaps, { from, end: to, most })
  const stops = rows.numbers('stop')
  const gaps = rows
    .numbers('start')
    .map((start, row) => ({ from: start ?? 0, to: stops[row] ?? 0 }))
  return { gaps, total: rows.numbers('total')[0] ?? 0 }
}

const minuteValues = `
SELECT ${unixMinute('minute')} AS unix_minute, people, upper_bound
FROM read_parquet($files, hive_partitioning = false)
WHERE room_id = $room AND ${isInRange('minute')}`

/** Returns the minutes of a room, in no particular order. `room` is the ID as in the files (`storedId`). */
export async function readMinuteValues(
  session: QuerySession,
  { files, room, range }: { files: readonly string[]; room: string; range: MinuteRange },
): Promise<{ minute: UnixMinute; people: number | null; upperBound: number | null }[]> {
  const rows = await session.read(minuteValues, { files, room, ...range })
  const people = rows.numbers('people')
  const upperBound = rows.numbers('upper_bound')
  return rows.numbers('unix_minute').map((minute, row) => ({
    minute: minute ?? 0,
    people: people[row] ?? null,
    upperBound: upperBound[row] ?? null,
  }))
}

/** Columns that the queries of minutes and of hours both return. */
export const sumColumns = [
  'known',
  'complete',
  'person_minutes',
  'in_use',
  'least',
  'peak',
] as const

function toSegments(columns: Columns): Map<UnixMinute, PartSums> {
  const names = [
    ...sumColumns,
    'peak_at',
    'is_peak_complete',
    'is_estimated',
    'upper_bound',
  ] as const
  const read = readCells(names, (name) => columns.numbers(name))
  const at = (name: (typeof names)[number], row: number) => read(name, row) ?? null
  const count = (name: (typeof names)[number], row: number) => read(name, row) ?? 0
  const segments = new Map<UnixMinute, PartSums>()
  for (const [row, segment] of columns.numbers('segment').entries()) {
    segments.set(segment ?? 0, {
      known: count('known', row),
      complete: count('complete', row),
      personMinutes: count('person_minutes', row),
      inUse: count('in_use', row),
      min: at('least', row),
      // The peak can be null although the upper bound is not: minutes with an unknown number of people can have an
      // upper bound.
      peak:
        at('peak', row) === null
          ? null
          : {
              people: count('peak', row),
              at: count('peak_at', row),
              isComplete: at('is_peak_complete', row) === 1,
            },
      upperBound: at('upper_bound', row),
      isEstimated: at('is_estimated', row) === 1,
    })
  }
  return segments
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
