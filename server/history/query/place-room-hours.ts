import type { PlaceRoomHours } from '#src/contract/insights.ts'
import { minuteMs } from '#src/domain/history/minutes.ts'
import type { PlaceQuery } from '#server/history/protocol.ts'
import { storedId } from '#server/history/files/parquet-table.ts'
import { readCells } from '#server/history/read-cells.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { unixMinute } from './minute-query.ts'
import { withholdSmallRooms, type PrivacyRules } from './moments-input.ts'
import { isQueriedHour, listPlaceFiles } from './place-hours.ts'

// An hour that UTC midnight divides has two rows.
const readHours = `
SELECT room_id, ${unixMinute('hour')} AS start,
  sum(minutes)::INTEGER AS known,
  sum(complete_minutes)::INTEGER AS complete,
  sum(minutes_in_use)::INTEGER AS in_use,
  round(sum(person_minutes) / sum(minutes), 3)::DOUBLE AS people,
  max(peak)::INTEGER AS peak
FROM read_parquet($files, hive_partitioning = false)
WHERE ${isQueriedHour}
GROUP BY room_id, start
HAVING sum(minutes) > 0
ORDER BY room_id, start`

const columns = ['start', 'known', 'complete', 'in_use', 'people', 'peak'] as const

type Hours = PlaceRoomHours['rooms'][number]['hours']

/**
 * Lists the hours of each room that begin in a range and have data. Small rooms are left out: hours of a single day are
 * attendance records.
 */
export async function queryPlaceRoomHours(
  session: QuerySession,
  view: HistoryView,
  query: PlaceQuery,
  { keepsSmallRooms }: Pick<PrivacyRules, 'keepsSmallRooms'>,
): Promise<PlaceRoomHours> {
  const { range } = query
  const { groups, withheldRooms } = withholdSmallRooms(query, view.snapshots, keepsSmallRooms)
  const rooms = groups.flatMap((group) =>
    group.rooms.map(({ id }) => ({ id, timeZone: group.timeZone })),
  )
  const files = await listPlaceFiles(view, 'room-hours', { groups, range })
  const hours = new Map<string, Hours>()
  if (files.length > 0 && rooms.length > 0) {
    const rows = await session.read(readHours, {
      files,
      rooms: rooms.map(({ id }) => storedId(id)),
      ...range,
    })
    const read = readCells(columns, (name) => rows.numbers(name))
    for (const [row, room] of rows.texts('room_id').entries()) {
      const count = (name: (typeof columns)[number]) => read(name, row) ?? 0
      const own = hours.get(room) ?? []
      own.push({
        from: count('start') * minuteMs,
        knownMinutes: count('known'),
        completeMinutes: count('complete'),
        minutesInUse: count('in_use'),
        people: count('people'),
        peak: count('peak'),
      })
      hours.set(room, own)
    }
  }
  return {
    from: range.from * minuteMs,
    to: range.to * minuteMs,
    withheldRooms,
    rooms: rooms.map(({ id, timeZone }) => ({
      room: id,
      timeZone,
      hours: hours.get(storedId(id)) ?? [],
    })),
  }
}
