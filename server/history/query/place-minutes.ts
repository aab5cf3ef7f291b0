import type { PlaceMinutes, RoomRuns } from '#src/contract/place-minutes.ts'
import {
  longestMinuteRange,
  minuteMs,
  provisionalMinutes,
  smallRoomMinutes,
  type MinuteRange,
} from '#src/domain/history/minutes.ts'
import { storedId } from '#server/history/files/parquet-table.ts'
import { unite } from '#server/history/files/minute-ranges.ts'
import type { GroupRoom, PlaceQuery } from '#server/history/protocol.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { isInRange, unixMinute } from './minute-query.ts'
import { createSmallRoomCheck, type PrivacyRules } from './moments-input.ts'
import { listHourlyWindows } from './hourly-windows.ts'
import { listPlaceFiles } from './place-hours.ts'

/** Number of rooms that are read at a time: the minutes of a day of 1,000 rooms take 17 MB. */
const roomsPerBatch = 1_000

const readMinutes = `
SELECT room_index, ${unixMinute('minute')} - $from::INTEGER AS index, coalesce(people, -1) AS people,
  sensors_reported::INTEGER AS reported, sensors_expected::INTEGER AS expected
FROM read_parquet($files, hive_partitioning = false)
JOIN (SELECT unnest($rooms) AS room_id, unnest($indexes) AS room_index) USING (room_id)
WHERE ${isInRange('minute')}`

/**
 * Reads the people in each room in each minute of a range. Minutes of small rooms are withheld as in the history of a
 * room. Minutes in which Butlr allowed only hourly windows are unknown.
 */
export async function queryPlaceMinutes(
  session: QuerySession,
  view: HistoryView,
  query: PlaceQuery,
  { keepsSmallRooms, latestNow }: PrivacyRules,
): Promise<PlaceMinutes> {
  const { range, now } = query
  const isSmall = createSmallRoomCheck(view.snapshots, keepsSmallRooms)
  const isOld =
    range.to - range.from > longestMinuteRange || range.from < latestNow - smallRoomMinutes
  const listed = query.groups.flatMap((group) => group.rooms)
  const withheld = isOld ? listed.filter(isSmall) : []
  const rooms = isOld ? listed.filter((room) => !isSmall(room)) : listed
  const hourly = await listHourlyWindows(view, rooms, range)
  const runs: RoomRuns[] = []
  for (let first = 0; first < rooms.length; first += roomsPerBatch) {
    const batch = rooms.slice(first, first + roomsPerBatch)
    runs.push(...(await readRuns(session, view, { rooms: batch, range, hourly })))
  }
  const provisionalFrom = Math.max(now - provisionalMinutes, range.from)
  return {
    from: range.from * minuteMs,
    to: range.to * minuteMs,
    provisionalFrom: provisionalFrom < range.to ? provisionalFrom * minuteMs : null,
    withheldRooms: withheld.map(({ id }) => id),
    hourly: unite([...hourly.values()].flat(), []).map(({ from, to }) => ({
      from: from * minuteMs,
      to: to * minuteMs,
    })),
    rooms: runs,
  }
}

type RunsQuery = {
  rooms: readonly GroupRoom[]
  range: MinuteRange
  hourly: ReadonlyMap<string, readonly MinuteRange[]>
}

async function readRuns(
  session: QuerySession,
  view: HistoryView,
  { rooms, range, hourly }: RunsQuery,
): Promise<RoomRuns[]> {
  const length = range.to - range.from
  const people = new Int32Array(rooms.length * length).fill(-1)
  const reported = new Int32Array(rooms.length * length)
  const expected = new Int32Array(rooms.length * length)
  const files = await listPlaceFiles(view, 'room-minutes', { groups: [{ rooms }], range })
  if (files.length > 0) {
    const parameters = {
      files,
      rooms: rooms.map(({ id }) => storedId(id)),
      indexes: rooms.map((_, index) => index),
      ...range,
    }
    await session.scan(readMinutes, parameters, (read, rows) => {
      for (let row = 0; row < rows; row += 1) {
        const at = read(0, row) * length + read(1, row)
        people[at] = read(2, row)
        reported[at] = read(3, row)
        expected[at] = read(4, row)
      }
    })
  }
  return rooms.map(({ id }, index) => {
    const first = index * length
    for (const { from, to } of hourly.get(id) ?? []) {
      people.fill(-1, first + from - range.from, first + to - range.from)
    }
    return toRuns(
      id,
      [people, reported, expected].map((column) => column.subarray(first, first + length)),
    )
  })
}

/** Joins successive minutes with the same values. */
function toRuns(room: string, columns: readonly Int32Array[]): RoomRuns {
  const [people, reported, expected] = columns
  const runs: RoomRuns = { room, minutes: [], people: [], reported: [], expected: [] }
  const length = people?.length ?? 0
  for (let from = 0, to = 1; from < length; from = to, to += 1) {
    while (to < length && columns.every((column) => column[to] === column[from])) to += 1
    const count = people?.[from] ?? -1
    runs.minutes.push(to - from)
    runs.people.push(count < 0 ? null : count)
    runs.reported.push(reported?.[from] ?? 0)
    runs.expected.push(expected?.[from] ?? 0)
  }
  return runs
}
