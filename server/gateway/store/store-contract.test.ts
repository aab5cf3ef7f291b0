import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openFileStore } from './file-store.ts'
import { createPrune } from './pruning.ts'
import { openRedisStore } from './redis-store.ts'
import { startSharedRedis, removeFolder } from './test-stores.ts'
import { StoreFullError, type Store } from './store.ts'

/** A separate store for each test; `reopen` opens the same store again, as a restart does. */
type Opened = { store: Store; reopen: () => Promise<Store>; clock: { now: number } }

const silent = { warn: () => undefined, info: () => undefined }

async function fileStore(): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'headroom-store-'))
  onTestFinished(() => removeFolder(folder))
  const clock = { now: 1_000 }
  const now = () => clock.now
  const prune = createPrune(now, silent)
  const open = () => openFileStore(join(folder, 'deep', 'store.json'), { now, prune })
  return { store: await open(), reopen: open, clock }
}

const unusedDatabase = startSharedRedis()

async function redisStore(): Promise<Opened> {
  const clock = { now: 1_000 }
  const url = unusedDatabase()
  const open = async () => {
    const store = await openRedisStore(url, () => clock.now, silent, 60_000)
    onTestFinished(() => store.close().catch(() => undefined))
    return store
  }
  return { store: await open(), reopen: open, clock }
}

const forever = (value: string) => ({ value, untilMs: null })

describe.each<[string, () => Promise<Opened>]>([
  ['a file', fileStore],
  ['Redis', redisStore],
])('store in %s', (_, open) => {
  test('returns a written value until it is deleted, even after a restart', async () => {
    const { store, reopen } = await open()
    expect(await store.get('boards/a')).toBeNull()
    await store.put('boards/a', forever('one'))
    await store.put('boards/a', forever('two'))
    expect(await store.get('boards/a')).toBe('two')
    await store.close()
    const again = await reopen()
    expect(await again.get('boards/a')).toBe('two')
    await again.delete('boards/a')
    expect(await again.get('boards/a')).toBeNull()
    await again.delete('boards/a')
  })

  test('get and list do not return an expired value', async () => {
    const { store, clock } = await open()
    await store.put('pairing/x', { value: 'one', untilMs: 2_000 })
    clock.now = 1_999
    expect(await store.get('pairing/x')).toBe('one')
    clock.now = 2_000
    expect(await store.get('pairing/x')).toBeNull()
    expect(await store.getEntry('pairing/x')).toEqual({ value: 'one', untilMs: 2_000 })
    expect(await store.list('pairing/')).toEqual([])
    expect(await store.replace('pairing/x', null, forever('two'))).toBe(true)
    expect(await store.get('pairing/x')).toBe('two')
  })

  test('lists the keys with a prefix in order, even if they contain special characters', async () => {
    const { store } = await open()
    for (const key of ['a/2', 'a/10', 'a/*', 'a/[x]', 'a', 'ab/1', 'b/1']) {
      await store.put(key, forever(key))
    }
    expect((await store.list('a/')).map(([key]) => key)).toEqual(['a/*', 'a/10', 'a/2', 'a/[x]'])
    expect(await store.list('a/[')).toEqual([['a/[x]', 'a/[x]']])
    expect(await store.list('none/')).toEqual([])
  })

  test('lets only one of many concurrent compare-and-set calls succeed', async () => {
    const { store } = await open()
    const tries = Array.from({ length: 50 }, (_, index) =>
      store.replace('pairing/x', null, forever(String(index))),
    )
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1)
    const value = await store.get('pairing/x')
    expect(await store.replace('pairing/x', 'something else', null)).toBe(false)
    expect(await store.get('pairing/x')).toBe(value)
    expect(await store.replace('pairing/x', value, null)).toBe(true)
    expect(await store.get('pairing/x')).toBeNull()
    expect(await store.replace('pairing/x', value, forever('again'))).toBe(false)
  })

  test('completes consecutive calls even if some of them change nothing', async () => {
    const { store } = await open()
    for (let index = 0; index < 20; index += 1) {
      await store.replace('a', 'never', forever('x'))
      await Promise.all([store.put('a', forever(String(index))), store.delete('b')])
    }
    expect(await store.get('a')).toBe('19')
  })

  test('stores all of many concurrent changes', async () => {
    const { store, reopen } = await open()
    const keys = Array.from({ length: 200 }, (_, index) => `displays/${index}`)
    await Promise.all(keys.map((key) => store.put(key, forever(key.repeat(200)))))
    await store.close()
    expect(await (await reopen()).list('displays/')).toHaveLength(200)
  })

  test('concurrent writes never exceed the maximum number of entries of a kind', async () => {
    const { store } = await open()
    const keys = Array.from({ length: 260 }, (_, index) => `boards/${index}`)
    const outcomes = await Promise.allSettled(keys.map((key) => store.put(key, forever('{}'))))
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(60)
    for (const one of refused) expect(one).toMatchObject({ reason: expect.any(StoreFullError) })
    const kept = await store.list('boards/')
    expect(kept).toHaveLength(200)
    // An existing entry can still change, and deleting an entry makes room for another.
    const first = kept[0]?.[0] ?? ''
    await store.put(first, forever('{"a":1}'))
    await expect(store.replace('boards/new', null, forever('{}'))).rejects.toThrow(StoreFullError)
    await store.delete(first)
    expect(await store.replace('boards/new', null, forever('{}'))).toBe(true)
  })

  test('concurrent writes never exceed the maximum bytes of a kind', async () => {
    const { store } = await open()
    const value = 'x'.repeat(16 * 1024 - 100)
    const keys = Array.from({ length: 100 }, (_, index) => `boards/${index}`)
    await Promise.allSettled(keys.map((key) => store.put(key, forever(value))))
    const kept = await store.list('boards/')
    const bytes = kept.reduce((sum, [, one]) => sum + one.length, 0)
    expect(bytes).toBeLessThanOrEqual(1024 * 1024)
    expect(bytes).toBeGreaterThan(1000 * 1024)
    // A full kind still accepts a change that needs no more space.
    await store.put(kept[0]?.[0] ?? '', forever('y'))
    // Other kinds have separate budgets.
    await store.put('displays/a', forever('z'))
  })

  test('rejects an entry that exceeds the size limit of its kind and keeps the previous value', async () => {
    const { store } = await open()
    await store.put('boards/a', forever('small'))
    await expect(store.put('boards/a', forever('é'.repeat(9_000)))).rejects.toThrow(
      'Too large: boards are limited to 16 KB each.',
    )
    expect(await store.get('boards/a')).toBe('small')
  })

  test('when a kind is full, evicts the entries that were written longest ago', async () => {
    const { store, clock } = await open()
    for (let index = 0; index < 1_010; index += 1) {
      clock.now += 1
      await store.put(`audit/${String(index).padStart(4, '0')}`, forever(String(index)))
    }
    const kept = await store.list('audit/')
    expect(kept).toHaveLength(1_000)
    expect(kept[0]).toEqual(['audit/0010', '10'])
  })

  test('does not count expired entries against the budget', async () => {
    const { store, clock } = await open()
    for (let index = 0; index < 200; index += 1) {
      await store.put(`boards/${index}`, { value: 'c', untilMs: 2_000 })
    }
    await expect(store.put('boards/one-more', forever('c'))).rejects.toThrow(StoreFullError)
    clock.now = 2_000
    await store.put('boards/one-more', forever('c'))
    expect(await store.list('boards/')).toEqual([['boards/one-more', 'c']])
  })

  test.each([
    ['two hours', 2 * 3_600_000],
    ['two years', 2 * 365 * 24 * 3_600_000],
  ])('keeps all entries while the clock runs %s ahead', async (_duration, aheadMs) => {
    const { store, reopen, clock } = await open()
    const began = Date.now()
    clock.now = began
    await store.put('boards/lasting', forever('1'))
    await store.put('displays/a', { value: 'a', untilMs: began + 3_600_000 })
    clock.now = began + aheadMs
    expect(await store.get('displays/a')).toBeNull()
    await store.put('displays/b', forever('b'))
    await store.close()
    const again = await reopen()
    await again.put('displays/c', forever('c'))
    clock.now = began
    expect(await again.list('displays/')).toEqual([
      ['displays/a', 'a'],
      ['displays/b', 'b'],
      ['displays/c', 'c'],
    ])
  })
})
