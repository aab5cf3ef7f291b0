import { isExpired, readValue, type StoreEntries } from './store-file.ts'
import { entryBytes, findBudget, StoreFullError, type Budget, type StoreEntry } from './store.ts'

type Usage = { entries: number; bytes: number }

export type BudgetedEntries = {
  /**
   * Writes an entry. If the kind is over budget, evicts entries or throws `StoreFullError`, as the budget specifies.
   */
  set: (key: string, written: StoreEntry) => void
  /** Returns whether the entry existed. */
  delete: (key: string) => boolean
}

/**
 * Returns functions that change a map in place, within the budgets. Measures the map once for all changes of a batch.
 * If a kind is full, its expired entries make room for new entries.
 *
 * @param now Unix milliseconds
 */
export function budgetEntries(entries: Map<string, StoreEntry>, now: number): BudgetedEntries {
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

  function removeExpired(budget: Budget, keep: string): void {
    for (const [key, written] of entries) {
      if (key !== keep && findBudget(key) === budget && isExpired(written, now)) remove(key)
    }
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
      if (!fits(budget, usageOf(budget), added)) removeExpired(budget, key)
      if (!fits(budget, usageOf(budget), added)) {
        if (budget.whenFull === 'refuse') throw new StoreFullError('kind', budget)
        evict(budget, added, key)
      }
      const tally = usageOf(budget)
      tally.entries += added.entries
      tally.bytes += added.bytes
      // Keeps the map ordered by last write, because eviction starts with the oldest write.
      if (budget.whenFull === 'evict-oldest') entries.delete(key)
      entries.set(key, written)
    },
    delete: remove,
  }
}

/**
 * Returns whether a change fits the budget. A change that adds nothing always fits, so that data over budget from an
 * earlier version can shrink.
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
export type Change = (entries: BudgetedEntries, current: StoreEntries) => boolean

/** Returns a change that writes only if the value equals `expected`. `now` is in Unix milliseconds. */
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
