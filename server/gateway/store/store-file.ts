import { randomUUID } from 'node:crypto'
import { open, readdir, rename, unlink, mkdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as v from 'valibot'
import type { StoreEntry } from './store.ts'

/**
 * Replaces a file atomically: writes a temporary file, renames it, and syncs both the file and its folder, so that
 * readers find either the old or the new content, even after a crash.
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

/**
 * Removes temporary files that a process left behind when it was killed. Call only from the process that owns the file.
 */
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

/** Makes a rename survive a power failure. Errors are ignored, because some file systems cannot sync folders. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // The content of the file is synced and visible to readers even if this fails.
  }
}

/** Thrown if the file or directory cannot be used; the message is for the operator. */
export class StoreFileError extends Error {
  override readonly name = 'StoreFileError'
  /** Whether the file can be read but is damaged, so that no other process or version can use it either. */
  readonly isDamaged: boolean

  constructor(message: string, { cause, isDamaged = false }: StoreFileErrorOptions = {}) {
    super(message, { cause })
    this.isDamaged = isDamaged
  }
}

type StoreFileErrorOptions = { cause?: unknown; isDamaged?: boolean }

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

const LaterFile = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ version: v.pipe(v.number(), v.gtValue(1)) }),
)
const notValid = 'is not a valid store file; restore it'

/**
 * Reads the entries of a file in insertion order; returns none if there is no file. Creates the folder.
 *
 * @throws StoreFileError if the file is unreadable or invalid
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
  const isLater = v.is(LaterFile, text)
  const problem = isLater
    ? 'was written by a later version of Headroom; use that version'
    : notValid
  throw new StoreFileError(
    `HEADROOM_DATA_DIR: ${path} ${problem}, or move it away to start with an empty store.`,
    { isDamaged: !isLater },
  )
}

export function storeFileText(entries: StoreEntries): string {
  return `${JSON.stringify({ version: 1, entries: Object.fromEntries(entries) })}\n`
}

const pruneIntervalMs = 3_600_000

/**
 * Calls a function every hour, so that expired entries are deleted even if nothing else changes the store. Does not
 * keep the process running. Returns a function that stops the calls.
 */
export function schedulePruning(prune: () => void): () => void {
  const timer = setInterval(prune, pruneIntervalMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Returns whether an entry has expired. `now` is in Unix milliseconds. */
export function isExpired({ untilMs }: StoreEntry, now: number): boolean {
  return untilMs !== null && untilMs <= now
}

/** Returns the value of an entry, or null if it is missing or expired. */
export function readValue(entries: StoreEntries, key: string, now: number): string | null {
  const found = entries.get(key)
  return found === undefined || isExpired(found, now) ? null : found.value
}

/** Returns the keys and values of the unexpired entries whose keys start with a prefix, sorted by key. */
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
