import { budgetEntries } from './budgeted-entries.ts'
import { replacement } from './file-store.ts'
import type { Store, Written } from './store.ts'
import { isOver, listOf, valueOf } from './store-file.ts'

type MemoryOptions = {
  /** Epoch milliseconds. */
  now: () => number
  /** What it starts with, which it changes in place. */
  entries?: Map<string, Written>
  /** Called after each change. */
  onChange?: () => void
}

/** A store that lives as long as the process: no method waits for anything or fails but for a budget. */
export function createMemoryStore({
  now,
  entries = new Map(),
  onChange = () => undefined,
}: MemoryOptions): Store {
  function change(how: ReturnType<typeof replacement>): boolean {
    for (const [key, written] of entries) if (isOver(written, now())) entries.delete(key)
    const changed = how(budgetEntries(entries), entries)
    if (changed) onChange()
    return changed
  }

  return {
    get: async (key) => valueOf(entries, key, now()),
    list: async (prefix) => listOf(entries, prefix, now()),
    async put(key, written) {
      change((all) => {
        all.set(key, written)
        return true
      })
    },
    replace: async (key, expected, written) => change(replacement(key, expected, written, now)),
    async delete(key) {
      change((all) => all.delete(key))
    },
    close: async () => undefined,
  }
}
