import { resolve } from 'node:path'
import {
  minutesPerDay,
  isSmallCapacity,
  type TopologySnapshot,
} from '#src/domain/history/minutes.ts'
import { findRoom } from '#src/domain/history/snapshots.ts'
import { nodeFileSystem } from './files/file-system.ts'
import { dayKinds } from './files/layout.ts'
import { toMinute } from './collector/collector-options.ts'
import { describeError, startCollection } from './collect.ts'
import { openDatabase, type Database, type RunInSession } from './query/duckdb.ts'
import type { HistoryView } from './query/history-view.ts'
import { currentOwner, openQueryFolder, type QueryFolder } from './query/query-folder.ts'
import { createQueryIndex } from './query/query-index.ts'
import { queryRoomHistory } from './query/room-history.ts'
import { listUsualFiles, queryUsual } from './query/usual-query.ts'
import { findUnreadableFiles } from './query/unreadable-files.ts'
import { answerPlaceQueries, type Answer } from './place-requests.ts'
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
  /** Returns the time in Unix milliseconds. */
  now: () => number
}

/** Collects the history of one estate and answers queries. */
export type History = Requests<HistoryRequests> & { stop: () => Promise<void> }

const retrySeconds = 10

/** Starts the history. Requests wait until the database is open. */
export function startHistory({ config: given, gateway, log, now }: HistoryDeps): History {
  const config = { ...given, directory: resolve(given.directory) }
  const collection = startCollection({ config, gateway, log })
  const index = createQueryIndex(nodeFileSystem, config.directory)
  const opening = openQueryDatabase(config.directory, log)

  /**
   * Returns the later of both clocks: minutes of small rooms are withheld as soon as they are too old by one of them.
   * They are deleted only when they are too old by both.
   */
  const latestNow = () => Math.max(now(), collection.confirmedTime() ?? 0)

  /**
   * Runs a query and returns the result as JSON. If the query fails because of unreadable files, runs it again without
   * them.
   */
  async function answer({ run, files }: Answer, signal: AbortSignal): Promise<Result<Uint8Array>> {
    const database = await opening
    if (database === null) return failed('unavailable')
    try {
      const view = await index.view()
      const runInSession: RunInSession = (work) => database.query(signal, work)
      const value = await run(runInSession, view).catch(async (error: unknown) => {
        signal.throwIfAborted()
        const paths = await runInSession(async (session) =>
          findUnreadableFiles(session, await files(view), signal),
        )
        if (paths.length === 0) throw error
        log.warn({ paths }, 'cannot read history files')
        collection.checkFiles()
        return run(runInSession, withoutFiles(view, paths))
      })
      return { ok: true, value: new TextEncoder().encode(JSON.stringify(value)) }
    } catch (error) {
      if (signal.aborted) return failed('cancelled')
      // A file may have been replaced or deleted during the query, so the caller may retry.
      log.error({ error: describeError(error) }, 'cannot query the history')
      return failed('unavailable', retrySeconds)
    }
  }

  return {
    async status() {
      const status = collection.status()
      if ((await opening) !== null) return { ok: true, value: status }
      return { ok: true, value: { ...status, state: 'not_installed' } }
    },
    room: (query, signal) =>
      answer(
        {
          run: (runInSession, view) =>
            queryRoomHistory(
              { runInSession, view, now: toMinute(now()), latestNow: toMinute(latestNow()) },
              applyPrivacy(query, view.snapshots, config.keepsSmallRoomMinutes),
            ),
          files: (view) => listRoomFiles(view, query),
        },
        signal,
      ),
    ...answerPlaceQueries(answer, config.keepsSmallRoomMinutes, () => toMinute(latestNow())),
    usual: (query, signal) =>
      answer(
        {
          run: (runInSession, view) =>
            runInSession((session) =>
              queryUsual(session, view, query, config.keepsSmallRoomMinutes),
            ),
          files: (view) => listUsualFiles(view, query),
        },
        signal,
      ),
    formerRoom: async ({ room }) => {
      const { snapshots } = await index.view()
      return { ok: true, value: findFormerRoom(snapshots, room) }
    },
    async stop() {
      await collection.stop()
      const database = await opening
      await database?.close()
    },
  }
}

type QueryDatabase = Pick<Database, 'query'> & { close: () => Promise<void> }

async function closeDatabase(database: Database, folder: QueryFolder): Promise<void> {
  database.close()
  await folder.remove()
}

/** Returns a room that some snapshot contains, but not the latest one, or null for all other rooms. */
function findFormerRoom(snapshots: readonly TopologySnapshot[], room: string): FormerRoom | null {
  const found = findRoom(snapshots, room, Number.POSITIVE_INFINITY)
  const current = findRoom(snapshots.slice(-1), room, Number.POSITIVE_INFINITY)
  if (found === null || current !== null) return null
  const { id: building, timeZone } = found.building
  const { name, capacity } = found.room
  return { building, timeZone, name, capacity }
}

async function listRoomFiles(view: HistoryView, { room, range }: RoomQuery): Promise<string[]> {
  // The readings of the days next to the range decide which missing minutes count as 0.
  const around = { from: range.from - minutesPerDay, to: range.to + minutesPerDay }
  return (await Promise.all(dayKinds.map((kind) => view.files(kind, room, around)))).flat()
}

function withoutFiles(view: HistoryView, paths: readonly string[]): HistoryView {
  const isReadable = (path: string) => !paths.includes(path)
  return {
    ...view,
    files: async (...one) => (await view.files(...one)).filter(isReadable),
    allFiles: async (...one) => (await view.allFiles(...one)).filter(isReadable),
  }
}

/**
 * Returns the query. If the gateway does not know the room's capacity, because it has no topology yet, the returned
 * query has the capacity from the files and the privacy rules that follow from it.
 */
function applyPrivacy(
  query: RoomQuery,
  snapshots: readonly TopologySnapshot[],
  areSmallRoomsKept: boolean,
): RoomQuery {
  if (query.capacity !== null) return query
  const found = findRoom(snapshots, query.room, Number.POSITIVE_INFINITY)
  const capacity = found?.room.capacity ?? null
  const isSmall = !areSmallRoomsKept && isSmallCapacity(capacity)
  return { ...query, capacity, isSmall: query.isSmall || isSmall }
}

/** Opens the database. Closing it deletes its temporary folder. */
async function openQueryDatabase(
  directory: string,
  log: HistoryLog,
): Promise<QueryDatabase | null> {
  try {
    const folder = await openQueryFolder(directory, await currentOwner())
    const database = await openDatabase({ directory, temporaryDirectory: folder.path })
    if (database === null) log.warn({}, 'DuckDB is not installed, so the history cannot be queried')
    if (database === null) await folder.remove()
    return database && { query: database.query, close: () => closeDatabase(database, folder) }
  } catch (error) {
    log.error({ error: describeError(error) }, 'cannot open the database of the history')
    return null
  }
}
