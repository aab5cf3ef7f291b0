import type { PlaceHour, PlaceHours } from '#src/contract/insights.ts'
import { minuteMs, type MinuteRange, type UnixMinute } from '#src/domain/history/minutes.ts'
import { isOpenHour } from '#src/domain/history/opening-hours.ts'
import { localHours, type LocalHour } from '#src/domain/history/room-hours.ts'
import { dayStart, type DayKind } from '#server/history/files/layout.ts'
import { storedId } from '#server/history/files/parquet-table.ts'
import type { GroupRoom, PlaceQuery, RoomGroup } from '#server/history/protocol.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { isInRange, unixMinute } from './minute-query.ts'

export type QueriedHour = LocalHour & {
  /** Whether the hour is within opening hours. */
  isOpen: boolean
  /** Number of minutes of the hour up to now. */
  minutes: number
}

/** Returns the local hours of a group that begin in the range, in order. */
export function listHours(
  { range, now }: Pick<PlaceQuery, 'range' | 'now'>,
  { timeZone, opening }: RoomGroup,
): QueriedHour[] {
  return localHours(range.from, range.to, timeZone)
    .filter(({ from }) => from >= range.from)
    .map((hour) => ({
      ...hour,
      isOpen: isOpenHour(hour, opening),
      minutes: Math.min(hour.to, now) - hour.from,
    }))
}

/** Returns whether the files of two UTC days contain parts of an hour. */
export function isDivided({ from, to }: LocalHour): boolean {
  return dayStart(from) !== dayStart(to - 1)
}

/** Number of rooms up to which only the files of their buildings are read. */
const fewRooms = 100

/**
 * Returns the paths of the files that contain rooms on the UTC days in a range; for many rooms, those of all buildings.
 */
export async function listPlaceFiles(
  view: HistoryView,
  kind: DayKind,
  { groups, range }: { groups: readonly Pick<RoomGroup, 'rooms'>[]; range: MinuteRange },
): Promise<string[]> {
  // An hour that begins in the range can end on the next day.
  const days = kind === 'room-hours' ? { from: range.from, to: range.to + 60 } : range
  const rooms = groups.flatMap((group) => group.rooms)
  if (rooms.length > fewRooms) return view.allFiles(kind, days)
  const files = await Promise.all(rooms.map(({ id }) => view.files(kind, id, days)))
  return [...new Set(files.flat())]
}

/** The SQL condition for the hours of rooms. */
export const isQueriedHour = `room_id IN (SELECT unnest($rooms)) AND ${isInRange('hour')}`

export const storedRooms = (rooms: readonly GroupRoom[]) => rooms.map(({ id }) => storedId(id))

const readHours = `
SELECT room_id, ${unixMinute('hour')} AS start, minutes, complete_minutes, person_minutes
FROM read_parquet($files, hive_partitioning = false)
WHERE ${isQueriedHour}`

const sumHours = `
SELECT start, sum(minutes)::INTEGER AS known, sum(complete_minutes)::INTEGER AS complete,
  sum(person_minutes / minutes)::DOUBLE AS people
FROM (${readHours}) WHERE start NOT IN (SELECT unnest($joined))
GROUP BY start`

// The average of a room needs the sums over all parts of an hour.
const sumJoinedHours = `
SELECT start, sum(minutes)::INTEGER AS known, sum(complete_minutes)::INTEGER AS complete,
  sum(person_minutes / minutes)::DOUBLE AS people
FROM (
  SELECT room_id, first AS start, sum(minutes) AS minutes,
    sum(complete_minutes) AS complete_minutes, sum(person_minutes) AS person_minutes
  FROM (${readHours})
  JOIN (SELECT unnest($joined) AS start, unnest($firsts) AS first) USING (start)
  GROUP BY room_id, first
)
GROUP BY start`

/** Sums over the rooms in one hour of a local day. */
type HourSums = Pick<PlaceHour, 'date' | 'weekday' | 'hour' | 'isOpen'> & {
  /** Number of rooms for which this hour begins in the range, and the number of its minutes up to now. */
  rooms: number
  minutes: number
  known: number
  complete: number
  people: number
}

/** Computes how many people were in a place in each local hour. docs/metrics.md defines the figure. */
export async function queryPlaceHours(
  session: QuerySession,
  view: HistoryView,
  query: PlaceQuery,
): Promise<PlaceHours> {
  const sums = new Map<string, HourSums>()
  const files = await listPlaceFiles(view, 'room-hours', query)
  for (const group of query.groups) await addGroup(session, { files, query, group }, sums)
  const rooms = query.groups.reduce((count, group) => count + group.rooms.length, 0)
  return {
    from: query.range.from * minuteMs,
    to: query.range.to * minuteMs,
    rooms,
    hours: [...sums]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([, hour]) => hour)
      .filter((hour) => 2 * hour.rooms >= rooms)
      .map((hour) => toPlaceHour(hour, rooms)),
  }
}

/** Returns an hour of a place. Rooms for which the hour is not in the range are unknown. */
function toPlaceHour(
  { date, weekday, hour, isOpen, minutes, known, complete, people }: HourSums,
  rooms: number,
): PlaceHour {
  const roomMinutes = rooms * minutes
  return {
    date,
    weekday,
    hour,
    isOpen,
    roomMinutes,
    knownMinutes: known,
    completeMinutes: complete,
    people: 2 * known < roomMinutes ? null : Math.round(people * 1_000) / 1_000,
  }
}

type GroupQuery = { files: readonly string[]; query: PlaceQuery; group: RoomGroup }

/** Adds the rooms of a group to the sums, which are by local date and hour. */
async function addGroup(
  session: QuerySession,
  { files, query, group }: GroupQuery,
  sums: Map<string, HourSums>,
): Promise<void> {
  const { rooms } = group
  const hours = listHours(query, group)
  /** The hours of each entry: two if the clock repeats the hour. */
  const entries = new Map<string, QueriedHour[]>()
  for (const hour of hours) {
    const key = `${hour.date} ${String(hour.hour).padStart(2, '0')}`
    entries.set(key, [...(entries.get(key) ?? []), hour])
  }
  const found = await readSums(session, { files, query, group }, [...entries.values()])
  for (const [key, [first, ...repeated]] of entries) {
    if (first === undefined) continue
    const { date, weekday, hour, isOpen, from } = first
    const minutes = repeated.reduce((sum, one) => sum + one.minutes, first.minutes)
    const own = found.get(from)
    const known = sums.get(key)
    sums.set(key, {
      date,
      weekday,
      hour,
      isOpen: isOpen || known?.isOpen === true,
      rooms: rooms.length + (known?.rooms ?? 0),
      minutes: Math.max(minutes, known?.minutes ?? 0),
      known: (own?.known ?? 0) + (known?.known ?? 0),
      complete: (own?.complete ?? 0) + (known?.complete ?? 0),
      people: (own?.people ?? 0) + (known?.people ?? 0),
    })
  }
}

/** Returns the sums of each entry, by the beginning of its first hour. */
async function readSums(
  session: QuerySession,
  { files, query, group }: GroupQuery,
  entries: readonly (readonly QueriedHour[])[],
) {
  const sums = new Map<UnixMinute, Pick<HourSums, 'known' | 'complete' | 'people'>>()
  if (files.length === 0 || group.rooms.length === 0) return sums
  const parameters = { files, rooms: storedRooms(group.rooms), ...query.range }
  const joined = entries
    .filter((hours) => hours.length > 1 || hours.some(isDivided))
    .flatMap((hours) => hours.map(({ from }) => ({ from, first: hours[0]?.from ?? from })))
  const starts = joined.map(({ from }) => from)
  const read = async (sql: string, more: Record<string, number | readonly number[]>) => {
    const rows = await session.read(sql, { ...parameters, ...more })
    const [known, complete, people] = ['known', 'complete', 'people'].map(rows.numbers)
    for (const [row, start] of rows.numbers('start').entries()) {
      sums.set(start ?? 0, {
        known: known?.[row] ?? 0,
        complete: complete?.[row] ?? 0,
        people: people?.[row] ?? 0,
      })
    }
  }
  await read(sumHours, { joined: starts })
  if (joined.length === 0) return sums
  await read(sumJoinedHours, {
    joined: starts,
    firsts: joined.map(({ first }) => first),
    // Lets DuckDB skip other parts of files.
    from: Math.min(...starts),
    to: Math.max(...starts) + 1,
  })
  return sums
}
