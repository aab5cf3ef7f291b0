import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openFiles } from './open-store.ts'
import type { Store } from './store.ts'

/** A store in files that go with the test. `now` in epoch milliseconds. */
export async function temporaryStore(now: () => number = Date.now): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'headroom-store-'))
  const store = await openFiles(folder, { now, log: { warn: () => undefined } })
  onTestFinished(async () => {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  })
  return store
}
