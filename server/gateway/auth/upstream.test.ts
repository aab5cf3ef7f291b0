import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addsOrganisation,
  upstreamDifference,
  embeddedSimulatorUrl,
  upstreamAddress,
  createCurrentUpstream,
} from './upstream.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'

test.each([
  ['https://api.butlr.io', 'https://api.butlr.io/'],
  ['https://api.butlr.io', 'HTTPS://API.Butlr.IO:443'],
  ['https://api.butlr.io', 'https://api.butlr.io.'],
  ['https://proxy.example/butlr', 'https://proxy.example/butlr/'],
  ['https://proxy.example/butlr', 'https://proxy.example:443/x/../butlr///'],
  ['http://localhost:4000', 'http://LOCALHOST:4000/'],
])('treats %s and %s as the same upstream', (one, other) => {
  expect(upstreamAddress(new URL(other))).toBe(upstreamAddress(new URL(one)))
})

test.each([
  ['https://api.butlr.io', 'http://api.butlr.io'],
  ['https://api.butlr.io', 'https://api-dev.butlr.io'],
  ['https://api.butlr.io', 'https://api.butlr.io:8443'],
  ['https://api.butlr.io', 'https://api.butlr.io/prefix'],
  ['https://proxy.example/a', 'https://proxy.example/A'],
  ['http://localhost:4000', 'http://localhost:4001'],
  ['http://localhost:4000', embeddedSimulatorUrl.href],
])('treats %s and %s as different upstreams', (one, other) => {
  expect(upstreamAddress(new URL(other))).not.toBe(upstreamAddress(new URL(one)))
})

const organisation = fc.option(fc.constantFrom('org_1', 'org_2', 'org_3'))
const upstream = fc.record({
  address: fc.constantFrom('https://a.example', 'https://b.example', 'http://simulator.invalid'),
  organisation,
})

test('reports a different address, or a different organisation if both organisations are known', () => {
  fc.assert(
    fc.property(upstream, upstream, (owner, current) => {
      const difference = upstreamDifference(owner, current)
      if (owner.address !== current.address) {
        expect(difference).toBe(
          owner.address === 'http://simulator.invalid' ? 'simulator' : 'address',
        )
      } else if (owner.organisation === null || current.organisation === null) {
        expect(difference).toBeNull()
      } else {
        expect(difference).toBe(owner.organisation === current.organisation ? null : 'organisation')
      }
      // An upstream that differs only by a newly known organisation does not count as different.
      if (addsOrganisation(current, owner)) expect(difference).toBeNull()
      expect(upstreamDifference(current, current)).toBeNull()
    }),
  )
})

const baseUrl = new URL('https://butlr.test')
const address = 'https://butlr.test'

async function start(findOrganisation: () => Promise<string | null>) {
  const clock = { now: 1_000_000 }
  const store = await temporaryStore(() => clock.now)
  let lookups = 0
  const upstream = createCurrentUpstream({
    baseUrl,
    store,
    findOrganisation() {
      lookups += 1
      return findOrganisation()
    },
    now: () => clock.now,
    log: { warn: () => undefined },
  })
  return { clock, store, upstream, lookups: () => lookups }
}

test('records the upstream at startup, and its organisation as soon as it is known', async () => {
  const { store, upstream, lookups } = await start(async () => 'org_1')
  await expect.poll(() => store.get('upstream')).not.toBeNull()
  expect(lookups()).toBe(0)
  expect(JSON.parse((await store.get('upstream')) ?? '')).toEqual({ address, organisation: null })
  expect(await upstream.resolve()).toEqual({ address, organisation: 'org_1' })
  await expect.poll(() => store.get('upstream')).toContain('org_1')
  await upstream.resolve()
  expect(lookups()).toBe(1)
})

test('keeps the recorded upstream when the gateway connects to another upstream', async () => {
  const { store } = await start(async () => 'org_1')
  await expect.poll(() => store.get('upstream')).not.toBeNull()
  const later = createCurrentUpstream({
    baseUrl: new URL('https://other.test'),
    store,
    findOrganisation: async () => 'org_2',
    now: () => 0,
    log: { warn: () => undefined },
  })
  await later.resolve()
  expect(await later.defaultOwner()).toEqual({ address, organisation: null })
})

test.each([
  ['fails', () => Promise.reject(new Error('Butlr is down')), 60_000],
  [
    'rejects the account',
    () => Promise.reject(new GatewayError('no_account', { retryAfterSeconds: 5 })),
    5_000,
  ],
  ['returns none', () => Promise.resolve(null), 3_600_000],
])(
  'leaves the organisation unknown when Butlr %s, and looks it up again later',
  async (_, find, pauseMs) => {
    const { upstream, clock, lookups } = await start(find)
    for (let requests = 0; requests < 10; requests += 1) {
      expect(await upstream.resolve()).toEqual({ address, organisation: null })
    }
    expect(lookups()).toBe(1)
    clock.now += pauseMs - 1
    await upstream.resolve()
    expect(lookups()).toBe(1)
    clock.now += 1
    await upstream.resolve()
    expect(lookups()).toBe(2)
  },
)

test('shares one lookup among concurrent requests', async () => {
  const { upstream, lookups } = await start(async () => 'org_1')
  await Promise.all(Array.from({ length: 20 }, () => upstream.resolve()))
  expect(lookups()).toBe(1)
})

test.each(['{}', 'garbage'])(
  'assigns legacy data to no upstream while the record is unreadable (%s)',
  async (text) => {
    const { store } = await start(async () => 'org_1')
    await expect.poll(() => store.get('upstream')).not.toBeNull()
    await store.put('upstream', { value: text, untilMs: null })
    const warned: object[] = []
    const later = createCurrentUpstream({
      baseUrl,
      store,
      findOrganisation: async () => 'org_1',
      now: () => 0,
      log: { warn: (facts: object) => void warned.push(facts) },
    })
    const current = await later.resolve()
    for (let requests = 0; requests < 3; requests += 1)
      expect(upstreamDifference(await later.defaultOwner(), current)).toBe('address')
    expect(await store.get('upstream')).toBe(text)
    expect(warned).toEqual([{ key: 'upstream' }])
  },
)
