import { expect, test } from 'vitest'
import {
  answerWithLogins,
  clientLogin,
  readProblemCode,
  createBrowser,
  origin,
  personLogin,
  reportingBody,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { listen, sendRaw, json } from '#server/gateway/test-servers.ts'

const bodies: Record<string, unknown> = {
  '/api/v3/reporting': reportingBody,
  '/api/v3/graphql': { document: 'places' },
  '/api/overrides': {},
}
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']
const variants = (path: string) => [
  path,
  `${path}/`,
  `/${path}`,
  `${path}//`,
  path.replace('/v3', '//v3'),
  path.replace('/v3', '/./v3'),
  path.replace('/v3', '/x/../v3'),
  path.replace('/v3', '/%2e/v3'),
  path.replace('/v3/', '%2fv3%2f'),
  path.replace('/v3/', '\\v3\\'),
  path.toUpperCase(),
  `${path};x=1`,
  `${path}%00`,
  `${path}/..`,
  `${path}?token=x`,
  `/:key/../${path}`,
  path.replace('reporting', ':key').replace('graphql', '*'),
  path.replace('v3', '%763'),
]

test('returns no data without a session, for any combination of method, path and cookie', async () => {
  const overrides = { rooms: { room_1: { name: 'data-canary' } } }
  const { app, upstream } = await startGateway(
    answerWithLogins(() => json({ data: 'data-canary' })),
    { overrides: () => ({ configured: true, overrides, loadedAt: 1, problem: null }) },
  )
  const { port } = await listen(async (request) => app.fetch(request, {}))
  const cookies = ['', 'Cookie: __Host-headroom=forged\r\n', 'Authorization: Bearer forged\r\n']
  let requestCount = 0
  for (const [route, body] of Object.entries(bodies))
    for (const path of variants(route))
      for (const cookie of cookies) {
        const answers = await Promise.all(
          methods.map((method) => {
            const text = JSON.stringify(body)
            const head = `${method} ${path} HTTP/1.1\r\nHost: headroom.example\r\nSec-Fetch-Site: same-origin\r\n`
            const type = `Content-Type: application/json\r\nContent-Length: ${text.length}\r\n`
            return sendRaw(port, `${head}${cookie}${type}Connection: close\r\n\r\n${text}`)
          }),
        )
        for (const answer of answers) {
          requestCount += 1
          expect(answer).toMatch(/^HTTP\/1\.1 \d\d\d /)
          expect(answer).not.toContain('data-canary')
        }
      }
  expect(requestCount).toBe(3 * 18 * 3 * 8)
  expect(upstream.received).toEqual([])
}, 60_000)

test('calls no upstream URL except sign-in and reporting, for any spelling of a path or host', async () => {
  const { app, browser, upstream } = await startGateway(answerWithLogins(() => json({ data: {} })))
  const { port } = await listen(async (request) => app.fetch(request, {}))
  await browser.signInPerson()
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const targets = [
    'evil.example',
    '169.254.169.254',
    'localhost:1',
    '127.0.0.1:22',
    '[::1]',
    '0x7f000001',
  ]
  const paths = targets.flatMap((target) => [
    `http://${target}/api/v3/reporting`,
    `https://${target}/api/v3/reporting`,
    `//${target}/api/v3/reporting`,
    `/\\${target}/api/v3/reporting`,
    `/api/v3/reporting/http://${target}`,
    `/api/v3/reporting@${target}`,
    `/api/v3/reporting?url=http://${target}`,
    `/api/v3/reporting#@${target}`,
    `/api/v3/%2e%2e/%2e%2e//${target}`,
    `/api/v3/http:%2f%2f${target}`,
    `/api/v3/http:/\\${target}`,
    `/api/../..//${target}/`,
    `@${target}/api/v3/reporting`,
    `http:${target}/api/v3/reporting`,
  ])
  const hosts = [
    'headroom.example',
    ...targets,
    'headroom.example@evil.example',
    'evil.example/api',
  ]
  const text = JSON.stringify(reportingBody)
  const messages = paths.flatMap((path) =>
    hosts.map((host) =>
      [
        `POST ${path} HTTP/1.1`,
        `Host: ${host}`,
        `X-Forwarded-Host: evil.example`,
        'Sec-Fetch-Site: same-origin',
        'Content-Type: application/json',
        `Content-Length: ${text.length}`,
        `Cookie: ${cookie}`,
        'Connection: close',
        '',
        text,
      ].join('\r\n'),
    ),
  )
  expect(messages.length).toBeGreaterThan(200)
  for (let at = 0; at < messages.length; at += 50) {
    await Promise.all(messages.slice(at, at + 50).map((message) => sendRaw(port, message)))
  }
  const own = new URL(upstream.baseUrl).host
  expect(new Set(upstream.received.map(({ headers }) => headers.host))).toEqual(new Set([own]))
  expect(new Set(upstream.received.map(({ method, url }) => `${method} ${url}`))).toEqual(
    new Set(['POST /api/v2/login', 'POST /api/v3/reporting']),
  )
}, 60_000)

test('includes no token, secret, password or upstream address in responses and log lines', async () => {
  const butlr = answerWithLogins(({ headers }) =>
    headers.authorization?.endsWith('-1') ? json({}, 401) : json({ data: {} }),
  )
  let broken = false
  const { send, logged, upstream, clock } = await startGateway((request) =>
    broken ? { status: 500, body: 'token-canary secret-canary' } : butlr(request),
  )
  const seen: string[] = []
  const watched = createBrowser(async (request) => {
    const response = await send(request)
    const headers = [...response.headers].filter(([name]) => name !== 'set-cookie')
    seen.push(JSON.stringify(headers), await response.clone().text())
    for (const cookie of response.headers.getSetCookie()) seen.push(cookie)
    return response
  })
  await watched.signInPerson()
  await watched.report()
  await watched.signInClient()
  await watched.report()
  await watched.get('/api/session?access_token=token-canary')
  await watched.post('/api/v3/graphql', { document: 'places', token: 'token-canary' })
  await watched.post('/api/v2/login', { ...personLogin, password: ['pass-canary'] })
  await watched.post('/api/v2/clients/login', { ...clientLogin, audience: 'secret-canary' })
  clock.now += 2_000_000
  broken = true
  await watched.report()
  await watched.signInPerson()
  await watched.signInClient()
  expect(logged.length).toBeGreaterThan(10)
  for (const text of [...seen, ...logged]) {
    expect(text).not.toMatch(/canary/)
    expect(text).not.toContain(upstream.baseUrl.host)
  }
})

test('logs the ID, method, path, status and duration of a request, but not its query', async () => {
  const { browser, logged } = await startGateway(answerWithLogins(() => json({})))
  const response = await browser.request('GET', '/api/session?x=query', undefined, {
    'X-Request-Id': 'mine',
  })
  const line: unknown = JSON.parse(logged[0] ?? '')
  expect(line).toMatchObject({
    requestId: response.headers.get('X-Request-Id'),
    method: 'GET',
    path: '/api/session',
    status: 200,
    ms: 0,
    msg: 'request',
  })
  expect(logged[0]).not.toMatch(/query|mine/)
})

test('logs why a request to Butlr failed, without Butlr’s address', async () => {
  const { browser, logged, upstream } = await startGateway(() => json({}, 503))
  await browser.signInPerson()
  await upstream.close()
  await browser.signInPerson()
  const requests = logged.filter((line) => line.includes('"msg":"request"'))
  const lines = requests.map((line): unknown => JSON.parse(line))
  expect(lines).toMatchObject([
    { status: 502, problem: 'upstream_error', butlr: 'status', butlrStatus: 503 },
    { status: 502, problem: 'upstream_unreachable', butlr: 'unreachable' },
  ])
  expect(requests[1]).toMatch(/"butlrError":"(ECONNREFUSED|UND_ERR_SOCKET|ECONNRESET)"/)
})

/** Returns a report of one room, whose ID is the `Authorization` header of the request. */
const reportTo = (bearer = '') => ({ [bearer]: { sensor: { last: 1 } } })

test('answers each of 1,000 concurrent requests with its own data, 429 or 401, never with data of another account', async () => {
  const { send } = await startGateway((request) =>
    request.url.endsWith('/login')
      ? json({ access_token: `token-of-${JSON.parse(request.body).username}`, expires_in: 1_000 })
      : json({ data: reportTo(request.headers.authorization) }),
  )
  const people = await Promise.all(
    Array.from({ length: 5 }, async (_, index) => {
      const browser = createBrowser((request) => send(request, `192.0.2.${index}`))
      await browser.post('/api/v2/login', { username: `person-${index}`, password: 'x' })
      return browser
    }),
  )
  const anonymous = createBrowser(send)
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, async (_, index) => {
      const who = index % 6
      const response = await (people[who] ?? anonymous).report()
      return { who, status: response.status, body: await response.text(), response }
    }),
  )
  for (const { who, status, body, response } of answers) {
    expect(response.headers.getSetCookie()).toEqual([])
    if (who < 5 && status === 429) {
      expect(body).toContain('busy')
      expect(response.headers.get('Retry-After')).toBe('5')
    } else if (who < 5) {
      expect(status).toBe(200)
      expect(body).toBe(JSON.stringify({ data: reportTo(`Bearer token-of-person-${who}`) }))
    } else {
      expect(status).toBe(401)
      expect(body).toContain('signed_out')
    }
  }
  // Only the first 16 reports are certain to succeed: on a busy machine, the others may exceed the wait of five
  // seconds.
  const answered = answers.filter(({ status }) => status === 200)
  expect(answered.length).toBeGreaterThanOrEqual(16)
}, 30_000)

test('does not mix up the cookies of two clients whose tokens are renewed concurrently', async () => {
  let issued = 0
  const { send, clock } = await startGateway((request) => {
    if (!request.url.endsWith('/login'))
      return json({ data: reportTo(request.headers.authorization) })
    issued += 1
    const { client_id } = JSON.parse(request.body)
    return json({ access_token: `${client_id}-${issued}`, expires_in: 100 })
  })
  const clients = await Promise.all(
    ['red', 'blue'].map(async (name) => {
      const browser = createBrowser(send)
      await browser.post('/api/v2/clients/login', { client_id: name, client_secret: 'same' })
      return { name, browser }
    }),
  )
  for (let round = 0; round < 20; round += 1) {
    clock.now += 90_000
    await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const client = clients[index % 2]
        const body = await (await client?.browser.report())?.text()
        expect(body).toContain(`"Bearer ${client?.name}-`)
      }),
    )
  }
  for (const { name, browser } of clients) {
    const state = await (await browser.get('/api/session')).json()
    expect(state).toMatchObject({ identity: { clientId: name } })
  }
  expect(issued).toBe(2 + 20 * 2)
}, 30_000)

test('returns only a status from the health check, without a session', async () => {
  const { send, upstream } = await startGateway(() => json({}, 500))
  const response = await send(new Request(`${origin}/healthz`))
  expect(await response.json()).toEqual({ status: 'ok' })
  expect(upstream.received).toEqual([])
  expect(await readProblemCode(await send(new Request(`${origin}/api/`)))).toBe('not_found')
})
