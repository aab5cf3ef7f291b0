import { replaceFile, removeLeftovers } from './atomic-file.ts'
import { budgetEntries, type BudgetedEntries } from './budgeted-entries.ts'
import { StoreFailure, type Store, type Written } from './store.ts'
import {
  isOver,
  listOf,
  readStoreFile,
  storeFileText,
  valueOf,
  type Entries,
} from './store-file.ts'

/** Changes the entries, and says whether it changed any. Throws `StoreFull`. */
type Change = (entries: BudgetedEntries, current: Entries) => boolean
type Waiting = {
  change: Change
  resolve: (changed: boolean) => void
  reject: (why: unknown) => void
}
type FileStoreOptions = {
  /** Epoch milliseconds. */
  now: () => number
  /** Rejects where this process may not write any more. */
  beforeWrite?: () => Promise<void>
}

/**
 * The store of one process: a JSON file that is held in memory, and replaced before any change counts. Changes that come
 * while it is written go into the next write together, where each is held to its budget.
 *
 * @param path the file; its folder is made
 * @throws StoreFileError where it cannot be read, or holds something else: it is never overwritten then
 */
export async function openFileStore(
  path: string,
  { now, beforeWrite = async () => undefined }: FileStoreOptions,
): Promise<Store> {
  let entries: Entries = await readStoreFile(path)
  await removeLeftovers(path)
  let waiting: Waiting[] = []
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
      const next = new Map([...entries].filter(([, written]) => !isOver(written, now())))
      const outcomes = applyAll(these, next)
      try {
        if (outcomes.some(({ changed }) => changed)) {
          await beforeWrite()
          await replaceFile(path, storeFileText(next))
        }
        entries = next
        for (const { settle } of outcomes) settle()
      } catch (cause) {
        const failure = new StoreFailure('The file of the store cannot be written.', { cause })
        for (const { reject } of these) reject(failure)
      }
    }
    // In the same turn as the last look at the queue: a change that came in between would wait for ever.
    busy = false
  }

  return {
    get: async (key) => valueOf(entries, key, now()),
    list: async (prefix) => listOf(entries, prefix, now()),
    async put(key, written) {
      await change((all) => {
        all.set(key, written)
        return true
      })
    },
    replace: (key, expected, written) => change(replacement(key, expected, written, now)),
    async delete(key) {
      await change((all) => all.delete(key))
    },
    async close() {
      await idle
    },
  }
}

/** The change that writes only while the value is still the expected one. `now` in epoch milliseconds. */
export function replacement(
  key: string,
  expected: string | null,
  written: Written | null,
  now: () => number,
): Change {
  return (all, current) => {
    if (valueOf(current, key, now()) !== expected) return false
    if (written === null) all.delete(key)
    else all.set(key, written)
    return true
  }
}

/** Makes every change in its order; one that its budget refuses fails alone. */
function applyAll(waiting: readonly Waiting[], next: Map<string, Written>) {
  const budgeted = budgetEntries(next)
  return waiting.map(({ change, resolve, reject }) => {
    try {
      const changed = change(budgeted, next)
      return { changed, settle: () => resolve(changed) }
    } catch (error) {
      return { changed: false, settle: () => reject(error) }
    }
  })
}
