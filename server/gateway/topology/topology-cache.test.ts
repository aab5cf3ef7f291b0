import { gunzipSync } from 'node:zlib'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { ButlrError } from '#server/gateway/butlr/butlr-error.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import {
  readProblemCode,
  createBrowser,
  personLogin,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import type { TopologyAnswer } from './topology-answer.ts'
import { createTopologyCache } from './topology-cache.ts'
import type { TopologyDocument } from './topology-summary.ts'
import { json, type Reply, type TestUpstream } from '#server/gateway/test-servers.ts'

type Received = TestUpstream['received'][number]
const minute = 60_000
const hour = 60 * minute

const sitesNamed = (name: string | null, errors: unknown[] = []) =>
  json({ data: { sites: { data: [{ id: 'site_1', name, buildings: null }] } }, errors })
const sensorsOnline = (online: boolean) =>
  json({
    data: { sensors: { data: [{ id: 'sensor_1', is_online: online }] }, hives: { data: [] } },
  })

/** Starts a gateway. The test can change Butlr's responses. Each sign-in gets a separate token, valid for a day. */
async function open(first: (request: Received) => Reply | Promise<Reply>) {
  const butlr = { answer: first, requests: 0 }
  let issued = 0
  const gateway = await startGateway((request) => {
    if (request.url.endsWith('/login')) {
      issued += 1
      return json({ access_token: `token-${issued}`, expires_in: 86_400 })
    }
    butlr.requests += 1
    return butlr.answer(request)
  })
  const { browser, send } = gateway
  await browser.signInPerson()
  const ask = async (document: 'places' | 'sensors', rest = {}, from = browser) => {
    const response = await from.post('/api/v3/graphql', { document, ...rest })
    return response.ok ? await response.json() : { problem: await readProblemCode(response) }
  }
  const another = async (username = personLogin.username) => {
    const other = createBrowser(send)
    await other.post('/api/v2/login', { ...personLogin, username })
    return other
  }
  return { ...gateway, butlr, ask, another }
}

/** Creates a response that waits for `open`; `called` resolves when Butlr receives the request. */
function gated(reply: Reply) {
  let open = (): void => undefined
  const gate = new Promise<void>((resolve) => (open = resolve))
  let arrive = (): void => undefined
  const called = new Promise<void>((resolve) => (arrive = resolve))
  const answer = async (): Promise<Reply> => {
    arrive()
    await gate
    return reply
  }
  return { answer, called, open: () => open() }
}

/** Creates a cache at time 0 whose calls to Butlr the test settles one by one. */
function createCache() {
  type Call = {
    token: string
    signal: AbortSignal
    resolve: (answer: TopologyAnswer) => void
    reject: (failure: ButlrError) => void
  }
  const calls: Call[] = []
  const cache = createTopologyCache({
    load: (_, { token }, signal) =>
      new Promise((resolve, reject) => {
        const answered = (answer: TopologyAnswer) =>
          resolve({
            document: {
              json: new TextEncoder().encode(JSON.stringify({ ...answer, asOf: 0 })),
              tag: 'tag',
              summary: { sites: [], missing: answer.missing, asOf: 0, sensorRooms: new Map() },
            },
            at: 0,
            complete: answer.missing.length === 0,
          })
        calls.push({ token, signal, resolve: answered, reject })
      }),
    now: () => 0,
    log: pino({ enabled: false }),
    deadlineMs: 10_000,
  })
  return { cache, calls }
}

const textOf = ({ json }: TopologyDocument) => new TextDecoder().decode(json)

/** Returns a session of one person. Sessions with different tokens are in different browsers. */
const person = (token: string): Session => ({
  kind: 'password',
  id: 'session',
  username: 'ada@example.com',
  token,
  tokenUntil: 1,
  renewAt: 1,
})

test('requests places at most once every ten minutes, and returns the time at which Butlr sent them', async () => {
  const { butlr, ask, clock } = await open(() => sitesNamed('HQ'))
  const startedAt = clock.now
  const first = await ask('places')
  expect(first).toMatchObject({ sites: [{ name: 'HQ' }], missing: [], asOf: startedAt })
  clock.now += 10 * minute - 1
  expect(await ask('places')).toEqual(first)
  expect(butlr.requests).toBe(1)
})

test('shares one call among a hundred concurrent requests, even if one of them is aborted', async () => {
  const { cache, calls } = createCache()
  const leaving = new AbortController()
  const left = cache.get(person('token-1'), { document: 'places' }, leaving.signal)
  const others = Array.from({ length: 99 }, () =>
    cache.get(person('token-1'), { document: 'places' }, new AbortController().signal),
  )
  leaving.abort()
  await expect(left).rejects.toMatchObject({ reason: 'abandoned' })
  expect(calls).toHaveLength(1)
  expect(calls[0]?.signal.aborted).toBe(false)
  calls[0]?.resolve({ sites: [], missing: [] })
  const answers = (await Promise.all(others)).map(textOf)
  expect(new Set(answers)).toEqual(new Set([JSON.stringify({ sites: [], missing: [], asOf: 0 })]))
})

test('returns older places immediately while one newer response loads in the background', async () => {
  const { butlr, ask, clock } = await open(() => sitesNamed('before'))
  await ask('places')
  clock.now += 59 * minute
  const gate = gated(sitesNamed('after'))
  butlr.answer = gate.answer
  const answers = await Promise.all([ask('places'), ask('places'), ask('places')])
  for (const answer of answers) expect(answer).toMatchObject({ sites: [{ name: 'before' }] })
  await gate.called
  gate.open()
  await expect.poll(() => ask('places')).toMatchObject({ sites: [{ name: 'after' }] })
  expect(butlr.requests).toBe(2)
})

test('waits for new places instead of returning places that are an hour old', async () => {
  const { butlr, ask, clock } = await open(() => sitesNamed('before'))
  await ask('places')
  clock.now += hour
  butlr.answer = () => sitesNamed('after')
  expect(await ask('places')).toMatchObject({ sites: [{ name: 'after' }], asOf: clock.now })
  clock.now += hour
  butlr.answer = () => json({}, 500)
  expect(await ask('places')).toEqual({ problem: 'upstream_error' })
})

test('caches sensors for twenty seconds and never returns older sensors', async () => {
  const { butlr, ask, clock } = await open(() => sensorsOnline(true))
  await ask('sensors')
  butlr.answer = () => sensorsOnline(false)
  clock.now += 19_999
  expect(await ask('sensors')).toMatchObject({ sensors: [{ is_online: true }] })
  clock.now += 1
  expect(await ask('sensors')).toMatchObject({ sensors: [{ is_online: false }], asOf: clock.now })
  clock.now += 20_000
  butlr.answer = () => json({}, 500)
  expect(await ask('sensors')).toEqual({ problem: 'upstream_error' })
})

test('does not treat a cached response as fresh after the clock is set back', async () => {
  const { butlr, ask, clock } = await open(() => sensorsOnline(true))
  await ask('sensors')
  clock.now -= hour
  await ask('sensors')
  expect(butlr.requests).toBe(2)
})

test('replaces a complete response with an incomplete response, reports the missing parts and retries after a minute', async () => {
  const { butlr, ask, clock } = await open(() => sitesNamed('HQ'))
  await ask('places')
  clock.now += 10 * minute
  const path = ['sites', 'data', 0, 'buildings']
  butlr.answer = () => sitesNamed('HQ', [{ message: 'x', path }])
  await ask('places')
  const partial = { missing: [{ kind: 'building', count: 1, within: 'HQ' }] }
  await expect.poll(() => ask('places')).toMatchObject(partial)
  clock.now += minute - 1
  expect(await ask('places')).toMatchObject(partial)
  expect(butlr.requests).toBe(2)
  clock.now += 1
  butlr.answer = () => sitesNamed('HQ')
  expect(await ask('places')).toMatchObject(partial)
  await expect.poll(() => ask('places')).toMatchObject({ missing: [] })
})

test('keeps the cached response when a reload fails, logs the failure and retries after a minute', async () => {
  const { butlr, ask, clock, logged } = await open(() => sitesNamed('HQ'))
  await ask('places')
  clock.now += 10 * minute
  butlr.answer = () => json({}, 503)
  const warnings = () => logged.filter((line) => line.includes('cannot refresh topology'))
  expect(await ask('places')).toMatchObject({ sites: [{ name: 'HQ' }] })
  await expect.poll(warnings).toHaveLength(1)
  expect(JSON.parse(warnings()[0] ?? '')).toMatchObject({ document: 'places', butlrStatus: 503 })
  clock.now += minute - 1
  expect(await ask('places')).toMatchObject({ sites: [{ name: 'HQ' }] })
  expect(butlr.requests).toBe(2)
  clock.now += 1
  await ask('places')
  await expect.poll(warnings).toHaveLength(2)
})

test('without a cached response, repeats a failure for five seconds or for the duration of Retry-After', async () => {
  const { butlr, ask, clock } = await open(() => json({}, 500))
  expect(await ask('places')).toEqual({ problem: 'upstream_error' })
  clock.now += 4_999
  expect(await ask('places')).toEqual({ problem: 'upstream_error' })
  expect(butlr.requests).toBe(1)
  clock.now += 1
  const slowDown = json({}, 429)
  butlr.answer = () => ({ ...slowDown, headers: { ...slowDown.headers, 'Retry-After': '30' } })
  expect(await ask('places')).toEqual({ problem: 'rate_limited' })
  clock.now += 29_999
  expect(await ask('places')).toEqual({ problem: 'rate_limited' })
  expect(butlr.requests).toBe(2)
  clock.now += 1
  butlr.answer = () => sitesNamed('HQ')
  expect(await ask('places')).toMatchObject({ sites: [{ name: 'HQ' }] })
})

test('loads a new response if the cached response is older than fresherThanSeconds', async () => {
  const { butlr, ask, clock } = await open(() => sitesNamed('before'))
  await ask('places')
  butlr.answer = () => sitesNamed('after')
  clock.now += minute - 1
  expect(await ask('places', { fresherThanSeconds: 60 })).toMatchObject({
    sites: [{ name: 'before' }],
  })
  clock.now += 1
  expect(await ask('places', { fresherThanSeconds: 60 })).toMatchObject({
    sites: [{ name: 'after' }],
  })
  expect(await ask('places')).toMatchObject({ sites: [{ name: 'after' }] })
  expect(butlr.requests).toBe(2)
})

test('caches places per account, for all sessions of the account', async () => {
  const { butlr, ask, another } = await open(({ headers }) =>
    sitesNamed(`of ${headers.authorization}`),
  )
  expect(await ask('places')).toMatchObject({ sites: [{ name: 'of Bearer token-1' }] })
  const bob = await another('bob@example.com')
  expect(await ask('places', {}, bob)).toMatchObject({ sites: [{ name: 'of Bearer token-2' }] })
  const ada = await another()
  expect(await ask('places', {}, ada)).toMatchObject({ sites: [{ name: 'of Bearer token-1' }] })
  expect(butlr.requests).toBe(2)
})

test('returns cached responses only to valid sessions', async () => {
  const { ask, clock, send, browser } = await open(() => sitesNamed('HQ'))
  await ask('places')
  expect(await ask('places', {}, createBrowser(send))).toEqual({ problem: 'signed_out' })
  clock.now += 86_400_000
  expect(await ask('places', {}, browser)).toEqual({ problem: 'signed_out' })
})

test.each([
  [
    'signed out',
    (browser: ReturnType<typeof createBrowser>) => browser.request('DELETE', '/api/session'),
  ],
  ['rejected', (browser: ReturnType<typeof createBrowser>) => browser.report()],
])('evicts the responses of an account when its session is %s', async (_, end) => {
  const { butlr, ask, browser, another } = await open(({ url }) =>
    url.endsWith('graphql') ? sitesNamed('HQ') : json({}, 401),
  )
  await ask('places')
  await end(browser)
  expect(await ask('places')).toEqual({ problem: 'signed_out' })
  const before = butlr.requests
  await ask('places', {}, await another())
  expect(butlr.requests).toBe(before + 1)
})

test('ends only the session whose token is rejected, not other sessions that wait for the same call', async () => {
  const { cache, calls } = createCache()
  const { signal } = new AbortController()
  const refused = cache.get(person('token-1'), { document: 'places' }, signal)
  const waiting = cache.get(person('token-2'), { document: 'places' }, signal)
  expect(calls.map(({ token }) => token)).toEqual(['token-1'])
  calls[0]?.reject(new ButlrError('status', { status: 401 }))
  await expect(refused).rejects.toMatchObject({ status: 401 })
  await expect.poll(() => calls.map(({ token }) => token)).toEqual(['token-1', 'token-2'])
  calls[1]?.resolve({ sites: [], missing: [] })
  expect(JSON.parse(textOf(await waiting))).toEqual({ sites: [], missing: [], asOf: 0 })
})

test('during live polls, requests topology at most once a minute after Butlr responds to such a request with 401', async () => {
  const { butlr, browser, clock } = await open(({ url }) =>
    url.endsWith('graphql') ? json({}, 401) : json({ data: { maple: { 'aa-bb': { last: 5 } } } }),
  )
  await browser.report()
  await expect.poll(() => butlr.requests).toBe(2)
  for (let poll = 0; poll < 5; poll += 1) {
    await browser.report()
  }
  clock.now += minute
  await browser.report()
  // The gateway sent seven polls and two requests for places.
  await expect.poll(() => butlr.requests).toBe(9)
})

test('keeps the session when Butlr rejects its token only for the topology that a live poll loads', async () => {
  const { butlr, ask, browser } = await open(({ url }) =>
    url.endsWith('graphql') ? json({}, 401) : json({ data: { maple: { 'aa-bb': { last: 5 } } } }),
  )
  await browser.report()
  await expect.poll(() => butlr.requests).toBe(2)
  butlr.answer = () => sitesNamed('HQ')
  expect(await ask('places')).toMatchObject({ sites: [{ name: 'HQ' }] })
})

test('when Butlr rejects the token during a background reload, ends the session on the next request', async () => {
  const { butlr, ask, clock } = await open(() => sitesNamed('HQ'))
  await ask('places')
  clock.now += 10 * minute
  butlr.answer = () => json({}, 401)
  expect(await ask('places')).toMatchObject({ sites: [{ name: 'HQ' }] })
  await expect.poll(() => ask('places')).toEqual({ problem: 'signed_out' })
})

test('returns sensors without hives if Butlr rejects the whole query', async () => {
  const { ask } = await open(({ body }) =>
    body.includes('hives {')
      ? json({ errors: [{ message: 'x' }] }, 400)
      : json({ data: { sensors: { data: [{ id: 'sensor_1' }] } } }),
  )
  expect(await ask('sensors')).toMatchObject({
    sensors: [{ id: 'sensor_1' }],
    hives: [],
    missing: [{ kind: 'hive', count: 1, within: null }],
  })
})

test('compresses and tags a cached response once for all requests', async () => {
  const { cache, calls } = createCache()
  const session: Session = {
    kind: 'password',
    id: 'session_1',
    username: 'a',
    token: 't',
    tokenUntil: 1,
    renewAt: 1,
  }
  const { signal } = new AbortController()
  const ask = () => cache.getCompressed(session, { document: 'places' }, signal)
  const first = ask()
  calls[0]?.resolve({ sites: [], missing: [] })
  const packed = await first
  for (let count = 0; count < 5; count += 1) expect(await ask()).toBe(packed)
  const { json } = await cache.get(session, { document: 'places' }, signal)
  expect(packed.content).toBe(json)
  expect(gunzipSync(await packed.compressed('gzip')).equals(json)).toBe(true)
})
