import type { QuerySession } from './duckdb.ts'

const readColumns = `
SELECT count(COLUMNS(*)) FROM read_parquet($files, hive_partitioning = false)`

/** Returns the paths of the files that DuckDB cannot read. */
export async function findUnreadableFiles(
  session: QuerySession,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const unreadable: string[] = []
  for (const path of paths) {
    try {
      await session.run(readColumns, { files: [path] })
    } catch {
      signal.throwIfAborted()
      unreadable.push(path)
    }
  }
  return unreadable
}
