import type { MinuteRange, UnixMinute } from '#src/domain/history/minutes.ts'
import { readCells } from '#server/history/read-cells.ts'
import type { QuerySession } from './duckdb.ts'
import { isInRange, noSums, unixMinute, type PartSums } from './minute-query.ts'

/** The roll-ups of a room. They contain no times within an hour: `peak.at` is the beginning of the hour. */
export type HourSums = {
  /** Sums by first minute of the local hour. */
  hours: ReadonlyMap<UnixMinute, PartSums>
  /** Entries in ascending order of people, for 1 person and more. */
  minutesByPeople: (readonly [people: number, minutes: number])[]
}

const createTable = `
CREATE TEMP TABLE room_hours AS
SELECT ${unixMinute('hour')} AS start, minutes, complete_minutes, person_minutes, peak,
  minutes_in_use, minutes_by_people
FROM read_parquet($files, hive_partitioning = false)
WHERE room_id = $room AND ${isInRange('hour')}`

// An hour that spans two UTC days has two rows, so the query adds them up.
const sumHours = `
SELECT start,
  sum(minutes)::INTEGER AS known,
  sum(complete_minutes)::INTEGER AS complete,
  sum(person_minutes)::DOUBLE AS person_minutes,
  sum(minutes_in_use)::INTEGER AS in_use,
  min(CASE WHEN minutes > minutes_in_use THEN 0 ELSE list_min(map_keys(minutes_by_people)) END)
    AS least,
  max(peak) AS peak
FROM room_hours GROUP BY start`

const sumColumns = ['known', 'complete', 'person_minutes', 'in_use', 'least', 'peak'] as const

const countByPeople = `
SELECT entry.key AS people, sum(entry.value)::INTEGER AS minutes
FROM (SELECT unnest(map_entries(minutes_by_people)) AS entry FROM room_hours)
GROUP BY people ORDER BY people`

/** Reads the roll-ups of a room's hours that begin in a range. */
export async function queryHours(
  session: QuerySession,
  { files, room, range }: { files: readonly string[]; room: string; range: MinuteRange },
): Promise<HourSums> {
  if (files.length === 0 || range.from >= range.to) return { hours: new Map(), minutesByPeople: [] }
  await session.run(createTable, { files, room, ...range })
  const columns = await session.read(sumHours)
  const tally = await session.read(countByPeople)
  const read = readCells(sumColumns, (name) => columns.numbers(name))
  const hours = new Map<UnixMinute, PartSums>()
  for (const [row, start] of columns.numbers('start').entries()) {
    const at = start ?? 0
    const sums = {
      ...noSums,
      known: read('known', row) ?? 0,
      complete: read('complete', row) ?? 0,
      personMinutes: read('person_minutes', row) ?? 0,
      inUse: read('in_use', row) ?? 0,
      min: read('least', row) ?? null,
    }
    const people = read('peak', row) ?? null
    const isComplete = sums.known === sums.complete
    hours.set(at, { ...sums, peak: people === null ? null : { people, at, isComplete } })
  }
  const minutes = tally.numbers('minutes')
  return {
    hours,
    minutesByPeople: tally.numbers('people').map((people, row) => [people ?? 0, minutes[row] ?? 0]),
  }
}
