import { expect, test } from 'vitest'
import type { ReportingRequest } from '#src/contract/reporting.ts'
import { maxReportBytes, answerSizeLimits, createReportLimits } from './report-limits.ts'
import {
  answerWithLogins,
  readProblemCode,
  reportingBody,
  startGateway,
  createBrowser,
} from '#server/gateway/test-gateway.ts'
import { json, type Reply } from '#server/gateway/test-servers.ts'
import { ButlrError } from './butlr-error.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'

const now = Date.parse('2026-11-26T12:00:00Z')
const report = (
  every: string,
  start: string,
  order: ('room_id' | 'mac_address' | 'time')[] | null,
  filter: Partial<ReportingRequest['filter']> = {},
): ReportingRequest => ({
  window: { every, function: 'max' },
  filter: { start, measurements: ['presence'], ...filter },
  ...(order && { group_by: { order } }),
})
const rooms = (count: number) => ({
  rooms: { eq: Array.from({ length: count }, (_, index) => `room_${index}`) },
})

test.each<[string, ReportingRequest]>([
  ['all rooms per second for two days', report('1s', '-2d', ['room_id', 'time'])],
  ['all rooms per second, not grouped by time', report('1s', '-2d', ['room_id', 'mac_address'])],
  ['all rooms per second, not grouped', report('1s', '-2d', null)],
  [
    'all rooms per second between two dates',
    report('1s', '2026-11-01T00:00:00Z', ['time'], { stop: '2026-11-03T00:00:00Z' }),
  ],
  ['all rooms per minute for a month', report('1m', '-30d', ['room_id', 'time'])],
  [
    'a thousand rooms per minute for a day',
    report('1m', '-24h', ['room_id', 'time'], rooms(1_000)),
  ],
  ['one room per second for a day', report('1s', '-24h', ['time'], rooms(1))],
  ['an invalid date', report('1m', '2026-13-45T99:99:99Z', ['time'])],
])('rejects a report for %s', (_, body) => {
  expect(() => maxReportBytes(body, now)).toThrow(
    expect.objectContaining({ code: 'invalid_request' }),
  )
})

test.each<[string, ReportingRequest]>([
  ['one room per second for an hour', report('1s', '-1h', ['time'], rooms(1))],
  ['one room per minute for a month', report('1m', '-30d', ['mac_address', 'time'], rooms(1))],
  ['all rooms per minute for a day', report('1m', '-24h', ['room_id', 'time'])],
  ['all rooms per hour for two months', report('1h', '-60d', ['room_id', 'time'])],
  ['all rooms per day for three years', report('1d', '-1095d', ['room_id', 'time'])],
])('accepts a report for %s', (_, body) => {
  expect(maxReportBytes(body, now)).toBe(answerSizeLimits.history)
})

test('rejects a 9 MB response to a live poll and accepts a 9 MB history', async () => {
  const data = { room_1: { 'sensor-1': { last: 1, note: 'x'.repeat(9 * 1024 * 1024) } } }
  const { browser } = await startGateway(answerWithLogins(() => json({ data })))
  await browser.signInPerson()
  expect(await readProblemCode(await browser.report())).toBe('upstream_invalid')
  const history = { ...reportingBody, filter: { ...reportingBody.filter, start: '-6h' } }
  const answer = await browser.post('/api/v3/reporting', history)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ data })
})

test('rejects a topology response over 8 MB and a sign-in response of 1 MB', async () => {
  const big = (megabytes: number) => 'x'.repeat(megabytes * 1024 * 1024)
  const sites = { data: [{ id: 's1', name: big(8), buildings: [] }] }
  const { browser } = await startGateway(answerWithLogins(() => json({ data: { sites } })))
  await browser.signInPerson()
  const places = await browser.post('/api/v3/graphql', { document: 'places' })
  expect(await readProblemCode(places)).toBe('upstream_invalid')
  const login = { access_token: 't', expires_in: 1_000, note: big(1) }
  const other = await startGateway(() => json(login))
  expect(await readProblemCode(await other.browser.signInPerson())).toBe('upstream_invalid')
})

test('rejects a report with too many windows without a request to Butlr', async () => {
  const { browser, upstream } = await startGateway(answerWithLogins(() => json({})))
  await browser.signInPerson()
  const body = { ...reportingBody, filter: { ...reportingBody.filter, start: '-2d' } }
  const response = await browser.post('/api/v3/reporting', body)
  expect(response.status).toBe(400)
  expect(await readProblemCode(response)).toBe('invalid_request')
  expect(upstream.received).toHaveLength(1)
})

const never = new AbortController().signal

test('runs four reports of a session at once, queues sixteen and rejects the rest with Retry-After', async () => {
  let open = 0
  let most = 0
  const gate: (() => void)[] = []
  const { browser, upstream } = await startGateway(
    answerWithLogins(async (): Promise<Reply> => {
      open += 1
      most = Math.max(most, open)
      await new Promise<void>((resolve) => gate.push(resolve))
      open -= 1
      return json({ data: {} })
    }),
  )
  await browser.signInPerson()
  const pending = Array.from({ length: 40 }, () => browser.report())
  const settled: Response[] = []
  for (const one of pending) void one.then((response) => settled.push(response))
  // Reports beyond four running and sixteen waiting are rejected immediately.
  await expect.poll(() => settled.length).toBe(20)
  for (const response of settled) {
    expect(response.status).toBe(429)
    expect(response.headers.get('Retry-After')).toBe('5')
    expect(await readProblemCode(response)).toBe('busy')
  }
  await expect.poll(() => gate.length).toBe(4)
  const letGo = setInterval(() => gate.shift()?.(), 1)
  const answers = await Promise.all(pending)
  clearInterval(letGo)
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(4)
  expect(most).toBeLessThanOrEqual(4)
  // Rejected reports do not reach Butlr.
  expect(upstream.received.length).toBeLessThanOrEqual(1 + 20)
})

test('runs at most sixteen reports at once across all sessions', async () => {
  let open = 0
  let most = 0
  const { send } = await startGateway(
    answerWithLogins(async () => {
      open += 1
      most = Math.max(most, open)
      await new Promise((resolve) => setImmediate(resolve))
      open -= 1
      return json({ data: {} })
    }),
  )
  const people = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const person = createBrowser(send)
      await person.post('/api/v2/login', { username: `person-${index}`, password: 'x' })
      return person
    }),
  )
  const answers = await Promise.all(
    people.flatMap((person) => Array.from({ length: 6 }, () => person.report())),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  expect(most).toBeLessThanOrEqual(16)
})

test('releases each slot once, and stops waiting after the timeout or an abort', async () => {
  const limits = createReportLimits({ perSession: 1, overall: 2, maxWaitMs: 1 })
  const leave = await limits.acquire('a', never)
  const refused = limits.acquire('a', never)
  await expect(refused).rejects.toThrow(GatewayError)
  await expect(refused).rejects.toMatchObject({ code: 'busy', retryAfterSeconds: 5 })

  const limitsWithLongWait = createReportLimits({ perSession: 1, overall: 2, maxWaitMs: 60_000 })
  const first = await limitsWithLongWait.acquire('a', never)
  const left = new AbortController()
  const abandoned = limitsWithLongWait.acquire('a', left.signal)
  const second = limitsWithLongWait.acquire('a', never)
  left.abort()
  await expect(abandoned).rejects.toThrow(ButlrError)
  const other = await limitsWithLongWait.acquire('b', never)
  let third = 'waiting'
  const last = limitsWithLongWait.acquire('c', never).then((back) => {
    third = 'started'
    return back
  })
  // Releasing a slot twice frees only one slot.
  other()
  other()
  expect(await last).toBeTypeOf('function')
  expect(third).toBe('started')
  first()
  ;(await second)()
  leave()
})

test('serves accounts in turn, even if one account has several reports waiting', async () => {
  const limits = createReportLimits({ perAccount: 1, overall: 1, maxWaitMs: 60_000 })
  const running = await limits.acquire('eve-1', never, 'eve')
  const served: string[] = []
  const waits = ['eve', 'eve', 'eve', 'ada', 'bob'].map(async (account, index) => {
    const leave = await limits.acquire(`${account}-${index}`, never, account)
    served.push(account)
    leave()
  })
  running()
  await Promise.all(waits)
  expect(served.slice(0, 3)).toEqual(['eve', 'ada', 'bob'])
})

test('runs the live poll even while history requests hang', async () => {
  const { browser } = await startGateway(
    answerWithLogins(({ body }): Reply | Promise<Reply> =>
      body.includes('"1m"') ? new Promise<Reply>(() => undefined) : json({ data: {} }),
    ),
  )
  await browser.signInPerson()
  const history = { ...reportingBody, window: { every: '1m', function: 'max' } }
  for (let count = 0; count < 8; count += 1) void browser.post('/api/v3/reporting', history)
  expect((await browser.report()).status).toBe(200)
})

test('leaves slots for other accounts when one account requests reports in many sessions', async () => {
  let open = 0
  const gate: (() => void)[] = []
  const { send } = await startGateway(
    answerWithLogins(async () => {
      open += 1
      await new Promise<void>((resolve) => gate.push(resolve))
      return json({ data: {} })
    }),
  )
  const signIn = async (username: string) => {
    const person = createBrowser(send)
    await person.post('/api/v2/login', { username, password: 'x' })
    return person
  }
  const sessions = await Promise.all(Array.from({ length: 10 }, () => signIn('eve@example.com')))
  const pending = sessions.flatMap((person) => Array.from({ length: 15 }, () => person.report()))
  await expect.poll(() => open).toBe(12)
  const other = await signIn('ada@example.com')
  const reports = Array.from({ length: 6 }, () => other.report())
  await expect.poll(() => open).toBe(16)
  const letGo = setInterval(() => gate.shift()?.(), 1)
  const answers = await Promise.all(reports)
  const statuses = (await Promise.all(pending)).map(({ status }) => status)
  clearInterval(letGo)
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  const rejected = statuses.filter((status) => status === 429)
  expect(rejected.length).toBeGreaterThanOrEqual(10 * 15 - 12 - 96)
})
