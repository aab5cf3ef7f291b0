import { join } from 'node:path'
import { openFileStore } from './file-store.ts'
import type { Store } from './store.ts'

/**
 * The store that is configured. `now` in epoch milliseconds.
 *
 * @throws StoreFileError with one sentence for the operator
 */
export async function openStore({
  dataDirectory,
  now,
}: {
  dataDirectory: string
  now: () => number
}): Promise<Store> {
  return openFileStore(join(dataDirectory, 'store.json'), now)
}
