import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { nodeFileSystem } from '#server/history/files/file-system.ts'
import { openDatabase, type RunInSession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { createQueryIndex } from './query-index.ts'
import { removeHistory, writeHistory, type TestHistory } from './test-history.ts'

type RunQuery = <T>(
  history: TestHistory,
  run: (runInSession: RunInSession, view: HistoryView) => Promise<T>,
) => Promise<T>

/**
 * Opens a database for the tests of a file. Returns a function that writes a history to files, runs a query on them and
 * removes them.
 *
 * @throws Error if DuckDB is not installed
 */
export async function openTestDatabase(): Promise<RunQuery> {
  const database = await openDatabase({
    directory: tmpdir(),
    temporaryDirectory: join(tmpdir(), '.query'),
  })
  if (database === null) throw new Error('DuckDB is not installed.')
  afterAll(() => database.close())
  return async (history, run) => {
    const root = await writeHistory(history)
    try {
      const view = await createQueryIndex(nodeFileSystem, root).view()
      return await run((work) => database.query(new AbortController().signal, work), view)
    } finally {
      await removeHistory(root)
    }
  }
}
