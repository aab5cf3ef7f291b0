import { join } from 'node:path'
import type { Log } from '#server/gateway/request-log.ts'
import { openFileStore } from './file-store.ts'
import { openRedisStore } from './redis-store.ts'
import type { Store } from './store.ts'

/**
 * The store that is configured: a Redis or Valkey where `storeUrl` names one, else a file in the data directory. `now` in
 * epoch milliseconds.
 *
 * @throws StoreFileError with one sentence for the operator
 */
export async function openStore({
  storeUrl,
  dataDirectory,
  now,
  log,
}: {
  storeUrl: string | null
  dataDirectory: string
  now: () => number
  log: Pick<Log, 'warn' | 'info'>
}): Promise<Store> {
  return storeUrl === null
    ? openFileStore(join(dataDirectory, 'store.json'), now)
    : openRedisStore(storeUrl, now, log)
}
