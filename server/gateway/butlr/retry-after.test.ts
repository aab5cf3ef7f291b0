import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRetryAfter, retryAfterKey, createRetryAfterHolds } from './retry-after.ts'
import { createTokenRenewal } from '#server/gateway/auth/token-renewal.ts'
import { createAnswerReader } from './answer-reader.ts'
import { createButlrClient } from './butlr-client.ts'
import { createServiceAccount } from '#server/gateway/auth/service-account.ts'
import { createSharedReadings } from '#server/gateway/displays/shared-readings.ts'
import {
  answerWithLogins,
  clientLogin,
  readProblemCode,
  createBrowser,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { json, startUpstream, type Reply } from '#server/gateway/test-servers.ts'

const now = Date.parse('2026-03-02T09:00:00Z')

test.each([
  ['120', 120],
  [' 7 ', 7],
  ['0', 1],
  ['86400', 3_600],
  ['99999999999999999999', 3_600],
  ['Mon, 02 Mar 2026 09:01:30 GMT', 90],
  ['Monday, 02-Mar-26 09:01:30 GMT', 90],
  ['Mon, 02 Mar 2026 08:00:00 GMT', 1],
  ['Tue, 03 Mar 2026 09:00:00 GMT', 3_600],
  [null, undefined],
  ['', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['soon', undefined],
])('parses Retry-After %j as %j seconds', (value, seconds) => {
  expect(parseRetryAfter(value, now)).toBe(seconds)
})

test('for any Retry-After, returns undefined or a whole number of seconds from one second to an hour', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.date().map(String)), (value) => {
      const seconds = parseRetryAfter(value, now)
      if (seconds === undefined) return
      expect(Number.isInteger(seconds)).toBe(true)
      expect(seconds).toBeGreaterThanOrEqual(1)
      expect(seconds).toBeLessThanOrEqual(3_600)
    }),
  )
})

const retryAfter = (status: number, value: string): Reply => {
  const reply = json({}, status)
  return { ...reply, headers: { ...reply.headers, 'Retry-After': value } }
}
const graphql = (document: string) => ({ document })

/** Starts a gateway. Butlr responds with `reply` to everything except sign-ins. */
async function openGateway(reply: Reply) {
  const butlr = { reply, requests: [] as string[] }
  const healthy = answerWithLogins(() => json({ data: {} }), 10_000)
  const gateway = await startGateway((request) => {
    butlr.requests.push(request.url)
    return request.url.endsWith('/login') ? healthy(request) : butlr.reply
  })
  return { ...gateway, butlr }
}

test.each([
  ['429 with seconds', retryAfter(429, '7'), 7],
  ['503 with a date', retryAfter(503, 'Mon, 02 Mar 2026 09:00:07 GMT'), 7],
  ['429 with more than an hour', retryAfter(429, '86400'), 3_600],
])('after %s, sends no request for the account until the wait ends', async (_, reply, seconds) => {
  const { browser, butlr, clock } = await openGateway(reply)
  await browser.signInPerson()
  await browser.report()
  butlr.requests.length = 0
  clock.now += seconds * 1_000 - 2_500

  for (const ask of [
    browser.report,
    () => browser.post('/api/v3/graphql', graphql('places')),
    () => browser.post('/api/v3/graphql', graphql('sensors')),
    browser.signInPerson,
  ]) {
    const response = await ask()
    expect(response.status).toBe(429)
    expect(response.headers.get('Retry-After')).toBe('3')
    expect(await readProblemCode(response)).toBe('rate_limited')
  }
  expect(butlr.requests).toEqual([])

  clock.now += 2_500
  butlr.reply = json({ data: {} })
  expect((await browser.report()).status).toBe(200)
})

test('blocks reports after a GraphQL response with status 429 and Retry-After', async () => {
  const { browser, butlr } = await openGateway(retryAfter(429, '7'))
  await browser.signInPerson()
  await browser.post('/api/v3/graphql', graphql('places'))
  butlr.requests.length = 0
  expect(await readProblemCode(await browser.report())).toBe('rate_limited')
  expect(butlr.requests).toEqual([])
})

test('does not block other accounts while one account has to wait', async () => {
  const { browser, send, butlr } = await openGateway(retryAfter(429, '7'))
  await browser.signInPerson()
  await browser.report()
  butlr.reply = json({ data: {} })
  const other = createBrowser(send)
  await other.signInClient()
  expect((await other.report()).status).toBe(200)
})

test.each([
  ['500 with Retry-After', retryAfter(500, '7')],
  ['403 with Retry-After', retryAfter(403, '7')],
  ['429 without Retry-After', json({}, 429)],
])('does not block the account after %s', async (_, reply) => {
  const { browser, butlr } = await openGateway(reply)
  await browser.signInPerson()
  await browser.report()
  butlr.reply = json({ data: {} })
  expect((await browser.report()).status).toBe(200)
})

test('after a rate-limited sign-in attempt, blocks further attempts but no session of the account', async () => {
  const { browser, send, butlr } = await startGatewayWithLogins()
  await browser.signInPerson()
  butlr.login = retryAfter(429, '7')
  const stranger = createBrowser(send)
  expect(await readProblemCode(await stranger.signInPerson())).toBe('rate_limited')
  butlr.requests.length = 0
  const again = await stranger.signInPerson()
  expect(again.headers.get('Retry-After')).toBe('7')
  expect(butlr.requests).toEqual([])
  expect((await browser.report()).status).toBe(200)
})

test('blocks the reports of an account after a rate-limited token renewal', async () => {
  const { browser, butlr, clock } = await startGatewayWithLogins()
  await browser.signInClient()
  butlr.login = retryAfter(429, '7')
  // By then, the token is due for renewal but still valid.
  clock.now += 800_000
  await browser.report()
  butlr.requests.length = 0
  const response = await browser.report()
  expect(response.headers.get('Retry-After')).toBe('7')
  expect(butlr.requests).toEqual([])
})

async function startGatewayWithLogins() {
  const butlr = { login: null as Reply | null, requests: [] as string[] }
  const healthy = answerWithLogins(() => json({ data: {} }))
  const gateway = await startGateway((request) => {
    butlr.requests.push(request.url)
    return (request.url.endsWith('/login') && butlr.login) || healthy(request)
  })
  return { ...gateway, butlr }
}

test('blocks the gateway account like any other account', async () => {
  let requests = 0
  const upstream = await startUpstream(() => {
    requests += 1
    return retryAfter(429, '7')
  })
  const now = () => 1_000
  const butlr = createButlrClient({
    baseUrl: upstream.baseUrl,
    fetch: (request) => fetch(request),
    now,
  })
  const signal = AbortSignal.timeout(10_000)
  const { client_id: clientId, client_secret: clientSecret } = clientLogin
  const account = retryAfterKey('client', clientId)
  const staff = butlr({ path: '/api/v3/reporting', body: {}, account, signal })
  await expect(staff).rejects.toMatchObject({ retryAfterSeconds: 7 })

  const grant = { token: 't', tokenUntil: 1e12, renewAt: 1e12 }
  const renewal = createTokenRenewal({ signIn: async () => grant, now })
  const displays = createServiceAccount({ clientId, clientSecret }, renewal, now)
  const readings = createSharedReadings({
    butlr,
    read: createAnswerReader(null).read,
    account: displays,
    now,
    intervalMs: 5_000,
    deadlineMs: 10_000,
  })
  await expect(readings.get(signal)).rejects.toMatchObject({
    code: 'rate_limited',
    retryAfterSeconds: 7,
  })
  expect(requests).toBe(1)
  await upstream.close()
})

test('does not shorten a wait when a shorter wait is added', () => {
  const clock = { now: 0 }
  const holds = createRetryAfterHolds(() => clock.now)
  holds.add('a', 60)
  clock.now = 10_000
  holds.add('a', 5)
  expect(holds.secondsLeft('a')).toBe(50)
})

test('when the clock is set back, ends a wait instead of prolonging it', () => {
  const clock = { now: 1_000_000 }
  const holds = createRetryAfterHolds(() => clock.now)
  holds.add('a', 60)
  clock.now = 0
  expect(holds.secondsLeft('a')).toBe(0)
})

test('drops the least recently used accounts beyond the capacity', () => {
  const holds = createRetryAfterHolds(() => 0, 2)
  for (const account of ['a', 'b', 'c']) holds.add(account, 60)
  expect(['a', 'b', 'c'].map(holds.secondsLeft)).toEqual([0, 60, 60])
})

test('ignores case and surrounding space in email addresses but not in client IDs', () => {
  expect(retryAfterKey('password', ' Ada@Example.com')).toBe(
    retryAfterKey('password', 'ada@example.com'),
  )
  expect(retryAfterKey('client', 'A')).not.toBe(retryAfterKey('client', 'a'))
})
