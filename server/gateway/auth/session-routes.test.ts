import { expect, test } from 'vitest'
import { signInClient, signInPerson } from './session-routes.ts'
import {
  answerWithLogins,
  readProblemCode,
  origin,
  personLogin,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { json } from '#server/gateway/test-servers.ts'

const askedAt = Date.parse('2026-03-02T09:00:00Z')
const { signal } = new AbortController()
const butlr = (expiresIn: number) => async () => ({ access_token: 'token', expires_in: expiresIn })

test.each([
  [3_666, 3_366],
  [1_200, 900],
  [1_000, 750],
  [60, 45],
  [1, 0.75],
  // The longest lifetime that the gateway uses in full.
  [24 * 3_600, 24 * 3_600 - 300],
])(
  'renews a token with a lifetime of %i s after %d s: five minutes or a quarter of its lifetime before expiry',
  async (life, renew) => {
    const login = { username: 'ada', password: 'x' }
    expect(await signInPerson(butlr(life), login, askedAt, signal)).toEqual({
      kind: 'password',
      id: expect.stringMatching(/^[\w-]{22}$/),
      username: 'ada',
      token: 'token',
      tokenUntil: askedAt + life * 1_000,
      renewAt: askedAt + renew * 1_000,
    })
  },
)

test.each([24 * 3_600 + 1, 365 * 24 * 3_600, 1e12])(
  'uses a token with a lifetime of %d s for one day only',
  async (life) => {
    const login = { username: 'ada', password: 'x' }
    expect(await signInPerson(butlr(life), login, askedAt, signal)).toMatchObject({
      tokenUntil: askedAt + 24 * 3_600_000,
      renewAt: askedAt + (24 * 3_600 - 300) * 1_000,
    })
  },
)

test('stores credentials in an API credential session, which ends after 30 days unused or 90 days in total', async () => {
  const login = {
    client_id: 'client_ada',
    client_secret: 'secret',
    audience: 'https://butlrauth/',
    grant_type: 'client_credentials',
  } as const
  const attempt = { attempt: true }
  expect(await signInClient(butlr(1_000), login, askedAt, signal, attempt)).toMatchObject({
    kind: 'client',
    clientId: 'client_ada',
    clientSecret: 'secret',
    endsAt: Date.parse('2026-04-01T09:00:00Z'),
    latestEnd: Date.parse('2026-05-31T09:00:00Z'),
  })
})

test('returns the identity and expiry after sign-in, but not the token', async () => {
  const { browser, upstream } = await startGateway(answerWithLogins(() => json({})))
  const response = await browser.signInPerson()
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    signedIn: true,
    identity: { kind: 'password', username: 'ada@example.com' },
    until: '2026-03-02T09:16:40.000Z',
    gateway: { pollSeconds: 5, demo: null },
  })
  expect(upstream.received).toMatchObject([
    { method: 'POST', url: '/api/v2/login', body: JSON.stringify(personLogin) },
  ])
})

test('for API credentials, sends the documented audience and grant type, and reports no expiry', async () => {
  const { browser, upstream } = await startGateway(answerWithLogins(() => json({})))
  const response = await browser.signInClient()
  expect(await response.json()).toMatchObject({
    identity: { kind: 'client', clientId: 'client_ada' },
    until: null,
  })
  expect(upstream.received[0]?.url).toBe('/api/v2/clients/login')
  expect(JSON.parse(upstream.received[0]?.body ?? '')).toEqual({
    client_id: 'client_ada',
    client_secret: 'secret-canary-2',
    audience: 'https://butlrauth/',
    grant_type: 'client_credentials',
  })
})

test('returns the session only between sign-in and sign-out', async () => {
  const { browser } = await startGateway(answerWithLogins(() => json({})))
  expect(await (await browser.get('/api/session')).json()).toMatchObject({ signedIn: false })
  await browser.signInPerson()
  expect(await (await browser.get('/api/session')).json()).toMatchObject({ signedIn: true })
  const left = await browser.request('DELETE', '/api/session')
  expect(left.status).toBe(200)
  expect(await left.json()).toMatchObject({ signedIn: false })
  expect(browser.cookies.size).toBe(0)
})

test('ends a password session when its token expires', async () => {
  const { browser, clock } = await startGateway(answerWithLogins(() => json({ data: {} })))
  await browser.signInPerson()
  clock.now += 999_000
  expect((await browser.report()).status).toBe(200)
  clock.now += 1_000
  const response = await browser.report()
  expect(response.status).toBe(401)
  expect(await readProblemCode(response)).toBe('signed_out')
  await browser.get('/api/session')
  expect(browser.cookies.size).toBe(0)
  expect(await (await browser.get('/api/session')).json()).toMatchObject({ signedIn: false })
})

test.each([
  [400, 401, 'wrong_credentials'],
  [401, 401, 'wrong_credentials'],
  [403, 403, 'forbidden'],
  [429, 429, 'rate_limited'],
  [500, 502, 'upstream_error'],
  [503, 502, 'upstream_error'],
  [504, 504, 'upstream_timeout'],
  [302, 502, 'upstream_error'],
])(
  'when Butlr responds to a sign-in with %i, responds with %i %s',
  async (status, expected, code) => {
    const { browser } = await startGateway(() => json({ error: 'x' }, status))
    const response = await browser.signInPerson()
    expect(response.status).toBe(expected)
    expect(await readProblemCode(response)).toBe(code)
    expect(response.headers.getSetCookie()).toEqual([])
  },
)

test.each([
  ['no token', { expires_in: 1_000 }],
  ['no lifetime', { access_token: 'x' }],
  ['a token that would break a header', { access_token: 'a\r\nX: 1', expires_in: 1_000 }],
  ['a lifetime that is not a number', { access_token: 'x', expires_in: '1000' }],
])('rejects a sign-in response with %s', async (_, body) => {
  const { browser } = await startGateway(() => json(body))
  expect(await readProblemCode(await browser.signInPerson())).toBe('upstream_invalid')
})

test('rejects sign-in over plain HTTP, unless on localhost, without a request to Butlr', async () => {
  const { browser, upstream } = await startGateway(answerWithLogins(() => json({})))
  const origins = ['http://headroom.example', 'http://192.0.2.1:4173', 'http://localhost.example']
  for (const Origin of origins) {
    const response = await browser.request('POST', '/api/v2/login', personLogin, { Origin })
    expect(response.status).toBe(400)
    expect(await readProblemCode(response)).toBe('insecure_transport')
  }
  expect(upstream.received).toEqual([])
})

test.each([
  'http://localhost:4173',
  'http://127.0.0.1:4173',
  'http://127.1.2.3',
  'http://[::1]:80',
  origin,
])('accepts a sign-in from %s', async (Origin) => {
  const { browser } = await startGateway(answerWithLogins(() => json({})))
  const response = await browser.request('POST', '/api/v2/login', personLogin, { Origin })
  expect(response.status).toBe(200)
})

test('the error for a malformed sign-in contains neither the field nor its value', async () => {
  const { browser, upstream } = await startGateway(answerWithLogins(() => json({})))
  const response = await browser.post('/api/v2/login', { username: 'ada', password: 4711 })
  expect(response.status).toBe(400)
  const text = await response.text()
  expect(text).not.toContain('password')
  expect(text).not.toContain('4711')
  expect(upstream.received).toEqual([])
})
