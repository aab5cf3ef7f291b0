import { minutesPerDay } from '#src/domain/history/minutes.ts'
import { dayKinds } from '#server/history/files/layout.ts'
import { storedId } from '#server/history/files/parquet-table.ts'
import type { RoomQuery } from '#server/history/protocol.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'

const readRoom = `
SELECT * FROM read_parquet($files, hive_partitioning = false) WHERE room_id = $room`

/** Returns the paths of the files of a room that DuckDB cannot read, after a query of the room has failed. */
export async function findUnreadableFiles(
  session: QuerySession,
  view: HistoryView,
  { room, range }: Pick<RoomQuery, 'room' | 'range'>,
  signal: AbortSignal,
): Promise<string[]> {
  // The readings of the days next to the range decide which missing minutes count as 0.
  const around = { from: range.from - minutesPerDay, to: range.to + minutesPerDay }
  const unreadable: string[] = []
  for (const kind of dayKinds) {
    for (const path of await view.files(kind, room, around)) {
      try {
        await session.run(readRoom, { files: [path], room: storedId(room) })
      } catch {
        signal.throwIfAborted()
        unreadable.push(path)
      }
    }
  }
  return unreadable
}
