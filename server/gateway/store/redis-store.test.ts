import { createClient } from '@redis/client'
import { expect, onTestFinished, test } from 'vitest'
import { openRedisStore } from './redis-store.ts'
import { budgets, findBudget, StoreFullError, StoreError } from './store.ts'
import { connectRedis } from './redis-client.ts'
import { createLegacyIndex } from './redis-index.ts'
import { startRedis } from './test-stores.ts'

const silent = { warn: () => undefined, info: () => undefined }

async function startTestRedis() {
  const redis = await startRedis()
  onTestFinished(redis.stop)
  return redis
}

async function openClient(url: string) {
  const client = createClient({ url })
  await client.connect()
  onTestFinished(() => client.destroy())
  return client
}

test('every method fails quickly while Redis is down, and works again after Redis restarts', async () => {
  const redis = await startTestRedis()
  const logged: string[] = []
  const log = {
    warn: (facts: object, message?: string) =>
      void logged.push(`${message} ${JSON.stringify(facts)}`),
    info: (_: object, message?: string) => void logged.push(String(message)),
  }
  const store = await openRedisStore(
    redis.url.replace('redis://', 'redis://nobody:canary@'),
    Date.now,
    log,
  )
  // This Redis has no such user; the log must not contain the password.
  await expect(store.get('a')).rejects.toThrow(StoreError)
  await store.close()
  expect(logged.join()).not.toContain('canary')

  const open = await openRedisStore(redis.url, Date.now, log)
  onTestFinished(open.close)
  await open.put('a', { value: '1', untilMs: null })
  await redis.stop()
  await expect(open.get('a')).rejects.toThrow(StoreError)
  await expect(open.list('a')).rejects.toThrow(StoreError)
  await expect(open.replace('a', null, null)).rejects.toThrow(StoreError)
  await redis.start()
  await expect.poll(() => open.get('a').catch(() => 'away'), { timeout: 20_000 }).toBeNull()
  expect(logged.filter((one) => one.startsWith('cannot connect to the store'))).not.toHaveLength(0)
}, 40_000)

test('times out after two seconds while Redis hangs, and works again once Redis responds', async () => {
  const redis = await startTestRedis()
  const store = await openRedisStore(redis.url, Date.now, silent)
  await store.put('a', { value: '1', untilMs: null })
  redis.freeze()
  const pending = [
    store.get('a'),
    store.list('a'),
    store.replace('a', '1', null),
    store.delete('b'),
  ]
  for (const one of pending) await expect(one).rejects.toThrow(StoreError)
  redis.thaw()
  await expect.poll(() => store.get('c').catch(() => 'away'), { timeout: 20_000 }).toBeNull()
  redis.freeze()
  await store.close()
  redis.thaw()
}, 60_000)

test('treats an unreadable value as missing, overwrites it atomically and changes no other key', async () => {
  const redis = await startTestRedis()
  const store = await openRedisStore(redis.url, Date.now, silent)
  onTestFinished(store.close)
  const client = await openClient(redis.url)
  const written = { value: 'new', untilMs: null }
  await store.put('boards/good', { value: 'good', untilMs: null })
  const garbage: [string, () => Promise<unknown>][] = [
    [
      'bytes that are not text',
      () => client.eval(`redis.call('SET', 'headroom:boards/a', '\\255\\254')`),
    ],
    ['text that is not JSON', () => client.set('headroom:boards/a', 'garbage')],
    ['another type', () => client.hSet('headroom:boards/a', 'field', 'x')],
  ]
  for (const [what, put] of garbage) {
    await client.del('headroom:boards/a')
    await put()
    expect({ what, value: await store.get('boards/a') }).toEqual({ what, value: null })
    expect(await store.list('boards/')).toEqual([['boards/good', 'good']])
    expect(await store.replace('boards/a', 'something', written)).toBe(false)
    const tries = Array.from({ length: 20 }, () => store.replace('boards/a', null, written))
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1)
    expect(await store.get('boards/a')).toBe('new')
    await client.del('headroom:boards/a')
    await put()
    await store.put('boards/a', written)
    await client.del('headroom:boards/a')
    await put()
    await store.delete('boards/a')
    expect(await client.exists('headroom:boards/a')).toBe(0)
  }
  // The store has no background activity: between two reads of the command count, Redis receives only the second read.
  const commands = async () =>
    Number(/total_commands_processed:(\d+)/.exec(await client.info('stats'))?.[1])
  const commandsBetween = async () => (await commands()) * -1 + (await commands())
  await expect.poll(commandsBetween).toBe(1)
})

test('keeps entries of a version without budgets and counts them towards the budget', async () => {
  const redis = await startTestRedis()
  const client = await openClient(redis.url)
  const kept = JSON.stringify({ value: 'old', untilMs: null })
  for (let index = 0; index < 200; index += 1) await client.set(`headroom:boards/${index}`, kept)
  const store = await openRedisStore(redis.url, Date.now, silent)
  onTestFinished(store.close)
  const written = { value: 'new', untilMs: null }
  await expect(store.put('boards/new', written)).rejects.toThrow(StoreFullError)
  await store.put('boards/7', written)
  await store.delete('boards/8')
  await store.put('boards/new', written)
  expect(await store.list('boards/')).toHaveLength(200)
})

test('lets Redis delete an entry a week after it expires', async () => {
  const redis = await startTestRedis()
  const client = await openClient(redis.url)
  const clock = { now: 1_000 }
  const store = await openRedisStore(redis.url, () => clock.now, silent)
  onTestFinished(store.close)
  const dayMs = 24 * 3_600_000
  for (const prefix of budgets.map((budget) => budget.prefix)) {
    await store.put(`${prefix}a`, { value: '1', untilMs: clock.now + 90 * dayMs })
    const remaining = await client.pTTL(`headroom:${prefix}a`)
    expect(remaining).toBeGreaterThan(96 * dayMs)
    expect(remaining).toBeLessThanOrEqual(97 * dayMs)
  }
})

/** Returns a deadline that passes after a number of checks. */
function deadlineAfter(steps: number) {
  let checks = 0
  return { isOver: () => (checks += 1) > steps }
}

test('after a deadline has passed, the next call continues to index entries of a version without budgets', async () => {
  const redis = await startTestRedis()
  const client = await connectRedis(redis.url, silent)
  onTestFinished(() => client.destroy())
  const kept = JSON.stringify({ value: 'old', untilMs: null })
  const count = 5_000
  const keys = Array.from({ length: count }, (_, at) => `headroom:ended/${at}`)
  await client.mSet(Object.fromEntries(keys.map((key) => [key, kept])))
  const index = createLegacyIndex(client)
  const budget = findBudget('ended/')
  const indexed = () => client.zCard('headroom-index:ended/ages')
  await expect(index.ensureComplete(budget, deadlineAfter(0))).rejects.toThrow('in time')
  expect(await indexed()).toBe(0)
  await expect(index.ensureComplete(budget, deadlineAfter(3))).rejects.toThrow('in time')
  const first = await indexed()
  expect(first).toBeGreaterThan(0)
  expect(first).toBeLessThan(count)
  await expect(index.ensureComplete(budget, deadlineAfter(3))).rejects.toThrow('in time')
  expect(await indexed()).toBeGreaterThan(first)
  await Promise.all([
    index.ensureComplete(budget, deadlineAfter(100)),
    index.ensureComplete(budget, deadlineAfter(100)),
  ])
  expect([await indexed(), await client.zCard('headroom-index:ended/ends')]).toEqual([count, count])
  // A complete index needs no further commands.
  await index.ensureComplete(budget, deadlineAfter(0))
})

test('after a reconnect to Redis, indexes entries from the beginning', async () => {
  const redis = await startTestRedis()
  const client = await connectRedis(redis.url, silent)
  onTestFinished(() => client.destroy())
  const kept = JSON.stringify({ value: 'old', untilMs: null })
  const keys = Array.from({ length: 2_000 }, (_, at) => `headroom:ended/${at}`)
  const fill = () => client.mSet(Object.fromEntries(keys.map((key) => [key, kept])))
  await fill()
  const index = createLegacyIndex(client)
  const budget = findBudget('ended/')
  await expect(index.ensureComplete(budget, deadlineAfter(2))).rejects.toThrow('in time')
  await redis.stop()
  await redis.start()
  await expect.poll(() => client.ping().catch(() => 'away'), { timeout: 20_000 }).toBe('PONG')
  // The restarted server contains no index.
  await fill()
  await index.ensureComplete(budget, deadlineAfter(100))
  expect(await client.zCard('headroom-index:ended/ages')).toBe(keys.length)
}, 40_000)
