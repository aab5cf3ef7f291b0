import { expect, onTestFinished, test } from 'vitest'
import {
  answerWithLogins,
  readProblemCode,
  origin,
  reportingBody,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { createButlrClient } from './butlr-client.ts'
import { ButlrError } from './butlr-error.ts'
import { json, startUpstream, type Reply } from '#server/gateway/test-servers.ts'

const html: Reply = {
  headers: { 'Content-Type': 'text/html', 'Set-Cookie': 'evil=1' },
  body: '<script>alert("html-canary")</script>',
}

test.each([
  ['HTML with status 200', html, 'upstream_invalid'],
  ['HTML with status 500', { ...html, status: 500 }, 'upstream_error'],
  [
    'JSON as text/plain',
    { headers: { 'Content-Type': 'text/plain' }, body: '{"data":{}}' },
    'upstream_invalid',
  ],
  ['a body without content type', { body: '{"data":{}}' }, 'upstream_invalid'],
  ['truncated JSON', { ...json({}), body: '{"data":{"body-canary":' }, 'upstream_invalid'],
  ['an empty body', { ...json({}), body: '' }, 'upstream_invalid'],
  ['a list', json([]), 'upstream_invalid'],
  ['a string', json('body-canary'), 'upstream_invalid'],
  ['a 204 response', { status: 204 }, 'upstream_invalid'],
] satisfies [string, Reply, string][])('does not relay %s', async (_, reply, code) => {
  const { browser } = await startGateway(answerWithLogins(() => reply))
  await browser.signInPerson()
  const response = await browser.report()
  expect(response.headers.get('Content-Type')).toBe('application/json')
  expect(response.headers.getSetCookie()).toEqual([])
  const text = await response.clone().text()
  expect(text).not.toContain('canary')
  expect(await readProblemCode(response)).toBe(code)
  expect(await (await browser.get('/api/session')).json()).toMatchObject({ signedIn: true })
})

test.each([301, 302, 303, 307, 308])('does not follow a redirect (%i)', async (status) => {
  const sink = await startUpstream(() => json({ data: { stolen: true } }))
  onTestFinished(sink.close)
  const { browser } = await startGateway(
    answerWithLogins(() => ({ status, headers: { Location: sink.baseUrl.href } })),
  )
  await browser.signInPerson()
  const response = await browser.report()
  expect(response.headers.get('Location')).toBeNull()
  expect(await readProblemCode(response)).toBe('upstream_error')
  expect(sink.received).toEqual([])
})

test('passes on Retry-After in seconds and no other header from Butlr', async () => {
  const { browser } = await startGateway(
    answerWithLogins(() => ({
      ...json({}, 429),
      headers: {
        'Content-Type': 'application/json',
        'Retry-After': 'Mon, 02 Mar 2026 09:00:42 GMT',
        'Set-Cookie': ['__Host-headroom=evil; Path=/; Secure', 'other=1'],
        'Access-Control-Allow-Origin': '*',
        'X-Internal': 'header-canary',
        'Content-Security-Policy': "default-src 'unsafe-inline'",
      },
    })),
  )
  await browser.signInPerson()
  const response = await browser.report()
  expect(await readProblemCode(response)).toBe('rate_limited')
  expect(response.headers.get('Retry-After')).toBe('42')
  const all = JSON.stringify([...response.headers])
  expect(all).not.toMatch(/evil|canary|access-control|unsafe/i)
})

test('sends no headers or query parameters from the page to Butlr', async () => {
  const { browser, send, upstream } = await startGateway(answerWithLogins(() => json({ data: {} })))
  await browser.signInPerson()
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  await send(
    new Request(`${origin}/api/v3/reporting?access_token=query-canary&url=https://evil.example`, {
      method: 'POST',
      headers: {
        'Sec-Fetch-Site': 'same-origin',
        'Content-Type': 'application/json',
        Cookie: `${cookie}; other=cookie-canary`,
        Authorization: 'Bearer header-canary',
        'X-WEBAUTH-USER': 'admin',
        'X-Forwarded-For': '203.0.113.9',
        'X-Forwarded-Host': 'evil.example',
        Forwarded: 'host=evil.example',
        'X-JWT-Assertion': 'header-canary',
        'X-Original-URL': '/api/v2/login',
        'X-HTTP-Method-Override': 'DELETE',
      },
      body: JSON.stringify(reportingBody),
    }),
  )
  const [, report] = upstream.received
  expect(report).toMatchObject({ method: 'POST', url: '/api/v3/reporting' })
  expect(report?.headers.authorization).toBe('Bearer token-canary-1')
  expect(Object.keys(report?.headers ?? {}).sort()).toEqual([
    'accept',
    'accept-encoding',
    'accept-language',
    'authorization',
    'connection',
    'content-length',
    'content-type',
    'host',
    'sec-fetch-mode',
    'user-agent',
  ])
  expect(JSON.stringify(report)).not.toMatch(/query-canary|header-canary|cookie-canary|evil|203\.0/)
})

test('keeps the path of the base URL and ignores trailing slashes', async () => {
  for (const path of ['/prefix', '/prefix/', '/prefix//']) {
    const upstream = await startUpstream(() => json({}))
    onTestFinished(upstream.close)
    const butlr = createButlrClient({
      baseUrl: new URL(path, upstream.baseUrl),
      fetch,
      now: Date.now,
    })
    await butlr({
      path: '/api/v2/login',
      body: {},
      account: 'a',
      signal: AbortSignal.timeout(5_000),
    })
    expect(upstream.received[0]?.url).toBe('/prefix/api/v2/login')
  }
})

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: unknown) => error,
  )

test.each([
  ['headers', { hang: true }],
  ['the body', null],
] satisfies [string, Reply | null][])(
  'times out if the upstream stalls before %s',
  async (_, reply) => {
    const upstream = await startUpstream(() => reply ?? json({}))
    onTestFinished(upstream.close)
    const hangingBody = async () =>
      new Response(new ReadableStream({}), { headers: { 'Content-Type': 'application/json' } })
    const butlr = createButlrClient({
      baseUrl: upstream.baseUrl,
      fetch: reply === null ? hangingBody : fetch,
      now: Date.now,
    })
    const signal = AbortSignal.timeout(100)
    const failure = await failureOf(
      butlr({ path: '/api/v3/reporting', body: {}, account: 'a', signal }),
    )
    expect(failure).toBeInstanceOf(ButlrError)
    expect(failure).toMatchObject({ reason: 'timeout' })
  },
)

test('times out even if fetch ignores its signal', async () => {
  const butlr = createButlrClient({
    baseUrl: new URL('https://butlr.example'),
    fetch: () => new Promise(() => undefined),
    now: Date.now,
  })
  const signal = AbortSignal.timeout(50)
  expect(
    await failureOf(butlr({ path: '/api/v2/login', body: {}, account: 'a', signal })),
  ).toMatchObject({
    reason: 'timeout',
  })
})

test('stops reading an endless response at the size limit', async () => {
  let sent = 0
  const butlr = createButlrClient({
    baseUrl: new URL('https://butlr.example'),
    maxAnswerBytes: 100_000,
    now: Date.now,
    fetch: async () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += 10_000
            controller.enqueue(new Uint8Array(10_000))
          },
        }),
        { headers: { 'Content-Type': 'application/json' } },
      ),
  })
  const signal = AbortSignal.timeout(5_000)
  expect(
    await failureOf(butlr({ path: '/api/v3/reporting', body: {}, account: 'a', signal })),
  ).toMatchObject({
    reason: 'unreadable',
  })
  expect(sent).toBeLessThanOrEqual(130_000)
})

test('returns upstream_unreachable if nothing listens at the base URL', async () => {
  const upstream = await startUpstream(() => json({}))
  await upstream.close()
  const { browser } = await startGateway(() => json({}), { baseUrl: upstream.baseUrl })
  const response = await browser.signInPerson()
  expect(response.status).toBe(502)
  expect(await readProblemCode(response)).toBe('upstream_unreachable')
})
