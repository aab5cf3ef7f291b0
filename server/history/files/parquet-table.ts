import { parquetMetadata, parquetRead, type FileMetaData } from 'hyparquet'
import { escapeId } from '#src/contract/id-codec.ts'
import { minuteMs } from '#src/domain/history/minutes.ts'
import { matchesHash } from './file-hash.ts'

/** Thrown if a file is damaged, or is not a file of the history. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError'
}

/** Thrown if a later version of Headroom wrote a file in a format that this version does not know. */
export class NewerFileError extends Error {
  override readonly name = 'NewerFileError'
}

/** Key of the JSON text in the metadata of each file. */
export const infoKey = 'headroom'
/** Key of the hash in the metadata of each file, see `writeHash`. */
export const hashKey = 'headroom_hash'

/**
 * Returns the JSON text in the metadata of a file.
 *
 * @param end the file, or its end with the whole footer
 * @throws UnreadableFileError
 */
export function readInfo(end: Uint8Array): string {
  const info = findEntry(readMetadata(end), infoKey)
  if (info !== undefined) return info
  throw new UnreadableFileError('The metadata contains no Headroom information.')
}

function readMetadata(end: Uint8Array): FileMetaData {
  try {
    return parquetMetadata(end)
  } catch (cause) {
    throw new UnreadableFileError('The metadata is damaged.', { cause })
  }
}

function findEntry({ key_value_metadata: entries }: FileMetaData, key: string): string | undefined {
  return entries?.find((entry) => entry.key === key)?.value
}

/**
 * Checks a file against the hash in its metadata. Files of earlier versions have none.
 *
 * @throws UnreadableFileError if the file is damaged
 */
export function checkFile(bytes: Uint8Array): void {
  const hash = findEntry(readMetadata(bytes), hashKey)
  if (hash === undefined || matchesHash(bytes, hash)) return
  throw new UnreadableFileError('The file does not match its hash.')
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
 * @throws UnreadableFileError also if the file does not match its hash
 */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  checkFile(bytes)
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

/** Returns a value of a `text` column. Throws `UnreadableFileError` if it is not a string. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  throw new UnreadableFileError('A value is not a string.')
}

/** Returns a value of a nullable `text` column. Throws `UnreadableFileError` if it is neither a string nor null. */
export function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : textOf(value)
}
