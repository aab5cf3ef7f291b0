import {
  budgetEntries,
  compareAndSet,
  type BudgetedEntries,
  type Change,
} from './budgeted-entries.ts'
import type { Prune } from './pruning.ts'
import {
  replaceFile,
  removeLeftovers,
  listByPrefix,
  readStoreFile,
  storeFileText,
  readValue,
  schedulePruning,
  type StoreEntries,
} from './store-file.ts'
import { StoreError, type Store } from './store.ts'

type PendingChange = {
  change: Change
  resolve: (changed: boolean) => void
  reject: (why: unknown) => void
}
type FileStoreOptions = {
  /** Returns the time in Unix milliseconds. */
  now: () => number
  /** Deletes entries that expired long ago. */
  prune: Prune
  /** Rejects if this process must no longer write. */
  beforeWrite?: () => Promise<void>
  /**
   * Returns whether a key belongs in this file. Entries with other keys are deleted on open, because earlier versions
   * stored all kinds in one file.
   */
  isOwnKey?: (key: string) => boolean
}

/**
 * Opens the store of a single process: a JSON file whose content is held in memory, and which is replaced on disk
 * before a change takes effect. Changes that arrive during a write are batched into the next write; each is checked
 * against its budget. Prunes on open, with each change, and every hour until it is closed.
 *
 * @param path the file; its folder is created if missing
 * @throws StoreFileError if the file is unreadable or invalid; it is then left unchanged
 */
export async function openFileStore(
  path: string,
  { now, prune, beforeWrite = async () => undefined, isOwnKey = () => true }: FileStoreOptions,
): Promise<Store> {
  let entries: StoreEntries = await readStoreFile(path)
  await removeLeftovers(path)
  let waiting: PendingChange[] = []
  let busy = false
  let idle: Promise<void> = Promise.resolve()

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
      const next = new Map(entries)
      const budgeted = budgetEntries(next, now())
      const outcomes = these.map((one) => applyChange(one, budgeted, next))
      try {
        if (outcomes.some(({ changed }) => changed)) {
          prune(budgeted, next)
          await beforeWrite()
          await replaceFile(path, storeFileText(next))
        }
        entries = next
        for (const { settle } of outcomes) settle()
      } catch (cause) {
        const failure = new StoreError('The store file cannot be written.', { cause })
        for (const { reject } of these) reject(failure)
      }
    }
    // `busy` is set synchronously after the last check of the queue; otherwise, a change queued in between would wait
    // forever.
    busy = false
  }

  /** Prunes, and deletes entries that belong in another file. A failed write is retried an hour later. */
  async function cleanUp(): Promise<void> {
    await change((all, current) => {
      const obsolete = [...current.keys()].filter((key) => !isOwnKey(key))
      for (const key of obsolete) all.delete(key)
      return prune(all, current) || obsolete.length > 0
    }).catch(() => undefined)
  }
  await cleanUp()
  const stopPruning = schedulePruning(() => void cleanUp())

  return {
    get: async (key) => readValue(entries, key, now()),
    getEntry: async (key) => entries.get(key) ?? null,
    list: async (prefix) => listByPrefix(entries, prefix, now()),
    async put(key, written) {
      await change((all) => {
        all.set(key, written)
        return true
      })
    },
    replace: (key, expected, written) => change(compareAndSet(key, expected, written, now)),
    async delete(key) {
      await change((all) => all.delete(key))
    },
    async close() {
      stopPruning()
      await idle
    },
  }
}

/** Applies a change. A change that exceeds its budget fails without affecting the other changes in the batch. */
function applyChange(
  { change, resolve, reject }: PendingChange,
  budgeted: BudgetedEntries,
  next: StoreEntries,
) {
  try {
    const changed = change(budgeted, next)
    return { changed, settle: () => resolve(changed) }
  } catch (error) {
    return { changed: false, settle: () => reject(error) }
  }
}
