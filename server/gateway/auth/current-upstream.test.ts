import { expect, test } from 'vitest'
import { temporaryStore } from '#server/gateway/store/test-store.ts'
import { createCurrentUpstream } from './current-upstream.ts'

const baseUrl = new URL('https://butlr.test')
const address = 'https://butlr.test'

/** An upstream whose organisation is looked up as the test says. */
async function start(findOrganisation: () => Promise<string | null>) {
  const clock = { now: 1_000_000 }
  const store = await temporaryStore(() => clock.now)
  let asked = 0
  const upstream = createCurrentUpstream({
    baseUrl,
    store,
    findOrganisation() {
      asked += 1
      return findOrganisation()
    },
    now: () => clock.now,
    log: { warn: () => undefined },
  })
  return { clock, store, upstream, asked: () => asked }
}

test('the store records the upstream at the start, and the organisation as soon as it is known', async () => {
  const { store, upstream, asked } = await start(async () => 'org_1')
  await expect.poll(() => store.get('upstream')).not.toBeNull()
  expect(asked()).toBe(0)
  expect(JSON.parse((await store.get('upstream')) ?? '')).toEqual({ address, organisation: null })
  expect(await upstream.resolved()).toEqual({ address, organisation: 'org_1' })
  await expect.poll(() => store.get('upstream')).toContain('org_1')
  await upstream.resolved()
  expect(asked()).toBe(1)
})

test('an upstream that is recorded stays, whatever comes later', async () => {
  const { store } = await start(async () => 'org_1')
  await expect.poll(() => store.get('upstream')).not.toBeNull()
  const later = createCurrentUpstream({
    baseUrl: new URL('https://other.test'),
    store,
    findOrganisation: async () => 'org_2',
    now: () => 0,
    log: { warn: () => undefined },
  })
  await later.resolved()
  expect(await later.ofUnmarked()).toEqual({ address, organisation: null })
})

test.each([
  ['fails', () => Promise.reject(new Error('Butlr is away')), 60_000],
  ['does not tell', () => Promise.resolve(null), 3_600_000],
])(
  'where Butlr %s, the organisation is unknown and asked for again later',
  async (_, find, pauseMs) => {
    const { upstream, clock, asked } = await start(find)
    for (let requests = 0; requests < 10; requests += 1) {
      expect(await upstream.resolved()).toEqual({ address, organisation: null })
    }
    expect(asked()).toBe(1)
    clock.now += pauseMs - 1
    await upstream.resolved()
    expect(asked()).toBe(1)
    clock.now += 1
    await upstream.resolved()
    expect(asked()).toBe(2)
  },
)

test('requests that come together ask once', async () => {
  const { upstream, asked } = await start(async () => 'org_1')
  await Promise.all(Array.from({ length: 20 }, () => upstream.resolved()))
  expect(asked()).toBe(1)
})
