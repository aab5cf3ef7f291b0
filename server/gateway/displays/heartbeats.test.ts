import { expect, test } from 'vitest'
import { createMemoryStore } from '#server/gateway/store/memory-store.ts'
import type { Store } from '#server/gateway/store/store.ts'
import { displayStatus as status } from '#src/testing/fixtures.ts'
import { createHeartbeats } from './heartbeats.ts'

function start() {
  let at = 1_000_000
  const now = () => at
  const store = createMemoryStore({ now })
  return {
    store,
    gateway: () => createHeartbeats(store, now),
    pass: (ms: number) => {
      at += ms
    },
  }
}

test('requests without a status do not change the time of the last status', async () => {
  const { gateway, pass } = start()
  const heartbeats = gateway()
  heartbeats.recordHeartbeat('d', status)
  pass(200_000)
  heartbeats.recordHeartbeat('d')
  await expect
    .poll(() => heartbeats.last('d'))
    .toEqual({ at: 1_200_000, status, statusAt: 1_000_000 })
  await expect
    .poll(() => gateway().last('d'))
    .toEqual({ at: 1_200_000, status, statusAt: 1_000_000 })
})

test('keeps a newer status that another gateway with the same store recorded', async () => {
  const { gateway, pass } = start()
  const [left, right] = [gateway(), gateway()]
  left.recordHeartbeat('d', status)
  await expect.poll(() => right.last('d')).not.toBeNull()
  pass(70_000)
  const newer = { ...status, page: { number: 2, of: 2 } }
  right.recordHeartbeat('d', newer)
  await expect.poll(() => left.last('d')).toMatchObject({ status: newer })
  pass(70_000)
  left.recordHeartbeat('d')
  await expect
    .poll(() => gateway().last('d'))
    .toEqual({ at: 1_140_000, status: newer, statusAt: 1_070_000 })
})

test('reads a heartbeat that an earlier version stored without a time for its status', async () => {
  const { gateway, store } = start()
  const value = JSON.stringify({ at: 900_000, status })
  await store.put('heard/d', { value, untilMs: 9_000_000 })
  expect(await gateway().last('d')).toEqual({ at: 900_000, status, statusAt: null })
})

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
  // A heartbeat that was written less than a minute ago is written again only if it is no longer in memory.
  expect(await recordAll([...ids.slice(1), 'another'])).toEqual(['heard/another'])
  expect(await recordAll([...ids.slice(1), 'display_0'])).toEqual(['heard/display_0'])
})
