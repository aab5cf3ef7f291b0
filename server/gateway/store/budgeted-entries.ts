import { budgetOf, bytesOf, StoreFull, type Budget } from './budgets.ts'
import type { Written } from './store.ts'

type Tally = { entries: number; bytes: number }

/** Entries whose changes keep every kind within its budget. */
export type BudgetedEntries = {
  /** Writes an entry. Throws `StoreFull` and changes nothing, or evicts, as the kind's budget declares. */
  set: (key: string, written: Written) => void
  /** Says whether there was one. */
  delete: (key: string) => boolean
}

/**
 * Puts budgets on a map, which it changes in place. Counts the map once, so that many changes of one batch cost one count.
 *
 * @param entries none of them over
 */
export function budgetEntries(entries: Map<string, Written>): BudgetedEntries {
  const tallies = countAll(entries)
  const tallyOf = (budget: Budget): Tally => {
    const tally = tallies.get(budget) ?? { entries: 0, bytes: 0 }
    tallies.set(budget, tally)
    return tally
  }

  function remove(key: string): boolean {
    const before = entries.get(key)
    if (before === undefined) return false
    const tally = tallyOf(budgetOf(key))
    tally.entries -= 1
    tally.bytes -= bytesOf(before)
    return entries.delete(key)
  }

  function evict(budget: Budget, needed: Tally, keep: string): void {
    const tally = tallyOf(budget)
    for (const key of entries.keys()) {
      if (fits(budget, tally, needed)) return
      if (key !== keep && budgetOf(key) === budget) remove(key)
    }
  }

  return {
    set(key, written) {
      const budget = budgetOf(key)
      const before = entries.get(key)
      const bytes = bytesOf(written)
      const added = {
        entries: before === undefined ? 1 : 0,
        bytes: bytes - (before === undefined ? 0 : bytesOf(before)),
      }
      if (bytes > budget.maxEntryBytes) throw new StoreFull('entry', budget)
      if (!fits(budget, tallyOf(budget), added)) {
        if (budget.whenFull === 'refuse') throw new StoreFull('kind', budget)
        evict(budget, added, key)
      }
      const tally = tallyOf(budget)
      tally.entries += added.entries
      tally.bytes += added.bytes
      // The order of the map is the order of the last writes, where that decides what is evicted.
      if (budget.whenFull === 'evict-oldest') entries.delete(key)
      entries.set(key, written)
    },
    delete: remove,
  }
}

/** A change that adds nothing always fits, so that what an earlier version kept over budget can be made smaller. */
function fits(budget: Budget, tally: Tally, added: Tally): boolean {
  const entriesFit = added.entries <= 0 || tally.entries + added.entries <= budget.maxEntries
  return entriesFit && (added.bytes <= 0 || tally.bytes + added.bytes <= budget.maxBytes)
}

function countAll(entries: ReadonlyMap<string, Written>): Map<Budget, Tally> {
  const tallies = new Map<Budget, Tally>()
  for (const [key, written] of entries) {
    const budget = budgetOf(key)
    const tally = tallies.get(budget) ?? { entries: 0, bytes: 0 }
    tally.entries += 1
    tally.bytes += bytesOf(written)
    tallies.set(budget, tally)
  }
  return tallies
}
