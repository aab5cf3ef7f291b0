import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { StoreFailure, type Store, type Written } from './store.ts'

/** The file cannot be used; the message is one sentence for the operator. */
export class StoreFileError extends Error {
  override name = 'StoreFileError' as const
}

const StoreFile = v.strictObject({
  version: v.literal(1),
  entries: v.record(
    v.string(),
    v.strictObject({ value: v.string(), untilMs: v.nullable(v.number()) }),
  ),
})

type Entries = ReadonlyMap<string, Written>
/** Changes the entries, and says what the caller asked. */
type Change = (entries: Map<string, Written>) => boolean
type Waiting = { change: Change; resolve: (changed: boolean) => void; reject: (why: Error) => void }

/**
 * The store of one process: a JSON file that is held in memory, and written anew (aside, then renamed into place)
 * before any change counts. Changes that come while it is written go into the next writing together.
 *
 * @param path the file; its folder is made
 * @param now epoch milliseconds
 * @throws StoreFileError where it cannot be read, or holds something else: it is never overwritten then
 */
export async function openFileStore(path: string, now: () => number): Promise<Store> {
  let entries: Entries = await read(path)
  let waiting: Waiting[] = []
  let busy = false
  let idle: Promise<void> = Promise.resolve()

  const isOver = ({ untilMs }: Written) => untilMs !== null && untilMs <= now()
  const valueOf = (of: Entries, key: string) => {
    const found = of.get(key)
    return found === undefined || isOver(found) ? null : found.value
  }

  function change(how: Change): Promise<boolean> {
    return new Promise((resolve, reject) => {
      waiting.push({ change: how, resolve, reject })
      if (busy) return
      busy = true
      idle = writeAll()
    })
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const these = waiting
      waiting = []
      const next = new Map([...entries].filter(([, written]) => !isOver(written)))
      const results = these.map((one) => one.change(next))
      try {
        if (results.includes(true)) await write(path, next)
        entries = next
        for (const [index, { resolve }] of these.entries()) resolve(results[index] ?? false)
      } catch (cause) {
        const failure = new StoreFailure('The file of the store cannot be written.', { cause })
        for (const { reject } of these) reject(failure)
      }
    }
    // In the same breath as the last look at what waits, or what comes in between would wait for ever.
    busy = false
  }

  return {
    get: async (key) => valueOf(entries, key),
    list: async (prefix) =>
      [...entries]
        .filter(([key, written]) => key.startsWith(prefix) && !isOver(written))
        .map(([key, { value }]): [string, string] => [key, value])
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    async put(key, written) {
      await change((all) => {
        all.set(key, written)
        return true
      })
    },
    replace: (key, expected, written) =>
      change((all) => {
        if (valueOf(all, key) !== expected) return false
        if (written === null) all.delete(key)
        else all.set(key, written)
        return true
      }),
    async delete(key) {
      await change((all) => all.delete(key))
    },
    async close() {
      await idle
    },
  }
}

async function read(path: string): Promise<Entries> {
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
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), StoreFile), text)
  if (parsed.success) return new Map(Object.entries(parsed.output.entries))
  throw new StoreFileError(
    `HEADROOM_DATA_DIR: ${path} does not hold what Headroom keeps of displays; restore it, or move it away to begin anew.`,
  )
}

/** Writes aside and renames: whoever reads at the same moment, or after a crash, sees the old file or the new one. */
async function write(path: string, entries: Entries): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    const file = await open(aside, 'wx', 0o600)
    try {
      await file.writeFile(
        `${JSON.stringify({ version: 1, entries: Object.fromEntries(entries) })}\n`,
      )
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, path)
  } catch (error) {
    await unlink(aside).catch(() => undefined)
    throw error
  }
}
