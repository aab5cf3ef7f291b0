import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api'

/** A parameter of a statement. All numbers are whole. */
type Parameter = string | number | readonly string[] | readonly number[]
type Parameters = Readonly<Record<string, Parameter>>

/** The columns of a result, by name. The functions throw if the column is missing or has values of another type. */
export type Columns = {
  numbers: (name: string) => (number | null)[]
  texts: (name: string) => string[]
}

/** Receives a part of the rows of a result: `read` returns the value of a column, by index, in one of `rows` rows. */
type VisitRows = (read: (column: number, row: number) => number, rows: number) => void

/** Runs the statements of one query. Temporary tables exist until the query ends. */
export type QuerySession = {
  /** Reads a result of INTEGER columns without null, of any number of rows. */
  scan: (sql: string, parameters: Parameters, visit: VisitRows) => Promise<void>
  run: (sql: string, parameters?: Parameters) => Promise<void>
  read: (sql: string, parameters?: Parameters) => Promise<Columns>
}

/** Runs statements in a separate session. */
export type RunInSession = <T>(work: (session: QuerySession) => Promise<T>) => Promise<T>

export type Database = {
  /** Runs the statements of a query. Rejects with the signal's reason if it aborts. */
  query: <T>(signal: AbortSignal, work: (session: QuerySession) => Promise<T>) => Promise<T>
  close: () => void
}

type DatabaseOptions = {
  /** The only folder from which files are read. */
  directory: string
  /** Folder for results that do not fit in memory. */
  temporaryDirectory: string
  memoryLimit?: string
  /** Maximum size of that folder, so that a query cannot fill the disk. */
  temporaryLimit?: string
  threads?: number
}

/**
 * Returns the DuckDB library, or null if this optional dependency is not installed or does not run on this platform.
 */
async function importDuckDB() {
  try {
    return await import('@duckdb/node-api')
  } catch {
    return null
  }
}

type DuckDB = NonNullable<Awaited<ReturnType<typeof importDuckDB>>>

/**
 * Opens an in-memory database that reads the Parquet files of one folder; null if DuckDB is not installed. The database
 * neither loads extensions nor accesses the network or other files.
 */
export async function openDatabase({
  directory,
  temporaryDirectory,
  memoryLimit = '400MB',
  temporaryLimit = '2GB',
  threads = 2,
}: DatabaseOptions): Promise<Database | null> {
  const duckdb = await importDuckDB()
  if (duckdb === null) return null
  const instance = await duckdb.DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: memoryLimit,
    temp_directory: temporaryDirectory,
    max_temp_directory_size: temporaryLimit,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  // Caches metadata, because files of past days rarely change. An entry is valid until the modification time of its
  // file changes.
  await connection.run('SET parquet_metadata_cache = true')
  await connection.run('SET preserve_insertion_order = false')
  await connection.run(`SET allowed_directories = [${quote(`${directory}/`)}]`)
  await connection.run('SET enable_external_access = false')
  await connection.run('SET lock_configuration = true')
  connection.closeSync()
  return {
    async query(signal, work) {
      signal.throwIfAborted()
      const connection = await instance.connect()
      const interrupt = () => connection.interrupt()
      signal.addEventListener('abort', interrupt)
      try {
        return await work(createSession(duckdb, connection, signal))
      } catch (error) {
        signal.throwIfAborted()
        throw error
      } finally {
        signal.removeEventListener('abort', interrupt)
        connection.closeSync()
      }
    },
    close: () => instance.closeSync(),
  }
}

function createSession(
  duckdb: DuckDB,
  connection: DuckDBConnection,
  signal: AbortSignal,
): QuerySession {
  function bind(parameters: Parameters) {
    signal.throwIfAborted()
    const values: Record<string, DuckDBValue> = {}
    const types: Record<string, DuckDBType> = {}
    for (const [name, value] of Object.entries(parameters)) {
      if (typeof value === 'string' || typeof value === 'number') {
        values[name] = value
        continue
      }
      values[name] = duckdb.listValue(value)
      types[name] = duckdb.LIST(typeof value[0] === 'string' ? duckdb.VARCHAR : duckdb.INTEGER)
    }
    return [values, types] as const
  }
  return {
    async scan(sql, parameters, visit) {
      const result = await connection.run(sql, ...bind(parameters))
      for (;;) {
        const chunk = await result.fetchChunk()
        if (chunk === null || chunk.rowCount === 0) return
        const columns = Array.from({ length: chunk.columnCount }, (_, column) => {
          const values = chunk.getColumnVector(column)
          if (values instanceof duckdb.DuckDBIntegerVector) return values
          throw new TypeError(`Column ${column} of the query is not INTEGER.`)
        })
        visit((column, row) => columns[column]?.getItem(row) ?? 0, chunk.rowCount)
      }
    },
    async run(sql, parameters = {}) {
      await connection.run(sql, ...bind(parameters))
    },
    async read(sql, parameters = {}) {
      const result = await connection.runAndReadAll(sql, ...bind(parameters))
      return toColumns(result.getColumnsObjectJS())
    },
  }
}

function toColumns(columns: Readonly<Record<string, readonly unknown[]>>): Columns {
  function column<T>(name: string, isValid: (value: unknown) => value is T): T[] {
    const values = columns[name]
    if (values?.every(isValid)) return [...values]
    throw new TypeError(`The query returned no valid column ${name}.`)
  }
  return {
    numbers: (name) => column(name, (value) => value === null || typeof value === 'number'),
    texts: (name) => column(name, (value) => typeof value === 'string'),
  }
}

/** Returns a string as an SQL literal, for places where parameters are not possible. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
