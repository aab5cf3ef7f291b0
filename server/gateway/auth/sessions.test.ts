import { hkdfSync } from 'node:crypto'
import { CompactEncrypt } from 'jose'
import { expect, test } from 'vitest'
import { StoreError, type Store } from '#server/gateway/store/store.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import {
  answerWithLogins,
  gatewayCredentials,
  placesAnswer,
  readProblemCode,
  createBrowser,
  reportingBody,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { boardDraft } from '#src/testing/fixtures.ts'
import { json } from '#server/gateway/test-servers.ts'

type Options = NonNullable<Parameters<typeof startGateway>[1]>
type Started = Awaited<ReturnType<typeof startGateway>>

const startedAt = Date.parse('2026-03-02T09:00:00Z')
const day = 24 * 3_600_000
const secret = 'a secret of more than thirty-two characters'
const start = (options: Options = {}, expiresIn = 1_000) =>
  startGateway(
    answerWithLogins(
      ({ url }) => json(url.endsWith('/graphql') ? placesAnswer() : { data: {} }),
      expiresIn,
    ),
    { displayCredentials: gatewayCredentials, ...options },
  )

/** Returns another browser with the same cookies. */
function copyOf({ send }: Pick<Started, 'send'>, cookies: ReadonlyMap<string, string>) {
  const copy = createBrowser(send)
  for (const [name, value] of cookies) copy.cookies.set(name, value)
  return copy
}

const routes = [
  ['POST', '/api/v3/reporting', reportingBody],
  ['POST', '/api/v3/graphql', { document: 'places' }],
  ['GET', '/api/overrides', undefined],
  ['GET', '/api/boards', undefined],
  ['GET', '/api/displays', undefined],
  ['GET', '/api/displays/activity', undefined],
  ['POST', '/api/boards', boardDraft],
] as const
async function answersOf(browser: Started['browser']) {
  const answers = await Promise.all(
    routes.map(([method, path, body]) => browser.request(method, path, body)),
  )
  return Promise.all(answers.map(async (answer) => (answer.ok ? 'ok' : readProblemCode(answer))))
}
const every = (code: string) => routes.map(() => code)

/** Seals content as earlier versions did. */
async function sealedAsBefore(content: object): Promise<string> {
  const key = new Uint8Array(hkdfSync('sha256', secret, 'headroom', 'session cookie', 32))
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(key)
}
const oldPassword = {
  kind: 'password',
  username: 'ada@example.com',
  token: 'token-old',
  tokenUntil: startedAt + 900_000,
  renewAt: startedAt + 600_000,
}
const oldClient = {
  kind: 'client',
  clientId: 'client_ada',
  clientSecret: 'secret-canary-2',
  endsAt: startedAt + 30 * day,
  token: 'token-old',
  tokenUntil: startedAt + 1_000_000,
  renewAt: startedAt + 700_000,
}

test.each(['signInPerson', 'signInClient'] as const)(
  'rejects a copied cookie after sign-out (%s)',
  async (signIn) => {
    const gateway = await start()
    const { browser } = gateway
    await browser[signIn]()
    const copy = copyOf(gateway, browser.cookies)
    expect(await answersOf(copy)).toEqual(every('ok'))
    await browser.request('DELETE', '/api/session')
    expect(await answersOf(copyOf(gateway, copy.cookies))).toEqual(every('signed_out'))
    expect(await (await copy.get('/api/session')).json()).toMatchObject({ signedIn: false })
    expect(copy.cookies.size).toBe(0)
  },
)

test('ends only one session of the account on sign-out', async () => {
  const gateway = await start()
  const other = createBrowser(gateway.send)
  await gateway.browser.signInClient()
  await other.signInClient()
  await gateway.browser.request('DELETE', '/api/session')
  expect(await answersOf(other)).toEqual(every('ok'))
})

test('after sign-out, rejects a copy of the cookie from before a token renewal', async () => {
  const gateway = await start()
  const { browser, clock } = gateway
  await browser.signInClient()
  const copy = copyOf(gateway, browser.cookies)
  clock.now += 900_000
  await browser.report()
  expect([...browser.cookies]).not.toEqual([...copy.cookies])
  await browser.request('DELETE', '/api/session')
  expect(await answersOf(copy)).toEqual(every('signed_out'))
})

test('rejects ended sessions after a restart and on every gateway with the same store', async () => {
  const store = await temporaryStore(() => startedAt)
  const first = await start({ store })
  await first.browser.signInPerson()
  const copied = new Map(first.browser.cookies)
  await first.browser.request('DELETE', '/api/session')
  // Uses the same upstream, so that only the ended session can cause the rejection.
  const second = await start({ store, baseUrl: first.upstream.baseUrl })
  expect(await answersOf(copyOf(second, copied))).toEqual(every('signed_out'))
})

test('records an ended session without anything that grants access, until the cookie expires', async () => {
  const clock = { now: startedAt }
  const store = await temporaryStore(() => clock.now)
  const gateway = await start({ store, now: () => clock.now })
  for (const [signIn, until] of [
    ['signInPerson', 1_000_000],
    ['signInClient', 90 * day],
  ] as const) {
    await gateway.browser[signIn]()
    await gateway.browser.request('DELETE', '/api/session')
    const [[key, value] = ['', '']] = await store.list('ended-sessions/')
    expect(key).toMatch(/^ended-sessions\/[\w-]{43}$/)
    expect(value).toMatch(
      /^\{"version":1,"endedUntil":0,"sessions":\[\{"hash":"[\w-]{22}","from":\d+,"until":\d+\}\]\}$/,
    )
    clock.now += until - 1
    expect(await store.list('ended-sessions/')).toHaveLength(1)
    clock.now += 1
    expect(await store.list('ended-sessions/')).toEqual([])
  }
})

test('ends an API credential session after 90 days, even if it is in use', async () => {
  const { browser, clock } = await start()
  await browser.signInClient()
  for (let days = 10; days < 90; days += 10) {
    clock.now += 10 * day
    expect((await browser.report()).status).toBe(200)
  }
  const copied = new Map(browser.cookies)
  clock.now += 10 * day - 1_000
  expect((await browser.report()).status).toBe(200)
  clock.now += 1_000
  expect(await readProblemCode(await browser.report())).toBe('signed_out')
  for (const [name, value] of copied) browser.cookies.set(name, value)
  expect(await answersOf(browser)).toEqual(every('signed_out'))
})

test('rejects a session of another upstream with the reason upstream_changed', async () => {
  const store = await temporaryStore(() => startedAt)
  const demo = await start({ store })
  await demo.browser.signInPerson()
  await demo.browser.signInClient()
  const real = await start({ store, displayCredentials: null })
  const requestsBefore = real.upstream.received.length
  const browser = copyOf(real, demo.browser.cookies)
  expect(await answersOf(browser)).toEqual(every('signed_out'))
  const copy = copyOf(real, demo.browser.cookies)
  expect(await (await copy.get('/api/session')).json()).toMatchObject({
    signedIn: false,
    reason: 'upstream_changed',
  })
  expect(copy.cookies.size).toBe(0)
  const refused = await copyOf(real, demo.browser.cookies).report()
  expect(await refused.json()).toEqual({
    error: {
      code: 'signed_out',
      message: 'Headroom’s connection to Butlr has changed. Sign in again.',
      reason: 'upstream_changed',
    },
  })
  // No token of one upstream is sent to the other.
  expect(real.upstream.received).toHaveLength(requestsBefore)
  expect(await answersOf(copyOf(demo, demo.browser.cookies))).toEqual(every('ok'))
})

test.each([oldPassword, oldClient])(
  'accepts a legacy cookie ($kind) for less than a minute and replaces it',
  async (old) => {
    const gateway = await start()
    const { browser, clock } = gateway
    const sealed = await sealedAsBefore(old)
    browser.cookies.set('__Host-headroom', sealed)
    expect(await answersOf(browser)).toEqual(every('ok'))
    expect(browser.cookies.get('__Host-headroom')).not.toBe(sealed)
    clock.now += 60_000
    expect(await answersOf(browser)).toEqual(every('ok'))
    // Only a copy can still send the old cookie.
    const copy = copyOf(gateway, new Map([['__Host-headroom', sealed]]))
    expect(await answersOf(copy)).toEqual(every('signed_out'))
    expect(await answersOf(browser)).toEqual(every('ok'))
  },
)

test('ends a legacy session and every copy of its cookie on sign-out', async () => {
  const gateway = await start()
  const cookies = new Map([['__Host-headroom', await sealedAsBefore(oldPassword)]])
  const browser = copyOf(gateway, cookies)
  await browser.report()
  const resealed = new Map(browser.cookies)
  await browser.request('DELETE', '/api/session')
  expect(await answersOf(copyOf(gateway, cookies))).toEqual(every('signed_out'))
  expect(await answersOf(copyOf(gateway, resealed))).toEqual(every('signed_out'))
})

test('rejects a legacy cookie if the store was first used with another upstream', async () => {
  const store = await temporaryStore(() => startedAt)
  const demo = await start({ store })
  const real = await start({ store, displayCredentials: null })
  const cookies = new Map([['__Host-headroom', await sealedAsBefore(oldPassword)]])
  const copy = copyOf(real, cookies)
  expect(await (await copy.get('/api/session')).json()).toMatchObject({
    signedIn: false,
    reason: 'upstream_changed',
  })
  expect(await answersOf(copyOf(real, cookies))).toEqual(every('signed_out'))
  expect(real.upstream.received).toEqual([])
  expect(await answersOf(copyOf(demo, cookies))).toEqual(every('ok'))
})

test.each(['signInPerson', 'signInClient'] as const)(
  'keeps a session when the secret changes and the previous secret is configured (%s)',
  async (signIn) => {
    const store = await temporaryStore(() => startedAt)
    const before = await start({ store })
    const { baseUrl } = before.upstream
    const [next, last] = [`${secret} 2`, `${secret} 3`]
    await before.browser[signIn]()
    const rotated = await start({ store, baseUrl, secret: next, previousSecret: secret })
    const browser = copyOf(rotated, before.browser.cookies)
    expect((await browser.report()).status).toBe(200)
    expect([...browser.cookies]).not.toEqual([...before.browser.cookies])
    // The session is sealed with the current secret, so the previous secret is no longer needed.
    const later = await start({ store, baseUrl, secret: next })
    expect(await answersOf(copyOf(later, browser.cookies))).toEqual(every('ok'))
    expect(await answersOf(copyOf(later, before.browser.cookies))).toEqual(every('signed_out'))
    const twice = await start({ store, baseUrl, secret: last, previousSecret: next })
    expect(await answersOf(copyOf(twice, before.browser.cookies))).toEqual(every('signed_out'))
  },
)

test('after sign-out, rejects copies of the cookie that were sealed with the previous secret', async () => {
  const store = await temporaryStore(() => startedAt)
  const before = await start({ store })
  await before.browser.signInPerson()
  const { baseUrl } = before.upstream
  const rotated = await start({
    store,
    baseUrl,
    secret: `${secret} 2`,
    previousSecret: secret,
  })
  const browser = copyOf(rotated, before.browser.cookies)
  await browser.report()
  await browser.request('DELETE', '/api/session')
  expect(await answersOf(copyOf(rotated, before.browser.cookies))).toEqual(every('signed_out'))
})

/** Creates a store that a test can make unreachable or full (readable, but not writable). */
async function interruptedStore(now: () => number) {
  const store = await temporaryStore(now)
  const state = { away: false, full: false, refusedWrites: 0 }
  const guarded =
    <TArguments extends unknown[], T>(
      method: (...parts: TArguments) => Promise<T>,
      writes = false,
    ) =>
    async (...parts: TArguments) => {
      const isRefused = writes && state.full
      if (isRefused) state.refusedWrites += 1
      if (state.away || isRefused) throw new StoreError('away')
      return method(...parts)
    }
  const interrupted: Store = {
    get: guarded(store.get),
    getEntry: guarded(store.getEntry),
    list: guarded(store.list),
    put: guarded(store.put, true),
    replace: guarded(store.replace, true),
    delete: guarded(store.delete, true),
    close: store.close,
  }
  return { state, store: interrupted }
}

test('serves reads, rejects changes and keeps sessions while the store is unreachable', async () => {
  const { state, store } = await interruptedStore(() => startedAt)
  const gateway = await start({ store })
  const { browser } = gateway
  await browser.signInPerson()
  state.away = true
  expect((await browser.report()).status).toBe(200)
  expect((await browser.get('/api/overrides')).status).toBe(200)
  expect(await (await browser.get('/api/session')).json()).toMatchObject({ signedIn: true })
  const refused = await browser.post('/api/boards', boardDraft)
  expect({ status: refused.status, code: await readProblemCode(refused) }).toEqual({
    status: 503,
    code: 'store_unreachable',
  })
  state.away = false
  expect(await answersOf(browser)).toEqual(every('ok'))
})

test('serves reads with a legacy cookie while the store is unreachable', async () => {
  const { state, store } = await interruptedStore(() => startedAt)
  const gateway = await start({ store })
  state.away = true
  const cookies = new Map([['__Host-headroom', await sealedAsBefore(oldPassword)]])
  expect((await copyOf(gateway, cookies).report()).status).toBe(200)
})

test('signs out while the store is unreachable, and records the ended session once the store is reachable', async () => {
  const { state, store } = await interruptedStore(() => startedAt)
  const gateway = await start({ store })
  const { browser } = gateway
  await browser.signInPerson()
  const copied = new Map(browser.cookies)
  state.away = true
  expect((await browser.request('DELETE', '/api/session')).status).toBe(200)
  expect(browser.cookies.size).toBe(0)
  expect(await readProblemCode(await copyOf(gateway, copied).report())).toBe('signed_out')
  state.away = false
  gateway.clock.now += 5_000
  await browser.signInPerson()
  await browser.report()
  await expect.poll(async () => (await store.list('ended-sessions/')).length).toBe(1)
  const restarted = await start({ store, baseUrl: gateway.upstream.baseUrl })
  expect(await answersOf(copyOf(restarted, copied))).toEqual(every('signed_out'))
})

test('does not retry writes to a read-only store on every request', async () => {
  const { state, store } = await interruptedStore(() => startedAt)
  const gateway = await start({ store })
  const { browser, clock } = gateway
  await browser.signInPerson()
  const copied = new Map(browser.cookies)
  state.full = true
  await browser.request('DELETE', '/api/session')
  await browser.signInPerson()
  for (let seconds = 0; seconds < 20; seconds += 1) {
    clock.now += 1_000
    expect((await browser.report()).status).toBe(200)
    expect(await readProblemCode(await copyOf(gateway, copied).report())).toBe('signed_out')
  }
  expect(state.refusedWrites).toBe(1 + 4)
  state.full = false
  clock.now += 5_000
  await browser.report()
  await expect.poll(async () => (await store.list('ended-sessions/')).length).toBe(1)
})
