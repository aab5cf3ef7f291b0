import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openRedisStore } from '#server/gateway/store/redis-store.ts'
import { startRedis, temporaryStore, removeFolder } from '#server/gateway/store/test-stores.ts'
import { openFileStores } from '#server/gateway/store/open-store.ts'
import { createOpenCodes } from './pairing-limits.ts'

const record = (address: string, requestedAt: number) => ({
  value: JSON.stringify({
    id: 'r',
    keyHash: 'h',
    requestedAt,
    expiresAt: 10_000,
    address,
    browser: 'Chrome 126 on Linux',
  }),
  untilMs: 10_000,
})

test('accepts every code request, and keeps at most a thousand codes open', async () => {
  const store = await temporaryStore(() => 0)
  const codes = createOpenCodes(store)
  const added = await Promise.all(
    Array.from({ length: 3_000 }, (_, index) =>
      codes.add(`pairing/${index}`, record(`2001:db8:0:${index % 50}::1`, index)),
    ),
  )
  expect(added).not.toContain(false)
  expect(await store.list('pairing/')).toHaveLength(1_000)
})

test('drops the oldest codes of the network with the most open codes and keeps the codes of other networks', async () => {
  const store = await temporaryStore(() => 0)
  const codes = createOpenCodes(store)
  await codes.add('pairing/honest', record('192.0.2.7', 0))
  await codes.add('pairing/other', record('192.0.2.8', 1))
  for (let index = 0; index < 1_500; index += 1) {
    await codes.add(`pairing/${index}`, record(`2001:db8::${index.toString(16)}`, 2 + index))
  }
  const kept = new Map(await store.list('pairing/'))
  expect(kept.size).toBe(1_000)
  expect([kept.has('pairing/honest'), kept.has('pairing/other')]).toEqual([true, true])
  expect([kept.has('pairing/501'), kept.has('pairing/502')]).toEqual([false, true])
})

test.each<[string, (index: number) => string]>([
  ['IPv6 /64 networks of one /48', (index) => `2001:db8:7:${index.toString(16)}::1`],
  ['IPv4 addresses of one /24', (index) => `198.51.100.${index % 250}`],
])('keeps all codes of other sites when 1,500 codes come from %s', async (_, addressOf) => {
  const store = await temporaryStore(() => 0)
  const codes = createOpenCodes(store)
  const office = Array.from({ length: 10 }, () => '192.0.2.7')
  const others = [...office, '2001:db8:8:1::1', '2001:db8:8:1::2', '2001:db8:8:2::1']
  for (const [index, address] of others.entries())
    await codes.add(`pairing/other-${index}`, record(address, index))
  for (let index = 0; index < 1_500; index += 1)
    await codes.add(`pairing/${index}`, record(addressOf(index), 20 + index))
  const kept = new Map(await store.list('pairing/'))
  expect(kept.size).toBe(1_000)
  expect(others.filter((__, index) => !kept.has(`pairing/other-${index}`))).toEqual([])
  expect([kept.has('pairing/512'), kept.has('pairing/1499')]).toEqual([false, true])
})

test('when one network of a site has too many codes, keeps the codes of the site’s other networks', async () => {
  const store = await temporaryStore(() => 0)
  const codes = createOpenCodes(store)
  await codes.add('pairing/neighbour', record('2001:db8:7:1::1', 0))
  for (let index = 0; index < 1_100; index += 1)
    await codes.add(`pairing/${index}`, record('2001:db8:7:2::1', 1 + index))
  expect(await store.get('pairing/neighbour')).not.toBeNull()
})

test('drops the oldest codes if each site has one code, so that the newest screen always has a code', async () => {
  const store = await temporaryStore(() => 0)
  const codes = createOpenCodes(store)
  for (let index = 0; index < 1_200; index += 1) {
    await codes.add(`pairing/${index}`, record(`10.${index >> 8}.${index & 255}.1`, index))
  }
  const kept = new Map(await store.list('pairing/'))
  expect([kept.size, kept.has('pairing/199'), kept.has('pairing/200')]).toEqual([
    1_000,
    false,
    true,
  ])
})

test('does not add a code that is in use', async () => {
  const codes = createOpenCodes(await temporaryStore(() => 0))
  const one = record('192.0.2.7', 0)
  const added = await Promise.all([codes.add('pairing/a', one), codes.add('pairing/a', one)])
  expect(added.toSorted()).toEqual([false, true])
})

test('writes no file when a code is added', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'headroom-store-'))
  onTestFinished(() => removeFolder(folder))
  const store = await openFileStores(folder, { now: () => 0, log: { warn: () => undefined } })
  const codes = createOpenCodes(store)
  for (let index = 0; index < 20; index += 1) {
    await codes.add(`pairing/${index}`, record('192.0.2.7', index))
  }
  await store.close()
  expect(await readdir(folder)).toEqual([])
})

test('two gateways that share Redis accept every code request, and keep at most a thousand codes open', async () => {
  const redis = await startRedis()
  onTestFinished(() => redis.stop())
  const silent = { warn: () => undefined, info: () => undefined }
  const open = async () => {
    const store = await openRedisStore(redis.url, () => 0, silent, 60_000)
    onTestFinished(() => store.close())
    return { store, codes: createOpenCodes(store) }
  }
  const gateways = [await open(), await open()]
  const added = await Promise.all(
    Array.from({ length: 1_100 }, async (_, index) =>
      gateways[index % 2]?.codes.add(
        `pairing/${index}`,
        record(`10.0.${index >> 8}.${index & 255}`, index),
      ),
    ),
  )
  expect(added.every((one) => one === true)).toBe(true)
  expect((await gateways[0]?.store.list('pairing/'))?.length).toBeLessThanOrEqual(1_000)
}, 60_000)
