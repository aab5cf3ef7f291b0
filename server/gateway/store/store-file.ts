import { randomUUID } from 'node:crypto'
import { open, readdir, rename, unlink, mkdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as v from 'valibot'
import type { StoreEntry } from './store.ts'

/**
 * Replaces a file: writes a new one beside it, renames that into place, and syncs both the file and its folder, so that a
 * reader, or a start after a crash, finds the old content or the new one.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    const file = await open(aside, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, path)
  } catch (error) {
    await unlink(aside).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path))
}

/** Removes what `replaceFile` left beside a file in a process that was killed. Only for the one process that writes it. */
export async function removeLeftovers(path: string): Promise<void> {
  const prefix = `${basename(path)}.`
  const folder = dirname(path)
  const names = await readdir(folder).catch((): string[] => [])
  const leftovers = names.filter(
    (name) => name.startsWith(prefix) && uuid.test(name.slice(prefix.length)),
  )
  await Promise.all(leftovers.map((name) => unlink(join(folder, name)).catch(() => undefined)))
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** Makes a rename survive a power failure. Some file systems cannot sync a folder; the file itself is safe there too. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // Nothing to do: the content was written, and readers see it.
  }
}

/** The file cannot be used; the message is one sentence for the operator. */
export class StoreFileError extends Error {
  override readonly name = 'StoreFileError'
}

export type StoreEntries = ReadonlyMap<string, StoreEntry>

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
export async function readStoreFile(path: string): Promise<StoreEntries> {
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
export function storeFileText(entries: StoreEntries): string {
  return `${JSON.stringify({ version: 1, entries: Object.fromEntries(entries) })}\n`
}

/** Whether an entry's time is over. `now` in epoch milliseconds. */
export function isExpired({ untilMs }: StoreEntry, now: number): boolean {
  return untilMs !== null && untilMs <= now
}

/** The value of an entry, or null where there is none or its time is over. */
export function readValue(entries: StoreEntries, key: string, now: number): string | null {
  const found = entries.get(key)
  return found === undefined || isExpired(found, now) ? null : found.value
}

/** Keys and values that begin with a prefix and are not over, by key. */
export function listByPrefix(
  entries: StoreEntries,
  prefix: string,
  now: number,
): [string, string][] {
  return [...entries]
    .filter(([key, written]) => key.startsWith(prefix) && !isExpired(written, now))
    .map(([key, { value }]): [string, string] => [key, value])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}
