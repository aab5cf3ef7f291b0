import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openFileStore } from './file-store.ts'
import type { Store } from './store.ts'

/** A store in a file that goes with the test. `now` in epoch milliseconds. */
export async function temporaryStore(now: () => number = Date.now): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'headroom-store-'))
  const store = await openFileStore(join(folder, 'store.json'), now)
  onTestFinished(async () => {
    await store.close()
    await rm(folder, { recursive: true, maxRetries: 5 })
  })
  return store
}
