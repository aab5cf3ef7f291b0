import { expect, test } from 'vitest'
import {
  answerWithLogins,
  clientLogin,
  readProblemCode,
  createBrowser,
  reportingBody,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { json } from '#server/gateway/test-servers.ts'

const sample = { data: { room_xxx1: { '00-00-00-00-00-00-00-00': { last: 1 } } } }

test('relays a report with the bearer token and returns only its data', async () => {
  const { browser, upstream } = await startGateway(
    answerWithLogins(() => json({ ...sample, debug: 'internal', page_info: { page: 'one' } })),
  )
  await browser.signInPerson()
  const response = await browser.report()
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual(sample)
  expect(upstream.received[1]).toMatchObject({
    method: 'POST',
    url: '/api/v3/reporting',
    headers: { authorization: 'Bearer token-canary-1', 'content-type': 'application/json' },
    body: JSON.stringify(reportingBody),
  })
})

test('relays empty responses from Butlr unchanged', async () => {
  const bodies = [{}, { data: {} }, { data: [] }, { data: null }]
  const { browser } = await startGateway(answerWithLogins(() => json(bodies.shift())))
  await browser.signInPerson()
  for (const expected of [{}, { data: {} }, { data: [] }, { data: null }]) {
    expect(await (await browser.report()).json()).toEqual(expected)
  }
})

test('rejects reports that the page never requests', async () => {
  const { browser, upstream } = await startGateway(answerWithLogins(() => json(sample)))
  await browser.signInPerson()
  const bodies = [
    { ...reportingBody, options: { format: 'csv' } },
    { ...reportingBody, window: { every: '1s; drop', function: 'max' } },
    { ...reportingBody, filter: { ...reportingBody.filter, clients: { eq: ['client_x'] } } },
    [],
    null,
  ]
  for (const body of bodies) {
    const response = await browser.post('/api/v3/reporting', body)
    expect(response.status).toBe(400)
    expect(await readProblemCode(response)).toBe('invalid_request')
  }
  expect(upstream.received).toHaveLength(1)
})

test('accepts topology requests only by document name, and never a query', async () => {
  const data = { sensors: { data: [{ id: 'sensor_1' }] }, hives: { data: [] } }
  const { browser, upstream, clock } = await startGateway(answerWithLogins(() => json({ data })))
  await browser.signInPerson()
  const response = await browser.post('/api/v3/graphql', { document: 'sensors' })
  expect(await response.json()).toEqual({
    sensors: [{ id: 'sensor_1' }],
    hives: [],
    missing: [],
    asOf: clock.now,
  })
  expect(JSON.parse(upstream.received[1]?.body ?? '')).toEqual({
    query: expect.stringMatching(/^query HeadroomSensors \{/),
  })
  for (const body of [
    { query: 'mutation { deleteRooms(ids: ["room_1"]) }' },
    { document: 'sensors', query: '{ sites }' },
    { document: 'sensors', variables: {} },
    { document: 'constructor' },
    { document: 'sensors', fresherThanSeconds: 59 },
  ]) {
    expect(await readProblemCode(await browser.post('/api/v3/graphql', body))).toBe(
      'invalid_request',
    )
  }
  expect(upstream.received).toHaveLength(2)
})

test('keeps the session after a 403, which a firewall may have sent', async () => {
  const { browser } = await startGateway(answerWithLogins(() => json({}, 403)))
  await browser.signInPerson()
  expect(await readProblemCode(await browser.report())).toBe('forbidden')
  expect(await (await browser.get('/api/session')).json()).toMatchObject({ signedIn: true })
})

test('ends a password session after status 401', async () => {
  const { browser } = await startGateway(answerWithLogins(() => json({}, 401)))
  await browser.signInPerson()
  expect(await readProblemCode(await browser.report())).toBe('signed_out')
  expect(await (await browser.get('/api/session')).json()).toMatchObject({ signedIn: false })
  expect(browser.cookies.size).toBe(0)
})

test('after status 401, renews the API credentials’ token once and retries the report', async () => {
  const { browser, upstream } = await startGateway(
    answerWithLogins(({ headers }) =>
      headers.authorization === 'Bearer token-canary-2' ? json(sample) : json({}, 401),
    ),
  )
  await browser.signInClient()
  const before = [...browser.cookies.values()]
  expect((await browser.report()).status).toBe(200)
  expect([...browser.cookies.values()]).not.toEqual(before)
  // The gateway also requests `places` when a live report contains rooms.
  const urls = () =>
    upstream.received.map(({ url }) => url).filter((url) => url !== '/api/v3/graphql')
  expect(urls()).toEqual([
    '/api/v2/clients/login',
    '/api/v3/reporting',
    '/api/v2/clients/login',
    '/api/v3/reporting',
  ])
  expect((await browser.report()).status).toBe(200)
  expect(urls()).toHaveLength(5)
})

test('ends the session of API credentials if the new token is rejected too', async () => {
  const { browser, upstream } = await startGateway(answerWithLogins(() => json({}, 401)))
  await browser.signInClient()
  expect(await readProblemCode(await browser.report())).toBe('signed_out')
  expect(await (await browser.get('/api/session')).json()).toMatchObject({ signedIn: false })
  expect(browser.cookies.size).toBe(0)
  expect(upstream.received).toHaveLength(4)
})

test('ends the session of revoked API credentials at the next renewal', async () => {
  let withdrawn = false
  const butlr = answerWithLogins(() => json(sample))
  const { browser, clock } = await startGateway((request) =>
    withdrawn ? json({}, 401) : butlr(request),
  )
  await browser.signInClient()
  withdrawn = true
  clock.now += 999_000
  expect(await readProblemCode(await browser.report())).toBe('signed_out')
})

test('a rejected renewal does not end other sessions with the same credentials', async () => {
  let withdrawn = false
  const butlr = answerWithLogins(() => json(sample))
  const { browser, clock, send } = await startGateway((request) =>
    withdrawn ? json({}, 401) : butlr(request),
  )
  const other = createBrowser(send)
  await browser.signInClient()
  await other.signInClient()
  withdrawn = true
  clock.now += 2_000_000
  expect(await readProblemCode(await browser.report())).toBe('signed_out')
  withdrawn = false
  expect((await other.report()).status).toBe(200)
})

test('keeps the session and returns the error if Butlr fails during renewal', async () => {
  let down = false
  const butlr = answerWithLogins(() => json(sample))
  const { browser, clock, upstream } = await startGateway((request) =>
    down ? json({}, 500) : butlr(request),
  )
  await browser.signInClient()
  down = true
  clock.now += 2_000_000
  expect(await readProblemCode(await browser.report())).toBe('upstream_error')
  expect(await readProblemCode(await browser.report())).toBe('upstream_error')
  // The second report arrived within the retry delay, so the gateway called Butlr only for the first report.
  expect(upstream.received).toHaveLength(2)
  down = false
  clock.now += 6_000
  expect((await browser.report()).status).toBe(200)
})

test('shares one renewal among concurrent requests, including requests with the old cookie', async () => {
  const { browser, clock, upstream, send } = await startGateway(
    answerWithLogins(() => json(sample)),
  )
  await browser.signInClient()
  clock.now += 800_000
  const stale = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const ask = () =>
    send(
      new Request('https://headroom.example/api/v3/reporting', {
        method: 'POST',
        headers: {
          'Sec-Fetch-Site': 'same-origin',
          'Content-Type': 'application/json',
          Cookie: stale,
        },
        body: JSON.stringify(reportingBody),
      }),
    )
  const answers = await Promise.all(Array.from({ length: 20 }, ask))
  answers.push(await ask())
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 21 }, () => 200))
  for (const { headers } of answers) expect(headers.getSetCookie()).toHaveLength(1)
  const signIns = upstream.received.filter(({ url }) => url === '/api/v2/clients/login')
  expect(signIns).toHaveLength(2)
  const reports = upstream.received.filter(({ url }) => url === '/api/v3/reporting')
  expect(new Set(reports.map(({ headers }) => headers.authorization))).toEqual(
    new Set(['Bearer token-canary-2']),
  )
})

test('does not let someone who knows only a client ID use a session of that client', async () => {
  const butlr = answerWithLogins(() => json(sample))
  const { browser, send } = await startGateway((request) =>
    request.body.includes('wrong') ? json({}, 401) : butlr(request),
  )
  await browser.signInClient()
  const other = createBrowser(send)
  const login = { ...clientLogin, client_secret: 'wrong' }
  expect(await readProblemCode(await other.post('/api/v2/clients/login', login))).toBe(
    'wrong_credentials',
  )
  expect(await readProblemCode(await other.report())).toBe('signed_out')
})

test('relays reports with a valid token while renewals fail', async () => {
  let down = false
  const butlr = answerWithLogins(() => json(sample))
  const { browser, clock } = await startGateway((request) =>
    down && request.url.endsWith('login') ? json({}, 500) : butlr(request),
  )
  await browser.signInClient()
  down = true
  clock.now += 800_000
  expect((await browser.report()).status).toBe(200)
})

test('treats UNAUTHENTICATED from GraphQL as a rejected token', async () => {
  const refused = {
    data: null,
    errors: [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }],
  }
  const { browser, upstream, clock } = await startGateway(
    answerWithLogins(({ headers }) =>
      json(headers.authorization?.endsWith('-2') ? { data: { sites: { data: [] } } } : refused),
    ),
  )
  await browser.signInClient()
  const response = await browser.post('/api/v3/graphql', { document: 'places' })
  expect(await response.json()).toEqual({ sites: [], missing: [], asOf: clock.now })
  expect(upstream.received).toHaveLength(4)
})
