import { findBudget, type Store, budgets } from './store.ts'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Log } from '#server/gateway/http/request-log.ts'
import { openBestEffortStore, createMemoryStore } from './memory-store.ts'
import { lockDirectory, type LockTimer } from './directory-lock.ts'
import { openFileStore } from './file-store.ts'
import { createPrune } from './pruning.ts'
import { openRedisStore } from './redis-store.ts'
import { readStoreFile } from './store-file.ts'

/**
 * Combines several stores into one: kinds in `parts` use their own store, all others use `main`.
 *
 * @param parts stores by the key prefix of their kind
 */
function createSplitStore(main: Store, parts: ReadonlyMap<string, Store>): Store {
  const homeOf = (key: string) => parts.get(findBudget(key).prefix) ?? main
  return {
    get: (key) => homeOf(key).get(key),
    getEntry: (key) => homeOf(key).getEntry(key),
    list: (prefix) => homeOf(prefix).list(prefix),
    put: (key, written) => homeOf(key).put(key, written),
    replace: (key, expected, written) => homeOf(key).replace(key, expected, written),
    delete: (key) => homeOf(key).delete(key),
    async close() {
      await Promise.all([main, ...parts.values()].map((one) => one.close()))
    },
  }
}

type StoreOptions = {
  storeUrl: string | null
  dataDirectory: string
  /** Returns the time in Unix milliseconds. */
  now: () => number
  log: Pick<Log, 'warn' | 'info'>
  /** Called once if another process takes the lock of the data directory. */
  onLost: () => void
}

/**
 * Opens the configured store: Redis or Valkey if `storeUrl` is set, else files in the data directory, which it locks
 * for this process.
 *
 * @throws StoreFileError with a message for the operator
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { storeUrl, dataDirectory, now, log, onLost } = options
  if (storeUrl !== null) return openRedisStore(storeUrl, now, log)
  const lock = await lockDirectory(dataDirectory, { timer: realTimer, log, onLost })
  try {
    const store = await openFileStores(dataDirectory, { now, log, beforeWrite: lock.ensureHeld })
    return {
      ...store,
      async close() {
        await store.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

const realTimer: LockTimer = {
  now: () => performance.now(),
  wait: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
}

/**
 * Opens a store that uses `store.json` for all durable kinds, a file per best-effort kind, such as `heard.json`, and
 * memory for the other kinds.
 */
export async function openFileStores(
  directory: string,
  options: {
    now: () => number
    log: Pick<Log, 'warn'>
    beforeWrite?: () => Promise<void>
  },
): Promise<Store> {
  const path = join(directory, 'store.json')
  const prune = createPrune(options.now, options.log)
  const all = await readStoreFile(path)
  const parts = new Map<string, Store>()
  for (const { prefix, durability } of budgets) {
    if (durability === 'durable') continue
    if (durability === 'memory') {
      parts.set(prefix, createMemoryStore({ now: options.now }))
      continue
    }
    // Earlier versions stored all kinds in one file. Opening the main store then deletes these entries from it.
    const earlier = [...all].filter(([key]) => findBudget(key).prefix === prefix)
    const file = join(directory, `${prefix.replaceAll('/', '')}.json`)
    parts.set(prefix, await openBestEffortStore(file, { ...options, prune, earlier }))
  }
  const isOwnKey = (key: string) => !parts.has(findBudget(key).prefix)
  return createSplitStore(await openFileStore(path, { ...options, prune, isOwnKey }), parts)
}
