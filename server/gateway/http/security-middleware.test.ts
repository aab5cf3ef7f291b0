import { expect, test } from 'vitest'
import {
  answerWithLogins,
  readProblemCode,
  personLogin,
  startGateway,
  origin,
} from '#server/gateway/test-gateway.ts'
import { json, listen, sendRaw } from '#server/gateway/test-servers.ts'

const sites = [
  null,
  'same-origin',
  'same-site',
  'cross-site',
  'none',
  'same-origin, cross-site',
  '',
]
const origins = [
  null,
  'https://headroom.example',
  'https://headroom.example:443',
  'https://headroom.example:8443',
  'https://evil.example',
  'https://headroom.example.evil.example',
  'https://evil.example/headroom.example',
  'null',
  'file://headroom.example',
  'nonsense',
]
const types = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
]
const routes = [
  ['POST', '/api/v2/login'],
  ['POST', '/api/v2/clients/login'],
  ['POST', '/api/v3/reporting'],
  ['POST', '/api/v3/graphql'],
  ['DELETE', '/api/session'],
  ['POST', '/api/boards'],
  ['PUT', '/api/boards/some'],
  ['DELETE', '/api/boards/some'],
  ['POST', '/api/displays'],
  ['POST', '/api/displays/pairing'],
  ['PATCH', '/api/displays/some'],
  ['DELETE', '/api/displays/some'],
  ['POST', '/api/display/pairing'],
  ['DELETE', '/api/display/pairing'],
  ['POST', '/api/display/status'],
] as const
/** Routes that ignore the body, or that reject the request before they read it. */
const withoutBody: readonly string[] = ['/api/display/pairing', '/api/display/status']

/** Returns whether a request comes from a Headroom page, determined independently of the gateway's implementation. */
const isOurs = (site: string | null, origin: string | null) =>
  site === 'same-origin' ||
  (site === null && /^https:\/\/headroom\.example(:443)?$/.test(origin ?? ''))

test('rejects changes from anywhere but a Headroom page, for all origins and content types', async () => {
  const { send, upstream } = await startGateway(answerWithLogins(() => json({})))
  let accepted = 0
  for (const [method, path] of routes)
    for (const site of sites)
      for (const origin of origins)
        for (const type of types) {
          const headers = new Headers({ Host: 'headroom.example', 'Content-Type': type })
          if (site !== null) headers.set('Sec-Fetch-Site', site)
          if (origin !== null) headers.set('Origin', origin)
          const body = method === 'DELETE' ? null : JSON.stringify(personLogin)
          const response = await send(
            new Request(`https://headroom.example${path}`, { method, headers, body }),
          )
          const code = await readProblemCode(response)
          const label = `${method} ${path} ${site} ${origin} ${type}`
          if (isOurs(site, origin)) {
            accepted += 1
            expect({ label, code }).not.toEqual({ label, code: 'cross_site' })
            const readsBody = method !== 'DELETE' && !withoutBody.includes(path)
            const wrongType = readsBody && type !== 'application/json'
            if (wrongType) expect({ label, code }).toEqual({ label, code: 'invalid_request' })
          } else {
            const { status } = response
            expect({ label, status, code }).toEqual({ label, status: 403, code: 'cross_site' })
          }
        }
  expect(accepted).toBeGreaterThan(0)
  // Only valid password sign-ins from Headroom pages may reach Butlr: 10 because of Sec-Fetch-Site, 2 because of
  // Origin.
  expect(upstream.received.length).toBeLessThanOrEqual(12)
  expect(new Set(upstream.received.map(({ url }) => url))).toEqual(new Set(['/api/v2/login']))
}, 60_000)

test('sends no CORS headers', async () => {
  const { send } = await startGateway(answerWithLogins(() => json({})))
  for (const method of ['GET', 'OPTIONS']) {
    const response = await send(
      new Request('https://headroom.example/api/session', {
        method,
        headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
      }),
    )
    const cors = [...response.headers.keys()].filter((name) => name.startsWith('access-control'))
    expect(cors).toEqual([])
  }
})

const policy = (imageSources: string, trustedTypes: string) =>
  [
    `default-src 'none'; script-src 'self'; style-src 'self'; img-src ${imageSources}; font-src 'self'`,
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'",
    "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'",
    `trusted-types ${trustedTypes}`,
  ].join('; ')

const displayPolicy = policy("'self'", "'none'")
/** The staff app exports charts as images and starts one worker. */
const staffPagePolicy = policy("'self' blob:", 'response-worker')
const workerPolicy = "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
const dataPolicy = "default-src 'none'; frame-ancestors 'none'"
const immutable = 'public, max-age=31536000, immutable'

const common = {
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
}
const data = { ...common, 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' }
const page = {
  ...data,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()'),
}

test.each([
  ['the page', 'GET', '/', 200, 'no-cache', staffPagePolicy, page],
  ['an app route', 'GET', '/rooms/room_1', 200, 'no-cache', staffPagePolicy, page],
  ['the page about displays', 'GET', '/displays', 200, 'no-cache', staffPagePolicy, page],
  ['a display', 'GET', '/display', 200, 'no-cache', displayPolicy, page],
  ['the display check', 'GET', '/display/check', 200, 'no-cache', displayPolicy, page],
  ['an asset', 'GET', '/assets/index-abc123.js', 200, immutable, undefined, common],
  [
    'a HEAD request for an asset',
    'HEAD',
    '/assets/index-abc123.js',
    200,
    immutable,
    undefined,
    common,
  ],
  [
    'the script of the worker',
    'GET',
    '/assets/response-worker-abc123.js',
    404,
    'no-cache',
    workerPolicy,
    common,
  ],
  ['a missing asset', 'GET', '/assets/old.js', 404, 'no-cache', undefined, common],
  ['the session', 'GET', '/api/session', 200, 'no-store', dataPolicy, data],
  ['a rejected report', 'POST', '/api/v3/reporting', 403, 'no-store', dataPolicy, data],
  ['an unknown route', 'GET', '/api/nothing', 404, 'no-store', dataPolicy, data],
  ['an unsupported method', 'GET', '/api/v3/reporting', 405, 'no-store', dataPolicy, data],
  ['a health check', 'GET', '/healthz', 200, 'no-store', dataPolicy, data],
])(
  'sends the security headers with %s',
  async (_, method, path, status, cacheControl, contentSecurityPolicy, expected) => {
    const { send } = await startGateway(answerWithLogins(() => json({})))
    const response = await send(
      new Request(origin + path, { method, headers: { Accept: 'text/html,*/*' } }),
    )
    expect(response.status).toBe(status)
    const headers = Object.fromEntries(response.headers)
    expect(headers).toMatchObject({ ...expected, 'cache-control': cacheControl })
    expect(headers['content-security-policy']).toBe(contentSecurityPolicy)
    expect(JSON.stringify([...response.headers])).not.toMatch(/unsafe|x-powered-by/i)
  },
)

test('sends the security headers with the response to an unexpected error and reveals no details', async () => {
  const { browser, logged } = await startGateway(
    answerWithLogins(() => json({})),
    {
      facts: {
        pollSeconds: 5,
        get demo(): null {
          throw new RangeError('message-canary')
        },
      },
    },
  )
  const response = await browser.get('/api/session')
  expect(response.status).toBe(500)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    ...data,
    'content-security-policy': dataPolicy,
  })
  expect(await response.text()).not.toContain('canary')
  expect(logged.join('')).toMatch(/"error":"RangeError"/)
  expect(logged.join('')).not.toContain('canary')
})

test('sends the security headers when the request URL is invalid', async () => {
  const { app } = await startGateway(answerWithLogins(() => json({})))
  const { port } = await listen(async (request) => app.fetch(request, {}))
  const answer = await sendRaw(port, 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer.toLowerCase()).toContain(
    `content-security-policy: ${staffPagePolicy}`.toLowerCase(),
  )
})

test('the response to an unsupported method lists the supported methods in Allow', async () => {
  const { send } = await startGateway(answerWithLogins(() => json({})))
  const allow = async (path: string) =>
    (
      await send(
        new Request(origin + path, { method: 'PUT', headers: { 'Sec-Fetch-Site': 'same-origin' } }),
      )
    ).headers.get('Allow')
  expect(await allow('/api/v2/login')).toBe('POST')
  expect(await allow('/api/session')).toBe('GET, HEAD, DELETE')
})
