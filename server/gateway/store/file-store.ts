import {
  findBudget,
  entryBytes,
  StoreFullError,
  type Budget,
  type StoreEntry,
  StoreError,
  type Store,
} from './store.ts'
import {
  replaceFile,
  removeLeftovers,
  isExpired,
  listByPrefix,
  readStoreFile,
  storeFileText,
  readValue,
  schedulePruning,
  type StoreEntries,
} from './store-file.ts'

type Usage = { entries: number; bytes: number }

/** Writes entries within the budget of each kind. */
type BudgetedEntries = {
  /**
   * Writes an entry. If the kind is over budget, evicts entries or throws `StoreFullError`, as the budget specifies.
   */
  set: (key: string, written: StoreEntry) => void
  /** Returns whether the entry existed. */
  delete: (key: string) => boolean
}

/**
 * Creates budgeted write access to a map, which it changes in place. Measures the map once for all changes of a batch.
 *
 * @param entries must contain no expired entries
 */
export function budgetEntries(entries: Map<string, StoreEntry>): BudgetedEntries {
  const tallies = countEntries(entries)
  const usageOf = (budget: Budget): Usage => {
    const tally = tallies.get(budget) ?? { entries: 0, bytes: 0 }
    tallies.set(budget, tally)
    return tally
  }

  function remove(key: string): boolean {
    const before = entries.get(key)
    if (before === undefined) return false
    const tally = usageOf(findBudget(key))
    tally.entries -= 1
    tally.bytes -= entryBytes(before)
    return entries.delete(key)
  }

  function evict(budget: Budget, needed: Usage, keep: string): void {
    const tally = usageOf(budget)
    for (const key of entries.keys()) {
      if (fits(budget, tally, needed)) return
      if (key !== keep && findBudget(key) === budget) remove(key)
    }
  }

  return {
    set(key, written) {
      const budget = findBudget(key)
      const before = entries.get(key)
      const bytes = entryBytes(written)
      const added = {
        entries: before === undefined ? 1 : 0,
        bytes: bytes - (before === undefined ? 0 : entryBytes(before)),
      }
      if (bytes > budget.maxEntryBytes) throw new StoreFullError('entry', budget)
      if (!fits(budget, usageOf(budget), added)) {
        if (budget.whenFull === 'refuse') throw new StoreFullError('kind', budget)
        evict(budget, added, key)
      }
      const tally = usageOf(budget)
      tally.entries += added.entries
      tally.bytes += added.bytes
      // Keeps the map ordered by last write, which determines what is evicted.
      if (budget.whenFull === 'evict-oldest') entries.delete(key)
      entries.set(key, written)
    },
    delete: remove,
  }
}

/**
 * Whether a change fits the budget. A change that adds nothing always fits, so that data over budget from an earlier
 * version can shrink.
 */
function fits(budget: Budget, tally: Usage, added: Usage): boolean {
  const entriesFit = added.entries <= 0 || tally.entries + added.entries <= budget.maxEntries
  return entriesFit && (added.bytes <= 0 || tally.bytes + added.bytes <= budget.maxBytes)
}

function countEntries(entries: ReadonlyMap<string, StoreEntry>): Map<Budget, Usage> {
  const tallies = new Map<Budget, Usage>()
  for (const [key, written] of entries) {
    const budget = findBudget(key)
    const tally = tallies.get(budget) ?? { entries: 0, bytes: 0 }
    tally.entries += 1
    tally.bytes += entryBytes(written)
    tallies.set(budget, tally)
  }
  return tallies
}

/** Changes the entries and returns whether anything changed. Throws `StoreFullError`. */
type Change = (entries: BudgetedEntries, current: StoreEntries) => boolean
type PendingChange = {
  change: Change
  resolve: (changed: boolean) => void
  reject: (why: unknown) => void
}
type FileStoreOptions = {
  /** Epoch milliseconds. */
  now: () => number
  /** Rejects if this process must no longer write. */
  beforeWrite?: () => Promise<void>
  /** Entries with other keys are deleted on open: earlier versions stored all kinds in one file. */
  isOwnKey?: (key: string) => boolean
}

/**
 * Opens the store of a single process: a JSON file whose content is held in memory, and which is replaced on disk
 * before a change takes effect. Changes that arrive during a write are batched into the next one; each is checked
 * against its budget. Deletes expired entries on open, with each change, and every hour until it is closed.
 *
 * @param path the file; its folder is created if missing
 * @throws StoreFileError if the file is unreadable or invalid; it is then left unchanged
 */
export async function openFileStore(
  path: string,
  { now, beforeWrite = async () => undefined, isOwnKey = () => true }: FileStoreOptions,
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
      const next = new Map([...entries].filter(([, written]) => !isExpired(written, now())))
      const outcomes = applyChanges(these, next)
      try {
        if (outcomes.some(({ changed }) => changed)) {
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
    // Set synchronously after the last check of the queue; otherwise, a change queued in between would wait forever.
    busy = false
  }

  /** Deletes entries that have expired or that belong in another file. A failed write is retried an hour later. */
  async function prune(): Promise<void> {
    const isObsolete = ([key, written]: [string, StoreEntry]) =>
      !isOwnKey(key) || isExpired(written, now())
    await change((all) => {
      const obsolete = [...entries].filter(isObsolete)
      for (const [key] of obsolete) all.delete(key)
      return obsolete.length > 0
    }).catch(() => undefined)
  }
  await prune()
  const stopPruning = schedulePruning(() => void prune())

  return {
    get: async (key) => readValue(entries, key, now()),
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

/** Returns a change that writes only if the value equals `expected`. `now` in epoch milliseconds. */
export function compareAndSet(
  key: string,
  expected: string | null,
  written: StoreEntry | null,
  now: () => number,
): Change {
  return (all, current) => {
    if (readValue(current, key, now()) !== expected) return false
    if (written === null) all.delete(key)
    else all.set(key, written)
    return true
  }
}

/** Applies the changes in order. A change that exceeds its budget fails without affecting the others. */
function applyChanges(waiting: readonly PendingChange[], next: Map<string, StoreEntry>) {
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
