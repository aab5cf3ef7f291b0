import type { SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter, type ColumnSource } from 'hyparquet-writer'
import { minuteMs, minutesPerDay } from '#src/domain/history/minutes.ts'
import { pause } from '#server/history/pause.ts'
import { missingHash, writeHash } from './file-hash.ts'
import { hashKey, infoKey } from './parquet-table.ts'

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
  | { kind: 'instant'; values: Values<number | null> }
  | { kind: 'count'; values: Values<number | null> }
  | { kind: 'text'; isKey?: boolean; values: Values<string | null> }
  | { kind: 'flag'; values: Values<boolean> }
  | { kind: 'tally'; values: Values<readonly (readonly [number, number])[]> }
)

/** The values of a column: an array, or an object that computes the values of each row group when it is written. */
export type Values<T> = {
  readonly length: number
  slice: (from: number, to: number) => T[] | (T extends number | null ? Int32Array : never)
}

/**
 * Rows in a row group: a day of five rooms, or a fiftieth of a larger file, because each group makes the metadata
 * longer. Readers skip row groups by their minimum and maximum room ID.
 */
const rowGroupSize = (rows: number) => Math.max(5 * minutesPerDay, Math.ceil(rows / 50))
/** By default, statistics contain only the first 16 bytes, which can be the same in all room IDs. */
const statisticsTruncateLength = 64

/**
 * Returns the bytes of a Parquet file. Lets other work run after each row group, because the day of a large building
 * takes seconds.
 *
 * @param columns columns of equal length
 * @param info JSON text to store in the metadata
 */
export async function writeTable(columns: readonly Column[], info: string): Promise<Uint8Array> {
  const children = columns.map(columnSchema)
  const writer = new ByteWriter()
  const table = new ParquetWriter({
    writer,
    schema: [{ name: 'root', num_children: columns.length }, ...children.flat()],
    kvMetadata: [
      { key: infoKey, value: info },
      { key: hashKey, value: missingHash },
    ],
    statisticsTruncateLength,
    createdBy: 'Headroom',
  })
  const rows = columns[0]?.values.length ?? 0
  const size = rowGroupSize(rows)
  for (let from = 0; from < rows; from += size) {
    const part = { from, to: Math.min(rows, from + size) }
    await table.write({
      columnData: columns.map((column) => toColumnSource(column, part)),
      rowGroupSize: size,
    })
    await pause()
  }
  await table.finish()
  const bytes = writer.getBytes()
  writeHash(bytes)
  return bytes
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

function toColumnSource(column: Column, { from, to }: { from: number; to: number }): ColumnSource {
  const { name } = column
  switch (column.kind) {
    case 'instant':
      return {
        name,
        data: Array.from(column.values.slice(from, to), (minute) =>
          minute === null ? null : minute * minuteMs,
        ),
        ...(column.isNullable === true ? {} : { encoding: 'DELTA_BINARY_PACKED' }),
      }
    // Statistics take most of the time of writing a column, so only key columns and instants have them.
    case 'text':
      return {
        name,
        data: column.values.slice(from, to),
        encoding: 'RLE_DICTIONARY',
        statistics: column.isKey === true,
      }
    case 'count':
    case 'flag':
    case 'tally':
      return { name, data: column.values.slice(from, to), statistics: false }
  }
}

/** Returns the values of a nullable column, in which null replaces -1. */
export function nullForUnknown(values: Int32Array): Values<number | null> {
  return {
    length: values.length,
    slice(from, to) {
      const part = values.subarray(from, to)
      return part.includes(-1)
        ? Array.from(part, (value) => (value === -1 ? null : value))
        : part.slice()
    },
  }
}

/** Returns the values of a text column, given by their index in a list of strings. */
export function textByRow(texts: readonly string[], indices: Int32Array): Values<string | null> {
  return {
    length: indices.length,
    slice: (from, to) => Array.from(indices.subarray(from, to), (index) => texts[index] ?? ''),
  }
}

/** Returns the values of a flag column, in which 1 is true. */
export function toFlags(values: Uint8Array): Values<boolean> {
  return {
    length: values.length,
    slice: (from, to) => Array.from(values.subarray(from, to), (value) => value === 1),
  }
}
