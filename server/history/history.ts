import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { minuteMs, smallRoomCapacity, type TopologySnapshot } from '#src/domain/history/minutes.ts'
import { findRoom } from '#src/domain/history/snapshots.ts'
import { nodeFileSystem } from './files/file-system.ts'
import { describeError, startCollection } from './collect.ts'
import { openDatabase, type Database } from './query/duckdb.ts'
import type { HistoryView } from './query/history-view.ts'
import { createQueryIndex } from './query/query-index.ts'
import { queryRoomHistory } from './query/room-history.ts'
import { findUnreadableFiles } from './query/unreadable-files.ts'
import type { HistoryLog } from './process-log.ts'
import {
  failed,
  type FormerRoom,
  type GatewayRequests,
  type HistoryProcessConfig,
  type HistoryRequests,
  type Requests,
  type Result,
  type RoomQuery,
} from './protocol.ts'

type HistoryDeps = {
  config: HistoryProcessConfig
  gateway: Requests<GatewayRequests>
  log: HistoryLog
  /** Unix milliseconds. */
  now: () => number
}

/** The history of one estate: collects it, and answers queries. */
export type History = Requests<HistoryRequests> & { stop: () => Promise<void> }

const retrySeconds = 10

/** Starts the history. Requests wait until the database is open. */
export function startHistory({ config: given, gateway, log, now }: HistoryDeps): History {
  const config = { ...given, directory: resolve(given.directory) }
  const collection = startCollection({ config, gateway, log })
  const index = createQueryIndex(nodeFileSystem, config.directory)
  const opening = openQueryDatabase(config.directory, log)

  async function queryRoom(
    database: Database,
    query: RoomQuery,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const view = await index.view()
    const protectedQuery = applyPrivacy(query, view.snapshots, config.keepsSmallRoomMinutes)
    const run = (from: HistoryView) =>
      database.query(signal, (session) =>
        queryRoomHistory(
          { session, view: from, now: Math.floor(now() / minuteMs) },
          protectedQuery,
        ),
      )
    const history = await run(view).catch(async (error: unknown) => {
      signal.throwIfAborted()
      const paths = await database.query(signal, (session) =>
        findUnreadableFiles(session, view, query, signal),
      )
      if (paths.length === 0) throw error
      log.warn({ paths }, 'history files are unreadable')
      const files: HistoryView['files'] = async (...one) =>
        (await view.files(...one)).filter((path) => !paths.includes(path))
      return run({ ...view, files })
    })
    return new TextEncoder().encode(JSON.stringify(history))
  }

  return {
    async status() {
      const status = collection.status()
      if ((await opening) !== null) return { ok: true, value: status }
      return { ok: true, value: { ...status, state: 'not_installed' } }
    },
    async room(query, signal) {
      const database = await opening
      if (database === null) return failed('unavailable')
      try {
        return { ok: true, value: await queryRoom(database, query, signal) }
      } catch (error) {
        if (signal.aborted) return failed('cancelled')
        // A file may have been replaced or deleted in the meantime.
        log.error({ error: describeError(error) }, 'cannot query the history')
        return failed('unavailable', retrySeconds)
      }
    },
    formerRoom: async ({ room }): Promise<Result<FormerRoom | null>> => {
      const { snapshots } = await index.view()
      const latest = snapshots.slice(-1)
      const found = findRoom(snapshots, room, Number.POSITIVE_INFINITY)
      if (found === null || findRoom(latest, room, Number.POSITIVE_INFINITY) !== null) {
        return { ok: true, value: null }
      }
      const { id: building, timeZone } = found.building
      const { name, capacity } = found.room
      return { ok: true, value: { building, timeZone, name, capacity } }
    },
    async stop() {
      await collection.stop()
      const database = await opening
      database?.close()
    },
  }
}

/**
 * Adds the capacity of a room in the files if the gateway knows none, because it does not know the topology yet, and the
 * privacy rules that follow from it.
 */
function applyPrivacy(
  query: RoomQuery,
  snapshots: readonly TopologySnapshot[],
  areSmallRoomsKept: boolean,
): RoomQuery {
  if (query.capacity !== null) return query
  const found = findRoom(snapshots, query.room, Number.POSITIVE_INFINITY)
  const capacity = found?.room.capacity ?? null
  const isSmall = !areSmallRoomsKept && capacity !== null && capacity <= smallRoomCapacity
  return { ...query, capacity, isSmall: query.isSmall || isSmall }
}

async function openQueryDatabase(directory: string, log: HistoryLog): Promise<Database | null> {
  try {
    // Several gateways share the directory. DuckDB creates the folder when results do not fit in memory.
    const temporaryDirectory = join(directory, `.query-${randomUUID()}`)
    const database = await openDatabase({ directory, temporaryDirectory })
    if (database === null) log.warn({}, 'DuckDB is not installed, so the history cannot be queried')
    return database
  } catch (error) {
    log.error({ error: describeError(error) }, 'cannot open the database of the history')
    return null
  }
}
