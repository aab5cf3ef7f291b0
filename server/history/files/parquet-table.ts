import { parquetMetadata, parquetRead, type SchemaElement } from 'hyparquet'
import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer'
import { escapeId } from '#src/contract/id-codec.ts'
import { minuteMs, minutesPerDay } from '#src/domain/history/minutes.ts'

/**
 * A column of a table, by the type of its values:
 *
 * - `instant`: Unix minutes, stored as TIMESTAMP (UTC, milliseconds);
 * - `count`: INT32;
 * - `text`: STRING with a dictionary; with statistics if `isKey`;
 * - `flag`: BOOLEAN;
 * - `tally`: pairs of numbers, stored as MAP of INT32 to INT32.
 *
 * A column that contains null must have `isNullable`.
 */
export type Column = { name: string; isNullable?: boolean } & (
  | { kind: 'instant'; values: Int32Array | readonly (number | null)[] }
  | { kind: 'count'; values: Int32Array | readonly (number | null)[] }
  | { kind: 'text'; isKey?: boolean; values: readonly (string | null)[] }
  | { kind: 'flag'; values: readonly boolean[] }
  | { kind: 'tally'; values: readonly (readonly (readonly [number, number])[])[] }
)

/** Thrown if a file is damaged, or is not a file of the history. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError'
}

/** Thrown if a later version of Headroom wrote a file in a format that this version does not know. */
export class NewerFileError extends Error {
  override readonly name = 'NewerFileError'
}

/** Key of the JSON text in the metadata of each file. */
const infoKey = 'headroom'
/**
 * Rows in a row group: a day of five rooms, or a fiftieth of a larger file, because each group makes the metadata
 * longer. Readers skip row groups by their minimum and maximum room ID.
 */
const rowGroupSize = (rows: number) => Math.max(5 * minutesPerDay, Math.ceil(rows / 50))
/** By default, statistics contain only the first 16 bytes, which can be the same in all room IDs. */
const statisticsTruncateLength = 64

/**
 * Returns the bytes of a Parquet file.
 *
 * @param columns columns of equal length
 * @param info JSON text to store in the metadata
 */
export function writeTable(columns: readonly Column[], info: string): Uint8Array {
  const children = columns.map(columnSchema)
  return new Uint8Array(
    parquetWriteBuffer({
      schema: [{ name: 'root', num_children: columns.length }, ...children.flat()],
      columnData: columns.map(toColumnSource),
      kvMetadata: [{ key: infoKey, value: info }],
      rowGroupSize: rowGroupSize(columns[0]?.values.length ?? 0),
      statisticsTruncateLength,
      createdBy: 'Headroom',
    }),
  )
}

function columnSchema({ name, kind, isNullable = false }: Column): SchemaElement[] {
  const repetition_type = isNullable ? 'OPTIONAL' : 'REQUIRED'
  switch (kind) {
    case 'instant':
      return [
        {
          name,
          repetition_type,
          type: 'INT64',
          converted_type: 'TIMESTAMP_MILLIS',
          logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
        },
      ]
    case 'count':
      return [{ name, repetition_type, type: 'INT32' }]
    case 'text':
      return [{ name, repetition_type, type: 'BYTE_ARRAY', converted_type: 'UTF8' }]
    case 'flag':
      return [{ name, repetition_type, type: 'BOOLEAN' }]
    case 'tally':
      return [
        { name, repetition_type, converted_type: 'MAP', num_children: 1 },
        { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 },
        { name: 'key', repetition_type: 'REQUIRED', type: 'INT32' },
        { name: 'value', repetition_type: 'REQUIRED', type: 'INT32' },
      ]
  }
}

function toColumnSource(column: Column): ColumnSource {
  const { name } = column
  switch (column.kind) {
    case 'instant':
      return {
        name,
        data: Array.from(column.values, (minute) => (minute === null ? null : minute * minuteMs)),
        ...(column.isNullable === true ? {} : { encoding: 'DELTA_BINARY_PACKED' }),
      }
    // Statistics take most of the time of writing a column, so only key columns and instants have them.
    case 'text':
      return {
        name,
        data: [...column.values],
        encoding: 'RLE_DICTIONARY',
        statistics: column.isKey === true,
      }
    case 'count':
      return {
        name,
        data: column.values instanceof Int32Array ? column.values : [...column.values],
        statistics: false,
      }
    case 'flag':
    case 'tally':
      return { name, data: [...column.values], statistics: false }
  }
}

/**
 * Returns the JSON text in the metadata of a file.
 *
 * @param end the file, or its end with the whole footer
 * @throws UnreadableFileError
 */
export function readInfo(end: Uint8Array): string {
  try {
    const info = parquetMetadata(end).key_value_metadata?.find(({ key }) => key === infoKey)?.value
    if (info !== undefined) return info
  } catch (cause) {
    throw new UnreadableFileError('The metadata is damaged.', { cause })
  }
  throw new UnreadableFileError('The metadata contains no Headroom information.')
}

/**
 * Returns the number of bytes of the footer, from the last eight bytes of a file, or null if the file is not a Parquet
 * file.
 */
export function footerBytes(end: Uint8Array): number | null {
  if (end.length < 8) return null
  const view = new DataView(end.buffer, end.byteOffset + end.length - 8, 8)
  const magic = 0x31_52_41_50
  return view.getUint32(4, true) === magic ? view.getUint32(0, true) + 8 : null
}

/** The values of a file by column. Instants are Unix minutes. */
export type Table = {
  /**
   * Returns a column, which is empty if the file lacks it. `missing` replaces null. Throws `UnreadableFileError` if a
   * value is not a number.
   */
  numbers: (name: string, missing?: number) => Int32Array
  /** Returns a column, which is empty if the file lacks it. */
  values: (name: string) => readonly unknown[]
}

/**
 * Reads all columns of a file.
 *
 * @throws UnreadableFileError
 */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  const columns = new Map<string, { from: number; values: ArrayLike<unknown> }[]>()
  try {
    const metadata = parquetMetadata(bytes)
    // A table without rows has no chunks.
    for (const { name } of metadata.schema) columns.set(name, [])
    await parquetRead({
      metadata,
      file: {
        byteLength: bytes.length,
        // The reader needs a buffer with only these bytes, but `slice` of a Node.js `Buffer` does not copy.
        slice: (from, to) => new Uint8Array(bytes.subarray(from, to)).buffer,
      },
      parsers: { timestampFromMilliseconds: (ms) => Number(ms) / minuteMs },
      onChunk({ columnName, columnData, rowStart }) {
        const chunks = columns.get(columnName) ?? []
        chunks.push({ from: rowStart, values: columnData })
        columns.set(columnName, chunks)
      },
    })
  } catch (cause) {
    throw new UnreadableFileError('The data is damaged.', { cause })
  }
  const chunksOf = (name: string) => {
    const chunks = columns.get(name)
    if (chunks === undefined) throw new UnreadableFileError(`The column ${name} is missing.`)
    return chunks.toSorted((a, b) => a.from - b.from)
  }
  return {
    numbers(name, missing = -1) {
      const chunks = chunksOf(name)
      const length = chunks.reduce((sum, { values }) => sum + values.length, 0)
      const numbers = new Int32Array(length)
      let at = 0
      for (const { values } of chunks) {
        if (values instanceof Int32Array) {
          numbers.set(values, at)
          at += values.length
          continue
        }
        for (let index = 0; index < values.length; index += 1) {
          const value = values[index] ?? missing
          if (typeof value !== 'number') throw new UnreadableFileError(`${name} is not a number.`)
          numbers[at] = value
          at += 1
        }
      }
      return numbers
    },
    values: (name) => chunksOf(name).flatMap(({ values }) => Array.from(values)),
  }
}

/**
 * Matches lone surrogates (not allowed in Parquet strings), byte-order marks (dropped by readers) and `~` (the escape
 * character).
 */
const unsafeInText = /[~\p{Cs}\ufeff]/gu

/** Returns the form of an ID that the files contain. Almost all IDs are unchanged; `unescapeId` reverses the change. */
export function storedId(id: string): string {
  return escapeId(id, unsafeInText)
}

/** Returns the values of a nullable column, in which null replaces -1. */
export function nullForUnknown(values: Int32Array): Int32Array | (number | null)[] {
  if (!values.includes(-1)) return values
  return Array.from(values, (value) => (value === -1 ? null : value))
}

/** Returns a value of a `text` column. Throws `UnreadableFileError` if it is not a string. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  throw new UnreadableFileError('A value is not a string.')
}

/** Returns a value of a nullable `text` column. Throws `UnreadableFileError` if it is neither a string nor null. */
export function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : textOf(value)
}
