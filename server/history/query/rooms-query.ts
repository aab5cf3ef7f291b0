import type { RoomsHistory } from '#src/contract/history.ts'
import { minuteMs, type MinuteRange } from '#src/domain/history/minutes.ts'
import { countMinutes, openRanges } from '#src/domain/history/opening-hours.ts'
import { localHours } from '#src/domain/history/room-hours.ts'
import { storedId } from '#server/history/files/parquet-table.ts'
import type { RoomsQuery } from '#server/history/protocol.ts'
import { readCells } from '#server/history/read-cells.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { isInRange, unixMinute } from './minute-query.ts'

type Group = RoomsHistory['groups'][number]
type Sums = Omit<Group['rooms'][number], 'room'>

// The statements do not copy the files to a temporary table, because the hours of a large estate do not fit in memory.
const roomHours = `
FROM read_parquet($files, hive_partitioning = false)
WHERE room_id IN (SELECT unnest($rooms)) AND ${isInRange('hour')}`

const sumRooms = `
SELECT room_id,
  sum(minutes)::INTEGER AS known,
  sum(complete_minutes)::INTEGER AS complete,
  sum(minutes_in_use)::INTEGER AS in_use,
  sum(person_minutes)::DOUBLE AS person_minutes,
  max(peak) AS peak,
  coalesce(sum(minutes) FILTER (is_open), 0)::INTEGER AS open_known,
  coalesce(sum(complete_minutes) FILTER (is_open), 0)::INTEGER AS open_complete,
  coalesce(sum(minutes_in_use) FILTER (is_open), 0)::INTEGER AS open_in_use,
  coalesce(sum(person_minutes) FILTER (is_open), 0)::DOUBLE AS open_person_minutes
FROM (SELECT *, ${unixMinute('hour')} IN (SELECT unnest($openHours)) AS is_open ${roomHours})
GROUP BY room_id`

const sumColumns = [
  'known',
  'complete',
  'in_use',
  'person_minutes',
  'peak',
  'open_known',
  'open_complete',
  'open_in_use',
  'open_person_minutes',
] as const

const countByPeople = `
SELECT room_id, entry.key AS people, sum(entry.value)::INTEGER AS minutes
FROM (SELECT room_id, unnest(map_entries(minutes_by_people)) AS entry ${roomHours})
GROUP BY room_id, people
ORDER BY room_id, people`

/**
 * Computes the figures of rooms from the roll-ups of the hours that begin in a range. docs/metrics.md defines each
 * figure. A room without a known minute has sums of 0 and no peak.
 */
export async function queryRooms(
  session: QuerySession,
  view: HistoryView,
  { groups, range }: RoomsQuery,
): Promise<RoomsHistory> {
  const files = await view.allFiles('room-hours', range)
  const answered: Group[] = []
  for (const { timeZone, opening, rooms } of groups) {
    const open = openRanges(range, timeZone, opening)
    const openHours = localHours(range.from, range.to, timeZone)
      .map(({ from }) => from)
      .filter((hour) => open.some(({ from, to }) => hour >= from && hour < to))
    const sums = await sumGroup(session, { files, rooms, range, openHours })
    answered.push({
      timeZone,
      minutes: range.to - range.from,
      openMinutes: countMinutes(open),
      rooms: rooms.map((room) => ({ room, ...(sums.get(storedId(room)) ?? noSums) })),
    })
  }
  return { from: range.from * minuteMs, to: range.to * minuteMs, groups: answered }
}

type GroupHours = {
  files: readonly string[]
  rooms: readonly string[]
  range: MinuteRange
  /** First minutes of the hours within opening hours. */
  openHours: readonly number[]
}

/** Returns the sums of rooms that have a known minute, by their IDs in the files. */
async function sumGroup(
  session: QuerySession,
  { files, rooms, range, openHours }: GroupHours,
): Promise<Map<string, Sums>> {
  if (files.length === 0 || rooms.length === 0) return new Map()
  const parameters = { files, rooms: rooms.map(storedId), ...range }
  const rows = await session.read(sumRooms, { ...parameters, openHours })
  const read = readCells(sumColumns, (name) => rows.numbers(name))
  const count = (name: (typeof sumColumns)[number], row: number) => read(name, row) ?? 0
  const sums = new Map(
    rows.texts('room_id').map((room, row): [string, Sums] => [
      room,
      {
        knownMinutes: count('known', row),
        completeMinutes: count('complete', row),
        minutesInUse: count('in_use', row),
        personMinutes: count('person_minutes', row),
        peak: read('peak', row) ?? null,
        knownOpenMinutes: count('open_known', row),
        completeOpenMinutes: count('open_complete', row),
        openMinutesInUse: count('open_in_use', row),
        openPersonMinutes: count('open_person_minutes', row),
        minutesByPeople: [],
      },
    ]),
  )
  const tally = await session.read(countByPeople, parameters)
  const people = tally.numbers('people')
  const minutes = tally.numbers('minutes')
  for (const [row, room] of tally.texts('room_id').entries()) {
    sums.get(room)?.minutesByPeople.push([people[row] ?? 0, minutes[row] ?? 0])
  }
  return sums
}

const noSums: Sums = {
  knownMinutes: 0,
  completeMinutes: 0,
  minutesInUse: 0,
  personMinutes: 0,
  peak: null,
  knownOpenMinutes: 0,
  completeOpenMinutes: 0,
  openMinutesInUse: 0,
  openPersonMinutes: 0,
  minutesByPeople: [],
}
