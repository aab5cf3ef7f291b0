import { expect, test } from 'vitest'
import { createMemoryStore } from '#server/gateway/store/memory-store.ts'
import type { Store } from '#server/gateway/store/store.ts'
import { createHeartbeats } from './heartbeats.ts'

test('keeps heartbeats of at most 1,000 displays in memory', async () => {
  const memory = createMemoryStore({ now: () => 0 })
  const written: string[] = []
  const store: Store = {
    ...memory,
    put: (key, entry) => {
      written.push(key)
      return memory.put(key, entry)
    },
  }
  const heartbeats = createHeartbeats(store, () => 0)
  const recordAll = async (ids: string[]) => {
    for (const id of ids) heartbeats.recordHeartbeat(id)
    await expect.poll(() => written.length).toBeGreaterThan(0)
    return written.splice(0)
  }
  const ids = Array.from({ length: 1_000 }, (_, index) => `display_${index}`)
  expect(await recordAll(ids)).toHaveLength(1_000)
  // A display that was heard of within a minute is written again only if its heartbeat is no longer in memory.
  expect(await recordAll([...ids.slice(1), 'another'])).toEqual(['heard/another'])
  expect(await recordAll([...ids.slice(1), 'display_0'])).toEqual(['heard/display_0'])
})
