import { expect, test } from 'vitest'
import { butlrWith, codeOf, createBrowser, origin, startGateway } from './test-gateway.ts'
import { json } from './test-upstream.ts'

function attempt(username: string, password: string) {
  return new Request(`${origin}/api/v2/login`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
}

test('of a thousand guesses at one account, at the same moment and from everywhere, ten reach Butlr', async () => {
  const { send, upstream } = await startGateway(() => json({}, 401))
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, (_, index) =>
      send(
        attempt(index % 2 ? 'Ada@Example.com' : 'ada@example.com ', `guess ${index}`),
        `10.0.${index % 250}.1`,
      ),
    ),
  )
  expect(upstream.received).toHaveLength(10)
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(990)
  expect(Number(refused[0]?.headers.get('Retry-After'))).toBeGreaterThan(800)
  expect(Number(refused[0]?.headers.get('Retry-After'))).toBeLessThanOrEqual(900)
  expect(await codeOf(refused[0] ?? new Response('{}'))).toBe('too_many_attempts')
}, 30_000)

test('one address has a hundred attempts over all accounts, others are not hit', async () => {
  const { send, upstream } = await startGateway(() => json({}, 401))
  for (let index = 0; index < 150; index += 1) {
    // The same household of IPv6 addresses counts as one.
    await send(attempt(`person${index}`, 'x'), `2001:db8:0:1::${index.toString(16)}`)
  }
  expect(upstream.received).toHaveLength(100)
  expect((await send(attempt('ada', 'x'), '2001:db8:0:2::1')).status).toBe(401)
}, 30_000)

test('a successful sign-in starts the count of its account anew', async () => {
  const butlr = butlrWith(() => json({}))
  const { send } = await startGateway((request) =>
    request.body.includes('right') ? butlr(request) : json({}, 401),
  )
  for (let round = 0; round < 3; round += 1) {
    for (let index = 0; index < 9; index += 1) await send(attempt('ada', 'wrong'))
    expect((await send(attempt('ada', 'right'))).status).toBe(200)
  }
}, 30_000)

test('a refusal in other words (403) counts as a guess', async () => {
  const { send, upstream } = await startGateway(() => json({}, 403))
  for (let index = 0; index < 30; index += 1) await send(attempt('ada', `guess ${index}`))
  expect(upstream.received).toHaveLength(10)
})

test('guesses that the page gives up on count all the same', async () => {
  let asked = 0
  let page = new AbortController()
  const { send } = await startGateway(() => json({}), {
    fetch: () => {
      asked += 1
      page.abort()
      return new Promise(() => undefined)
    },
  })
  for (let index = 0; index < 30; index += 1) {
    page = new AbortController()
    await send(new Request(attempt('ada', `guess ${index}`), { signal: page.signal }))
  }
  expect(asked).toBe(10)
})

test('an outage of Butlr costs nobody their attempts', async () => {
  const { send } = await startGateway(() => json({}, 503))
  for (let index = 0; index < 150; index += 1) {
    expect((await send(attempt('ada', 'right'))).status).toBe(502)
  }
}, 30_000)

test('signed-in people are not touched by guesses at their account', async () => {
  const butlr = butlrWith(() => json({ data: {} }))
  const { send } = await startGateway((request) =>
    request.body.includes('wrong') ? json({}, 401) : butlr(request),
  )
  const browser = createBrowser(send)
  await browser.signInPerson()
  for (let index = 0; index < 20; index += 1) await send(attempt('ada@example.com', 'wrong'))
  expect((await browser.report()).status).toBe(200)
})
