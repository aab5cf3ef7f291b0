import { expect, test } from 'vitest'
import {
  createBrowser,
  origin,
  personLogin,
  readProblemCode,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { json, type Reply } from '#server/gateway/test-servers.ts'

const minute = 60_000
const overrides = { rooms: { room_1: { capacity: 8 } } }
const reported = json({ data: { room_1: {} } })

/**
 * Starts a gateway with an account whose topology Butlr denies. The test sets the response to reports; each sign-in
 * gets its own token.
 */
async function start(
  reply: (authorization: string | undefined) => Reply | Promise<Reply> = () => reported,
) {
  const butlr = { reply }
  let issued = 0
  const gateway = await startGateway(
    ({ url, headers }) => {
      if (url.endsWith('/graphql')) return json({}, 403)
      if (!url.endsWith('/login')) return butlr.reply(headers.authorization)
      issued += 1
      return json({ access_token: `token-${issued}`, expires_in: 86_400 })
    },
    { overrides: () => ({ configured: true, overrides, loadedAt: 1, problem: null }) },
  )
  const { browser, upstream, send } = gateway
  await browser.signInPerson()
  const ask = (from = browser) => from.get('/api/overrides')
  const reports = () => upstream.received.filter(({ url }) => url.endsWith('/reporting')).length
  const another = async () => {
    const other = createBrowser(send)
    await other.post('/api/v2/login', personLogin)
    return other
  }
  return { ...gateway, butlr, ask, reports, another }
}

function gated(reply: Reply) {
  let open = (): void => undefined
  const gate = new Promise<void>((resolve) => (open = resolve))
  return { answer: () => gate.then(() => reply), open: () => open() }
}

test('sends one live report for all concurrent requests of an account, even if the first request is aborted', async () => {
  const { answer, open } = gated(reported)
  const { ask, reports, another, browser, send } = await start(answer)
  const other = await another()
  const abort = new AbortController()
  const Cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const first = send(
    new Request(`${origin}/api/overrides`, {
      headers: { Cookie, 'Sec-Fetch-Site': 'same-origin' },
      signal: abort.signal,
    }),
  )
  await expect.poll(reports).toBe(1)
  const waiting = Array.from({ length: 10 }, (_, index) => ask(index % 2 === 0 ? browser : other))
  abort.abort()
  expect((await first).ok).toBe(false)
  open()
  for (const response of await Promise.all(waiting)) {
    expect(await response.json()).toMatchObject({ overrides })
  }
  expect(reports()).toBe(1)
})

test('keeps the rooms of a report that arrives after all requests for it were aborted', async () => {
  const { answer, open } = gated(reported)
  const { ask, reports, browser, send, butlr } = await start(answer)
  const abort = new AbortController()
  const Cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { Cookie, 'Sec-Fetch-Site': 'same-origin' }
  const first = send(new Request(`${origin}/api/overrides`, { headers, signal: abort.signal }))
  await expect.poll(reports).toBe(1)
  abort.abort()
  await first
  butlr.reply = () => json({}, 500)
  const next = ask()
  open()
  expect(await (await next).json()).toMatchObject({ overrides })
  expect(reports()).toBe(1)
})

test.each([
  [json({}, 500), 'upstream_error', 5_000],
  [json({}, 403), 'forbidden', 5_000],
  [json({}, 429), 'rate_limited', 5_000],
  [{ ...json({}, 500), headers: { 'Retry-After': '40' } }, 'upstream_error', 40_000],
  [{ ...json({}, 429), headers: { 'Retry-After': '40' } }, 'rate_limited', 40_000],
])('repeats the failure %j (%s) for %i ms without another report', async (reply, code, waitMs) => {
  const { ask, reports, clock, butlr } = await start(() => reply)
  expect(await readProblemCode(await ask())).toBe(code)
  butlr.reply = () => reported
  clock.now += waitMs - 1
  for (const response of await Promise.all([ask(), ask()])) {
    expect(await readProblemCode(response)).toBe(code)
  }
  expect(reports()).toBe(1)
  clock.now += 1
  expect(await (await ask()).json()).toMatchObject({ overrides })
  expect(reports()).toBe(2)
})

test('uses the last report while newer reports fail, and retries once a minute', async () => {
  const { ask, reports, clock, butlr } = await start()
  await ask()
  butlr.reply = () => json({}, 500)
  for (let time = 0; time < 3 * minute; time += 15_000) {
    clock.now += 15_000
    expect(await (await ask()).json()).toMatchObject({ overrides })
  }
  expect(reports()).toBe(4)
})

test('returns the failure once the last report is an hour old', async () => {
  const { ask, clock, butlr } = await start()
  await ask()
  butlr.reply = () => json({}, 500)
  clock.now += 60 * minute
  expect(await readProblemCode(await ask())).toBe('upstream_error')
})

test('ends only the session whose token is rejected, and does not cache the rejection', async () => {
  const { answer, open } = gated(json({}, 401))
  const { ask, reports, another } = await start((authorization) =>
    authorization === 'Bearer token-1' ? answer() : reported,
  )
  const other = await another()
  const refused = ask()
  await expect.poll(reports).toBe(1)
  const waiting = ask(other)
  open()
  expect(await readProblemCode(await refused)).toBe('signed_out')
  expect(await (await waiting).json()).toMatchObject({ overrides })
  expect(reports()).toBe(2)
})

test('counts the report against the limit of live polls', async () => {
  const { answer, open } = gated(reported)
  const { ask, reports, browser } = await start(answer)
  const polls = Array.from({ length: 4 }, browser.report)
  await expect.poll(reports).toBe(4)
  const waiting = ask()
  polls.push(browser.report())
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(reports()).toBe(4)
  open()
  expect(await (await waiting).json()).toMatchObject({ overrides })
  await Promise.all(polls)
})
