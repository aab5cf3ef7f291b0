import { createHash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { createMemoryStore } from '#server/gateway/store/memory-store.ts'
import { StoreError, StoreFullError, type Store } from '#server/gateway/store/store.ts'
import {
  createRevokedSessions,
  toSessionReference,
  type SessionReference,
} from './revoked-sessions.ts'

const day = 24 * 3_600_000

function start() {
  const clock = { now: 1_000 }
  const state = { away: false }
  const now = () => clock.now
  const memory = createMemoryStore({ now, prune: () => false })
  const store: Store = {
    ...memory,
    async getEntry(key) {
      if (state.away) throw new StoreError('away')
      return memory.getEntry(key)
    },
    async replace(...change) {
      if (state.away) throw new StoreError('away')
      return memory.replace(...change)
    },
  }
  const warnings: unknown[] = []
  const log = { warn: (_: object, message?: string) => void warnings.push(message) }
  /** Simulates another gateway with the same store, or a restart of the gateway. */
  const create = () => createRevokedSessions(store, now, log)
  return { clock, state, store, create, revoked: create(), warnings }
}

const session = (account: string, id: string, until: number): SessionReference => ({
  account,
  id,
  until,
})
const storedBytes = async (store: Store) =>
  (await store.list('ended-sessions/')).map(([, value]) => Buffer.byteLength(value))

test('makes no ended session valid again when one account signs out 10,000 times', async () => {
  const { clock, store, revoked, create } = start()
  const stolen = session('ada', 'stolen', 90 * day)
  await revoked.add(stolen)
  const own = session('eve', 'first', clock.now + day)
  await revoked.add(own)
  for (let index = 0; index < 10_000; index += 1) {
    clock.now += 1
    await revoked.add(session('eve', `eve-${index}`, clock.now + day))
  }
  const other = create()
  expect([await other.has(stolen), await other.has(own)]).toEqual([true, true])
  expect(await other.has(session('eve', 'eve-5000', 5_001 + 1_000 + day))).toBe(true)
  // New sessions of both accounts are valid.
  expect(await other.has(session('ada', 'new', 90 * day + 1))).toBe(false)
  expect(await other.has(session('eve', 'new', clock.now + 1 + day))).toBe(false)
  const bytes = await storedBytes(store)
  expect(bytes).toHaveLength(2)
  expect(Math.max(...bytes)).toBeLessThan(16 * 1024)
})

test('if an account has more than 100 ended sessions, also ends its other sessions that expire no later than the earliest of these', async () => {
  const { revoked } = start()
  for (let index = 0; index < 101; index += 1)
    await revoked.add(session('eve', `eve-${index}`, day + index))
  expect(await revoked.has(session('eve', 'still open', day))).toBe(true)
  expect(await revoked.has(session('eve', 'still open', day + 1))).toBe(false)
  expect(await revoked.has(session('ada', 'still open', day))).toBe(false)
})

test('counts all spellings of an account as one account', () => {
  const reference = (username: string) =>
    toSessionReference({
      kind: 'password',
      username,
      id: 'id',
      token: 'token',
      tokenUntil: day,
      renewAt: day,
    }).account
  expect(reference(' Eve@Example.com')).toBe(reference('eve@example.com'))
  expect(reference('ada@example.com')).not.toBe(reference('eve@example.com'))
})

test('records ended sessions without exceeding the budget, even if other entries have filled it', async () => {
  const { store, revoked, create } = start()
  const ended = Array.from({ length: 100 }, (_, index) =>
    session('eve', `eve-${index}`, day + index),
  )
  for (const one of ended.slice(1)) await revoked.add(one)
  const [[, value] = ['', '']] = await store.list('ended-sessions/')
  const fill = async () => {
    for (let index = 0; ; index += 1)
      await store.put(`ended-sessions/${index}`, { value, untilMs: 2 * day })
  }
  await expect(fill()).rejects.toThrow(StoreFullError)
  for (const one of ended.slice(0, 1)) await revoked.add(one)
  for (let index = 0; index < 200; index += 1)
    await revoked.add(session(`account-${index}`, `${index}`, day))
  const total = (await storedBytes(store)).reduce((sum, bytes) => sum + bytes, 0)
  expect(total).toBeLessThanOrEqual(1024 * 1024)
  const other = create()
  for (const one of ended) expect(await other.has(one)).toBe(true)
  for (let index = 0; index < 200; index += 1)
    expect(await other.has(session(`account-${index}`, `${index}`, day))).toBe(true)
  // Only the largest entries are collapsed.
  expect((await storedBytes(store)).filter((bytes) => bytes > 5_000).length).toBeGreaterThan(80)
})

test('keeps ended sessions of 1,000 accounts while the store is unreachable, and then stores them', async () => {
  const { state, clock, revoked, create, warnings } = start()
  const stolen = session('ada', 'stolen', day)
  state.away = true
  await revoked.add(stolen)
  for (let index = 0; index < 10_500; index += 1)
    await revoked.add(session('eve', `eve-${index}`, day + index))
  for (let index = 0; index < 998; index += 1)
    await revoked.add(session(`account-${index}`, `${index}`, day))
  expect(await revoked.has(stolen)).toBe(true)
  // A record of one more account would displace the record of another account.
  await expect(revoked.add(session('too many', 'x', day))).rejects.toThrow(StoreError)
  expect(new Set(warnings)).toEqual(new Set(['cannot store the ended session yet']))
  state.away = false
  clock.now += 5_000
  await revoked.has(session('bob', 'b', day))
  await expect.poll(() => create().has(stolen)).toBe(true)
  await expect.poll(() => create().has(session('account-997', '997', day))).toBe(true)
})

test('does not store an ended session whose cookie expired while the store was unreachable', async () => {
  const { state, clock, store, revoked } = start()
  state.away = true
  await revoked.add(session('ada', 'a', day))
  state.away = false
  clock.now = day
  await revoked.has(session('bob', 'b', 2 * day))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await store.list('ended-sessions/')).toEqual([])
})

test('rejects sessions that an earlier version recorded as ended', async () => {
  const { store, revoked } = start()
  const key = `ended/${createHash('sha256').update('old').digest('base64url')}`
  await store.put(key, { value: '900', untilMs: day })
  expect(await revoked.has(session('ada', 'old', day))).toBe(true)
  expect(await revoked.has(session('ada', 'new', day))).toBe(false)
})

test('setting the clock back does not revive ended sessions, except a legacy session for up to a minute', async () => {
  const { clock, store, revoked, create } = start()
  clock.now = 60 * day
  await revoked.add(session('ada', 'signed out', 61 * day))
  await revoked.addAfterGracePeriod(session('bob', 'replaced', 61 * day))
  const key = `ended/${createHash('sha256').update('earlier version').digest('base64url')}`
  await store.put(key, { value: String(clock.now), untilMs: 61 * day })
  const endedAfter = async (now: number) => {
    clock.now = now
    const other = create()
    return Promise.all([
      other.has(session('ada', 'signed out', 61 * day)),
      other.has(session('bob', 'replaced', 61 * day)),
      other.has(session('eve', 'earlier version', 61 * day)),
    ])
  }
  expect(await endedAfter(60 * day)).toEqual([true, false, true])
  expect(await endedAfter(60 * day - 30_000)).toEqual([true, true, false])
  expect(await endedAfter(60 * day - 2 * 3_600_000)).toEqual([true, true, true])
  expect(await endedAfter(0)).toEqual([true, true, true])
})

/** Returns the entry of the only account with ended sessions. */
async function onlyEntry(store: Store) {
  const [[key, value] = ['', '']] = await store.list('ended-sessions/')
  return { key, value }
}

test('keeps a session ended if the account signs out of another session while the clock runs ahead', async () => {
  const { clock, store, create } = start()
  const stolen = session('ada', 'stolen', 61 * day)
  clock.now = 60 * day
  await create().add(stolen)
  clock.now += 730 * day
  await create().add(session('ada', 'new', clock.now + day))
  clock.now = 60 * day
  expect(await create().has(stolen)).toBe(true)
  expect(await create().has(session('ada', 'next', 61 * day + 1))).toBe(false)
  expect((await onlyEntry(store)).value).not.toContain('"sessions":[]')
})

test('treats sessions in an unreadable entry as ended, logs the entry once, and still records ended sessions', async () => {
  const { store, revoked, create, warnings } = start()
  await revoked.add(session('ada', 'stolen', day))
  const { key } = await onlyEntry(store)
  await store.put(key, { value: '{"endedUntil":0,"sessions":[{"hash":', untilMs: day })
  const other = create()
  for (const id of ['stolen', 'another'])
    expect(await other.has(session('ada', id, day))).toBe(true)
  expect(await other.has(session('ada', 'new', 2 * day))).toBe(false)
  expect(warnings).toEqual(['cannot read ended sessions'])
  await other.add(session('ada', 'new', 2 * day))
  const third = create()
  expect(await third.has(session('ada', 'new', 2 * day))).toBe(true)
  expect(await third.has(session('ada', 'stolen', day))).toBe(true)
  expect(await third.has(session('ada', 'third', 2 * day))).toBe(false)
})

test('never overwrites an entry of a later version', async () => {
  const { store, revoked, create } = start()
  await revoked.add(session('ada', 'stolen', day))
  const { key, value } = await onlyEntry(store)
  expect(JSON.parse(value)).toMatchObject({ version: 1 })
  const later = JSON.stringify({ version: 2, until: day, list: [] })
  await store.put(key, { value: later, untilMs: day })
  const other = create()
  expect(await other.has(session('ada', 'stolen', day))).toBe(true)
  await other.add(session('ada', 'new', 2 * day))
  expect(await other.has(session('ada', 'new', 2 * day))).toBe(true)
  expect(await store.get(key)).toBe(later)
})

test('stops retrying to write a record once the record has expired', async () => {
  const { clock, store, revoked, create } = start()
  await revoked.add(session('ada', 'stolen', day))
  const { key } = await onlyEntry(store)
  await store.put(key, { value: JSON.stringify({ version: 2 }), untilMs: 1.5 * day })
  const other = create()
  await other.add(session('ada', 'new', 2 * day))
  const writes = vi.spyOn(store, 'getEntry')
  const entriesReadBy = async (now: number) => {
    clock.now = now
    writes.mockClear()
    await other.has(session('bob', 'any', 9 * day))
    await vi.waitFor(() => expect(writes.mock.calls.length).toBeGreaterThan(0), { timeout: 60_000 })
    await new Promise(setImmediate)
    return writes.mock.calls.filter(([read]) => read === key).length
  }
  expect(await entriesReadBy(day)).toBe(1)
  // The record expires, so there are no further retries.
  expect(await entriesReadBy(2 * day + 60_000)).toBe(1)
  expect(await entriesReadBy(2 * day + 120_000)).toBe(0)
})

test('treats an unreadable record of an earlier version as the end of its session', async () => {
  const { store, revoked } = start()
  const key = `ended/${createHash('sha256').update('old').digest('base64url')}`
  await store.put(key, { value: 'garbage', untilMs: day })
  expect(await revoked.has(session('ada', 'old', day))).toBe(true)
})
