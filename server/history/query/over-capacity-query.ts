import {
  maxOverCapacityEvents,
  type OverCapacity,
  type OverCapacityEvent,
} from '#src/contract/insights.ts'
import { minuteMs, type MinuteRange } from '#src/domain/history/minutes.ts'
import { joinOverMinutes, type OverMinute } from '#src/domain/insights/over-capacity.ts'
import { storedId } from '#server/history/files/parquet-table.ts'
import type { GroupRoom, PlaceQuery } from '#server/history/protocol.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { hasHourlyWindows } from './hourly-windows.ts'
import { isInRange, unixMinute } from './minute-query.ts'
import { listPlaceFiles } from './place-hours.ts'
import { withholdSmallRooms, type PrivacyRules } from './moments-input.ts'

type LimitedRoom = GroupRoom & { capacity: number }

const joinRooms = `JOIN (
  SELECT unnest($rooms) AS room_id, unnest($indexes) AS room_index, unnest($capacities) AS capacity
) USING (room_id)`

const readRooms = `
SELECT DISTINCT room_index
FROM read_parquet($files, hive_partitioning = false)
${joinRooms}
WHERE ${isInRange('hour')} AND peak > capacity`

const readMinutes = `
SELECT room_index, ${unixMinute('minute')} AS unix_minute, people,
  (sensors_reported >= sensors_expected)::INTEGER AS is_complete
FROM read_parquet($files, hive_partitioning = false)
${joinRooms}
WHERE ${isInRange('minute')} AND people > capacity
ORDER BY room_index, unix_minute`

/** Lists when rooms had more people than their capacity. docs/metrics.md defines an event. */
export async function queryOverCapacity(
  session: QuerySession,
  view: HistoryView,
  query: PlaceQuery,
  { keepsSmallRooms }: Pick<PrivacyRules, 'keepsSmallRooms'>,
): Promise<OverCapacity> {
  const { range } = query
  const { groups, withheldRooms } = withholdSmallRooms(query, view.snapshots, keepsSmallRooms)
  const limited = groups.flatMap(({ rooms }) => rooms.filter(isLimited))
  const rooms = await findExceededRooms(session, view, limited, range)
  const found = (await readOverMinutes(session, view, rooms, range)).flatMap((minutes, index) => {
    const { id: room = '', capacity = 0 } = rooms[index] ?? {}
    return joinOverMinutes(minutes).map((period) => ({ ...period, room, capacity }))
  })
  const listed = found
    .toSorted((one, other) => other.from - one.from || (one.room < other.room ? -1 : 1))
    .slice(0, maxOverCapacityEvents)
  const events: OverCapacityEvent[] = []
  for (const { room, from, to, people, capacity, isComplete } of listed) {
    events.push({
      room,
      from: from * minuteMs,
      to: to * minuteMs,
      people,
      capacity,
      complete: isComplete,
      estimated: await hasHourlyWindows(view, room, { from, to }),
    })
  }
  return {
    from: range.from * minuteMs,
    to: range.to * minuteMs,
    withheldRooms,
    events,
    more: Math.max(0, found.length - maxOverCapacityEvents),
  }
}

const isLimited = (room: GroupRoom): room is LimitedRoom => room.capacity !== null

/** Returns the rooms that exceed their capacity in an hour that overlaps with the range. */
async function findExceededRooms(
  session: QuerySession,
  view: HistoryView,
  rooms: readonly LimitedRoom[],
  range: MinuteRange,
): Promise<LimitedRoom[]> {
  const around = { from: range.from - 60, to: range.to }
  const files = await listPlaceFiles(view, 'room-hours', { groups: [{ rooms }], range: around })
  if (files.length === 0 || rooms.length === 0) return []
  const exceeded = new Set<number>()
  await session.scan(readRooms, { files, ...toParameters(rooms), ...around }, (read, rows) => {
    for (let row = 0; row < rows; row += 1) exceeded.add(read(0, row))
  })
  return rooms.filter((_, index) => exceeded.has(index))
}

/** Returns the minutes over capacity of each room, in order. */
async function readOverMinutes(
  session: QuerySession,
  view: HistoryView,
  rooms: readonly LimitedRoom[],
  range: MinuteRange,
): Promise<OverMinute[][]> {
  const minutes = rooms.map((): OverMinute[] => [])
  const files = await listPlaceFiles(view, 'room-minutes', { groups: [{ rooms }], range })
  if (files.length === 0 || rooms.length === 0) return minutes
  await session.scan(readMinutes, { files, ...toParameters(rooms), ...range }, (read, rows) => {
    for (let row = 0; row < rows; row += 1) {
      const isComplete = read(3, row) === 1
      minutes[read(0, row)]?.push({ at: read(1, row), people: read(2, row), isComplete })
    }
  })
  return minutes
}

const toParameters = (rooms: readonly LimitedRoom[]) => ({
  rooms: rooms.map(({ id }) => storedId(id)),
  indexes: rooms.map((_, index) => index),
  capacities: rooms.map(({ capacity }) => capacity),
})
