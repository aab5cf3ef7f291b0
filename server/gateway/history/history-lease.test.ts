import { expect, test } from 'vitest'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import { leaseMs } from '#server/history/protocol.ts'
import { createHistoryLease } from './history-lease.ts'

async function startGateways() {
  const clock = { now: Date.parse('2026-03-02T09:00:00Z') }
  const now = () => clock.now
  const store = await temporaryStore(now)
  const gateway = (owner: string) => createHistoryLease({ store, now, owner })
  return { clock, store, one: gateway('one'), other: gateway('other') }
}

test('only the gateway that holds the lease can extend it until it ends', async () => {
  const { clock, one, other } = await startGateways()
  const generation = await one(null)
  expect(generation).not.toBeNull()
  expect(await other(null)).toBeNull()
  clock.now += leaseMs - 1
  expect(await one(generation)).toBe(generation)
  clock.now += leaseMs - 1
  expect(await other(null)).toBeNull()
})

test('the generation grows each time that a gateway takes the lease, even if it is the same gateway', async () => {
  const { clock, one, other } = await startGateways()
  const first = (await one(null)) ?? 0
  const second = (await one(null)) ?? 0
  expect(second).toBeGreaterThan(first)
  expect(await one(first)).toBeNull()
  clock.now += leaseMs
  const third = (await other(null)) ?? 0
  expect(third).toBeGreaterThan(second)
  expect(await one(second)).toBeNull()
  expect(await one(null)).toBeNull()
})

test('extends an expired lease that no other gateway has taken', async () => {
  const { clock, one } = await startGateways()
  const generation = await one(null)
  clock.now += 10 * leaseMs
  expect(await one(generation)).toBe(generation)
})

test('only one of two gateways that take a free lease at once gets the lease', async () => {
  const { one, other } = await startGateways()
  const generations = await Promise.all([one(null), other(null)])
  expect(generations.filter((generation) => generation !== null)).toHaveLength(1)
})

test('the generation grows even after the store has lost its data', async () => {
  const { clock, store, one, other } = await startGateways()
  const first = (await one(null)) ?? 0
  await store.delete('history-lease')
  clock.now += 1_000
  expect(await other(null)).toBeGreaterThan(first)
})

test('ignores a lease that was taken while the clock was ahead', async () => {
  const { clock, one, other } = await startGateways()
  clock.now += 24 * 3_600_000
  const first = (await one(null)) ?? 0
  clock.now -= 24 * 3_600_000
  expect(await other(null)).toBeGreaterThan(first)
})

test('ignores an unreadable lease', async () => {
  const { store, one } = await startGateways()
  await store.put('history-lease', { value: '{', untilMs: null })
  expect(await one(null)).not.toBeNull()
})
