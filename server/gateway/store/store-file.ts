import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'
import type { Written } from './store.ts'

/** The file cannot be used; the message is one sentence for the operator. */
export class StoreFileError extends Error {
  override name = 'StoreFileError' as const
}

export type Entries = ReadonlyMap<string, Written>

const StoreFile = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({
    version: v.literal(1),
    entries: v.record(
      v.string(),
      v.strictObject({ value: v.string(), untilMs: v.nullable(v.number()) }),
    ),
  }),
)

/**
 * Reads the entries of a file, in the order in which they were added; none where there is no file. Its folder is made.
 *
 * @throws StoreFileError where it cannot be read, or holds something else
 */
export async function readStoreFile(path: string): Promise<Entries> {
  let text: string
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    text = await readFile(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    if (code === 'ENOENT') return new Map()
    throw new StoreFileError(`HEADROOM_DATA_DIR: ${path} cannot be read (${code}).`, {
      cause: error,
    })
  }
  const parsed = v.safeParse(StoreFile, text)
  if (parsed.success) return new Map(Object.entries(parsed.output.entries))
  throw new StoreFileError(
    `HEADROOM_DATA_DIR: ${path} does not hold what Headroom keeps; restore it, or move it away to start with an empty store.`,
  )
}

/** The text of a file that holds these entries. */
export function storeFileText(entries: Entries): string {
  return `${JSON.stringify({ version: 1, entries: Object.fromEntries(entries) })}\n`
}

/** Whether an entry's time is over. `now` in epoch milliseconds. */
export function isOver({ untilMs }: Written, now: number): boolean {
  return untilMs !== null && untilMs <= now
}

/** The value of an entry, or null where there is none or its time is over. */
export function valueOf(entries: Entries, key: string, now: number): string | null {
  const found = entries.get(key)
  return found === undefined || isOver(found, now) ? null : found.value
}

/** Keys and values that begin with a prefix and are not over, by key. */
export function listOf(entries: Entries, prefix: string, now: number): [string, string][] {
  return [...entries]
    .filter(([key, written]) => key.startsWith(prefix) && !isOver(written, now))
    .map(([key, { value }]): [string, string] => [key, value])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}
