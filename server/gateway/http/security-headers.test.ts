import { expect, test } from 'vitest'
import { butlrWith, origin, startGateway } from '#server/gateway/test-gateway.ts'
import { listen, sendRaw } from '#server/gateway/test-socket.ts'
import { json } from '#server/gateway/test-upstream.ts'

const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'",
  "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'",
  "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
].join('; ')

const expected = {
  'content-security-policy': policy,
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}

test.each([
  ['the page', 'GET', '/', 200, 'no-cache'],
  ['an address of the app', 'GET', '/rooms/room_1', 200, 'no-cache'],
  ['an asset', 'GET', '/assets/index-abc123.js', 200, 'public, max-age=31536000, immutable'],
  [
    'an asset asked by HEAD',
    'HEAD',
    '/assets/index-abc123.js',
    200,
    'public, max-age=31536000, immutable',
  ],
  ['a missing asset', 'GET', '/assets/old.js', 404, 'no-cache'],
  ['the session', 'GET', '/api/session', 200, 'no-store'],
  ['a refused report', 'POST', '/api/v3/reporting', 403, 'no-store'],
  ['an unknown route', 'GET', '/api/nothing', 404, 'no-store'],
  ['a wrong method', 'GET', '/api/v3/reporting', 405, 'no-store'],
  ['a health check', 'GET', '/healthz', 200, 'no-store'],
])('%s carries the strict headers', async (_, method, path, status, cacheControl) => {
  const { send } = await startGateway(butlrWith(() => json({})))
  const response = await send(
    new Request(origin + path, { method, headers: { Accept: 'text/html,*/*' } }),
  )
  expect(response.status).toBe(status)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    ...expected,
    'cache-control': cacheControl,
  })
  expect(response.headers.get('permissions-policy')).toContain('camera=()')
  expect(JSON.stringify([...response.headers])).not.toMatch(/unsafe|x-powered-by/i)
})

test('an unexpected failure carries them too, and tells nothing', async () => {
  const { browser, logged } = await startGateway(
    butlrWith(() => json({})),
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
  expect(Object.fromEntries(response.headers)).toMatchObject(expected)
  expect(await response.text()).not.toContain('canary')
  expect(logged.join('')).toMatch(/"error":"RangeError"/)
  expect(logged.join('')).not.toContain('canary')
})

test('even a request without a proper address gets them', async () => {
  const { app } = await startGateway(butlrWith(() => json({})))
  const { port } = await listen(async (request) => app.fetch(request, {}))
  const answer = await sendRaw(port, 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer.toLowerCase()).toContain(`content-security-policy: ${policy}`.toLowerCase())
})

test('a wrong method is told which ones there are', async () => {
  const { send } = await startGateway(butlrWith(() => json({})))
  const allow = async (path: string) =>
    (
      await send(
        new Request(origin + path, { method: 'PUT', headers: { 'Sec-Fetch-Site': 'same-origin' } }),
      )
    ).headers.get('Allow')
  expect(await allow('/api/v2/login')).toBe('POST')
  expect(await allow('/api/session')).toBe('GET, HEAD, DELETE')
})
