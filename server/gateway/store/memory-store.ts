import { rename } from 'node:fs/promises'
import { budgetEntries, compareAndSet, type Change } from './budgeted-entries.ts'
import { createSimplePrune, type Prune } from './pruning.ts'
import { type Store, type StoreEntry, errorCode } from './store.ts'
import {
  listByPrefix,
  readValue,
  removeLeftovers,
  replaceFile,
  StoreFileError,
  readStoreFile,
  schedulePruning,
  storeFileText,
} from './store-file.ts'
import type { Log } from '#server/gateway/http/request-log.ts'

type MemoryStoreOptions = {
  /** Returns the time in Unix milliseconds. */
  now: () => number
  /** Initial entries, changed in place. */
  entries?: Map<string, StoreEntry>
  /** Deletes entries that need not be kept; by default all expired entries. */
  prune?: Prune
  onChange?: () => void
}

/**
 * Creates an in-memory store, whose methods fail only if a budget is exceeded. Prunes when it is created, before each
 * change, and every hour until it is closed.
 */
export function createMemoryStore({
  now,
  entries = new Map(),
  prune = createSimplePrune(now),
  onChange = () => undefined,
}: MemoryStoreOptions): Store {
  function apply(how: Change): boolean {
    const changed = how(budgetEntries(entries, now()), entries)
    if (changed) onChange()
    return changed
  }
  function change(how: Change): boolean {
    apply(prune)
    return apply(how)
  }
  apply(prune)
  const stopPruning = schedulePruning(() => void apply(prune))

  return {
    get: async (key) => readValue(entries, key, now()),
    getEntry: async (key) => entries.get(key) ?? null,
    list: async (prefix) => listByPrefix(entries, prefix, now()),
    async put(key, written) {
      change((all) => {
        all.set(key, written)
        return true
      })
    },
    replace: async (key, expected, written) => change(compareAndSet(key, expected, written, now)),
    async delete(key) {
      change((all) => all.delete(key))
    },
    close: async () => stopPruning(),
  }
}

type BestEffortStoreOptions = {
  /** Returns the time in Unix milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
  prune: Prune
  /** Entries that an earlier version stored elsewhere, written on open; entries in the file take precedence. */
  earlier?: readonly [string, StoreEntry][]
  /** Rejects if this process must no longer write. */
  beforeWrite?: () => Promise<void>
}

/** Minimum time between two writes of the file. */
const writeIntervalMs = 10_000

/**
 * Opens an in-memory store that is written to its file periodically. No method fails because of the file: an unreadable
 * file counts as empty, and a failed write is logged once and retried with the next change. The first write moves a
 * damaged file aside. Never overwrites a file of a later version, or a file that cannot be accessed.
 */
export async function openBestEffortStore(
  path: string,
  { now, log, prune, earlier = [], beforeWrite = async () => undefined }: BestEffortStoreOptions,
): Promise<Store> {
  const { entries: read, isDamaged, isWritable } = await readOrStartEmpty(path, log)
  let mustMoveAside = isDamaged
  await removeLeftovers(path)
  const entries = new Map([...earlier, ...read])
  let timer: ReturnType<typeof setTimeout> | null = null
  let writing: Promise<void> = Promise.resolve()
  let hasFailed = false

  async function write(): Promise<void> {
    if (!isWritable) return
    try {
      await beforeWrite()
      if (mustMoveAside) await moveAside(path, { now: now(), log })
      mustMoveAside = false
      await replaceFile(path, storeFileText(entries))
      hasFailed = false
    } catch (error) {
      const facts = { file: path, code: errorCode(error) }
      if (!hasFailed) log.warn(facts, 'cannot write best-effort file')
      hasFailed = true
    }
  }
  function flush(): Promise<void> {
    if (timer !== null) {
      clearTimeout(timer)
      timer = null
      writing = writing.then(write)
    }
    return writing
  }
  const memory = createMemoryStore({
    now,
    entries,
    prune,
    onChange() {
      if (timer !== null) return
      timer = setTimeout(() => void flush(), writeIntervalMs)
      timer.unref()
    },
  })
  if (earlier.length > 0) await write()
  return {
    ...memory,
    async close() {
      await memory.close()
      await flush()
    },
  }
}

/**
 * Reads a file. Returns its entries (none if it is unreadable), whether it is damaged, and whether the store may write
 * it.
 */
async function readOrStartEmpty(path: string, log: Pick<Log, 'warn'>) {
  try {
    return { entries: await readStoreFile(path), isDamaged: false, isWritable: true }
  } catch (error) {
    const isDamaged = error instanceof StoreFileError && error.isDamaged
    const outcome = isDamaged ? 'starting empty' : 'starting empty, and leaving the file as it is'
    const facts = { file: path, code: errorCode(error) }
    log.warn(facts, `cannot read best-effort file; ${outcome}`)
    return { entries: new Map<string, StoreEntry>(), isDamaged, isWritable: isDamaged }
  }
}

/** Renames a damaged file, so that its content can still be recovered. `now` is in Unix milliseconds. */
async function moveAside(
  path: string,
  { now, log }: { now: number; log: Pick<Log, 'warn'> },
): Promise<void> {
  const aside = `${path}.unreadable-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`
  await rename(path, aside)
  log.warn({ file: path, movedTo: aside }, 'moved unreadable best-effort file aside')
}
