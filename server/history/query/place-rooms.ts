import type { RoomInsight, RoomInsights } from '#src/contract/insights.ts'
import { minuteMs } from '#src/domain/history/minutes.ts'
import { minimumKnownMinutes } from '#src/domain/history/room-hours.ts'
import { storedId } from '#server/history/files/parquet-table.ts'
import type { PlaceRoomsQuery, RoomGroup } from '#server/history/protocol.ts'
import { readCells } from '#server/history/read-cells.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { unixMinute } from './minute-query.ts'
import {
  isDivided,
  isQueriedHour,
  listHours,
  listPlaceFiles,
  storedRooms,
  type QueriedHour,
} from './place-hours.ts'

type Sums = Omit<RoomInsight, 'room' | 'timeZone' | 'openHours' | 'minutes' | 'openMinutes'>

// The statements do not copy the files to a temporary table, because the hours of a large estate do not fit in memory.
const readHours = (isLimited: boolean) => `
SELECT room_id, ${unixMinute('hour')} AS start, minutes, complete_minutes, person_minutes, peak,
  minutes_in_use
FROM read_parquet($files, hive_partitioning = false)
WHERE ${isQueriedHour}
  ${isLimited ? `AND ${unixMinute('hour')} IN (SELECT unnest($hours))` : ''}`

// Only hours that UTC midnight divides have two rows. To group all hours by room would take too much memory.
const wholeHours = (isLimited: boolean) => `
SELECT * FROM (${readHours(isLimited)}) WHERE start NOT IN (SELECT unnest($divided))
UNION ALL
SELECT room_id, start, sum(minutes), sum(complete_minutes), sum(person_minutes), max(peak),
  sum(minutes_in_use)
FROM (${readHours(isLimited)}) WHERE start IN (SELECT unnest($divided))
GROUP BY room_id, start`

const sumRooms = (hours: string) => `
SELECT room_id,
  sum(minutes)::INTEGER AS known,
  sum(complete_minutes)::INTEGER AS complete,
  max(peak) AS peak,
  coalesce(sum(minutes) FILTER (is_open), 0)::INTEGER AS open_known,
  coalesce(sum(complete_minutes) FILTER (is_open), 0)::INTEGER AS open_complete,
  (count(*) FILTER (is_used OR (is_open AND minutes >= $minimum)))::INTEGER AS known_hours,
  (count(*) FILTER (is_used))::INTEGER AS used_hours,
  coalesce(sum(minutes_in_use) FILTER (is_used), 0)::INTEGER AS in_use,
  coalesce(sum(person_minutes) FILTER (is_used), 0)::DOUBLE AS person_minutes
FROM (
  SELECT *, is_open AND minutes_in_use >= $used AS is_used
  FROM (SELECT *, start IN (SELECT unnest($openHours)) AS is_open FROM (${hours}))
)
GROUP BY room_id`

const sumColumns = [
  'known',
  'complete',
  'peak',
  'open_known',
  'open_complete',
  'known_hours',
  'used_hours',
  'in_use',
  'person_minutes',
] as const

const countByPeople = `
SELECT room_id, entry.key AS people, sum(entry.value)::INTEGER AS minutes
FROM (
  SELECT room_id, unnest(map_entries(minutes_by_people)) AS entry
  FROM read_parquet($files, hive_partitioning = false)
  WHERE ${isQueriedHour} AND minutes_in_use > 0
    AND ${unixMinute('hour')} IN (SELECT unnest($openHours))
)
GROUP BY room_id, people
ORDER BY room_id, people`

/** Computes the figures of rooms from the hours that begin in a range. docs/metrics.md defines each figure. */
export async function queryPlaceRooms(
  session: QuerySession,
  view: HistoryView,
  query: PlaceRoomsQuery,
): Promise<RoomInsights> {
  const { groups, range, usedFromMinutes, weekday, hour } = query
  const files = await listPlaceFiles(view, 'room-hours', query)
  const rooms: RoomInsight[] = []
  for (const group of groups) {
    const hours = listHours(query, group).filter(
      (one) => one.weekday === (weekday ?? one.weekday) && one.hour === (hour ?? one.hour),
    )
    const open = hours.filter(({ isOpen }) => isOpen)
    const sums = await sumGroup(session, { files, query, group, hours })
    for (const { id } of group.rooms) {
      rooms.push({
        room: id,
        timeZone: group.timeZone,
        openHours: open.length,
        minutes: countMinutes(hours),
        openMinutes: countMinutes(open),
        ...(sums.get(storedId(id)) ?? noSums),
      })
    }
  }
  return { from: range.from * minuteMs, to: range.to * minuteMs, usedFromMinutes, rooms }
}

const countMinutes = (hours: readonly QueriedHour[]) =>
  hours.reduce((sum, { minutes }) => sum + minutes, 0)

type GroupQuery = {
  files: readonly string[]
  query: PlaceRoomsQuery
  group: RoomGroup
  hours: readonly QueriedHour[]
}

/** Returns the sums of rooms that have a known minute, by their IDs in the files. */
async function sumGroup(
  session: QuerySession,
  { files, query, group, hours }: GroupQuery,
): Promise<Map<string, Sums>> {
  if (files.length === 0 || group.rooms.length === 0 || hours.length === 0) return new Map()
  const openHours = hours.filter(({ isOpen }) => isOpen).map(({ from }) => from)
  const parameters = { files, rooms: storedRooms(group.rooms), ...query.range, openHours }
  const divided = hours.filter(isDivided).map(({ from }) => from)
  const isAnyDivided = divided.length > 0
  const isLimited = query.weekday !== null || query.hour !== null
  const rows = await session.read(sumRooms((isAnyDivided ? wholeHours : readHours)(isLimited)), {
    ...parameters,
    ...(isLimited && { hours: hours.map(({ from }) => from) }),
    ...(isAnyDivided && { divided }),
    minimum: minimumKnownMinutes,
    used: query.usedFromMinutes,
  })
  const read = readCells(sumColumns, (name) => rows.numbers(name))
  const count = (name: (typeof sumColumns)[number], row: number) => read(name, row) ?? 0
  const sums = new Map(
    rows.texts('room_id').map((room, row): [string, Sums] => [
      room,
      {
        knownHours: count('known_hours', row),
        usedHours: count('used_hours', row),
        knownMinutes: count('known', row),
        completeMinutes: count('complete', row),
        knownOpenMinutes: count('open_known', row),
        completeOpenMinutes: count('open_complete', row),
        minutesInUse: count('in_use', row),
        personMinutes: count('person_minutes', row),
        peak: read('peak', row) ?? null,
        minutesByPeople: [],
      },
    ]),
  )
  if (openHours.length === 0) return sums
  const tally = await session.read(countByPeople, parameters)
  const people = tally.numbers('people')
  const minutes = tally.numbers('minutes')
  for (const [row, room] of tally.texts('room_id').entries()) {
    sums.get(room)?.minutesByPeople.push([people[row] ?? 0, minutes[row] ?? 0])
  }
  return sums
}

const noSums: Sums = {
  knownHours: 0,
  usedHours: 0,
  knownMinutes: 0,
  completeMinutes: 0,
  knownOpenMinutes: 0,
  completeOpenMinutes: 0,
  minutesInUse: 0,
  personMinutes: 0,
  peak: null,
  minutesByPeople: [],
}
