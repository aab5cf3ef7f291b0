import { expect, onTestFinished, test } from 'vitest'
import { openRedisStore } from './redis-store.ts'
import { StoreFailure } from './store.ts'
import { startRedis } from './test-redis.ts'

test('while Redis is away every method fails soon, and all goes on when it is back', async () => {
  const redis = await startRedis()
  onTestFinished(redis.stop)
  const said: string[] = []
  const log = {
    warn: (facts: object, words?: string) => void said.push(`${words} ${JSON.stringify(facts)}`),
    info: (_: object, words?: string) => void said.push(String(words)),
  }
  const store = await openRedisStore(
    redis.url.replace('redis://', 'redis://nobody:canary@'),
    Date.now,
    log,
  )
  // This Redis knows no such user; what was sent as the password may not be read in the log.
  await expect(store.get('a')).rejects.toThrow(StoreFailure)
  await store.close()
  expect(said.join()).not.toContain('canary')

  const open = await openRedisStore(redis.url, Date.now, log)
  onTestFinished(open.close)
  await open.put('a', { value: '1', untilMs: null })
  await redis.stop()
  await expect(open.get('a')).rejects.toThrow(StoreFailure)
  await expect(open.list('a')).rejects.toThrow(StoreFailure)
  await expect(open.replace('a', null, null)).rejects.toThrow(StoreFailure)
  await redis.start()
  await expect.poll(() => open.get('a').catch(() => 'away'), { timeout: 20_000 }).toBeNull()
  expect(said.filter((one) => one.startsWith('the store cannot be reached'))).not.toHaveLength(0)
}, 40_000)

test('a Redis that hangs is given up after two seconds, and used again when it answers', async () => {
  const redis = await startRedis()
  onTestFinished(redis.stop)
  const silent = { warn: () => undefined, info: () => undefined }
  const store = await openRedisStore(redis.url, Date.now, silent)
  await store.put('a', { value: '1', untilMs: null })
  redis.freeze()
  const asked = [store.get('a'), store.list('a'), store.replace('a', '1', null), store.delete('b')]
  for (const one of asked) await expect(one).rejects.toThrow(StoreFailure)
  redis.thaw()
  await expect.poll(() => store.get('c').catch(() => 'away'), { timeout: 20_000 }).toBeNull()
  redis.freeze()
  await store.close()
  redis.thaw()
}, 60_000)
