import { expect, test } from 'vitest'
import {
  answerWithLogins,
  readProblemCode,
  createBrowser,
  origin,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { json } from '#server/gateway/test-servers.ts'

function attempt(username: string, password: string) {
  return new Request(`${origin}/api/v2/login`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
}

test('of a thousand guesses at one account, at once and from everywhere, fifty reach Butlr', async () => {
  const { send, upstream } = await startGateway(() => json({}, 401))
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, (_, index) =>
      send(
        attempt(index % 2 ? 'Ada@Example.com' : 'ada@example.com ', `guess ${index}`),
        `10.0.${index % 250}.1`,
      ),
    ),
  )
  expect(upstream.received).toHaveLength(50)
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(950)
  expect(Number(refused[0]?.headers.get('Retry-After'))).toBeGreaterThan(800)
  expect(Number(refused[0]?.headers.get('Retry-After'))).toBeLessThanOrEqual(900)
  expect(await readProblemCode(refused[0] ?? new Response('{}'))).toBe('too_many_attempts')
})

test('of guesses at one account from one address, ten reach Butlr however the name is spelled', async () => {
  const { send, upstream } = await startGateway(() => json({}, 401))
  const spellings = [
    'ada@example.com',
    ' ada@example.com',
    '\tADA@Example.com ',
    'ada\u200B@example.com',
  ]
  spellings.push('\uFF41da@example.com', '   ada@example.com', 'ada@example\u00AD.com')
  for (let index = 0; index < 70; index += 1) {
    await send(attempt(spellings[index % spellings.length] ?? '', `guess ${index}`))
  }
  expect(upstream.received).toHaveLength(10)
})

test('Butlr receives the name without white space around it', async () => {
  const { send, upstream } = await startGateway(() => json({}, 401))
  await send(attempt('  ada@example.com ', 'x'))
  expect(JSON.parse(upstream.received[0]?.body ?? '')).toMatchObject({
    username: 'ada@example.com',
  })
})

test('refused attempts use up nothing of their address', async () => {
  const { send, upstream } = await startGateway(() => json({}, 401))
  for (let index = 0; index < 300; index += 1) await send(attempt('ada', `guess ${index}`))
  expect(upstream.received).toHaveLength(10)
  for (let index = 0; index < 90; index += 1) await send(attempt(`person ${index}`, 'x'))
  expect(upstream.received).toHaveLength(100)
})

/** Butlr that accepts the password `right` only. */
function strictButlr() {
  const butlr = answerWithLogins(() => json({ data: {} }))
  return (request: Parameters<typeof butlr>[0]) =>
    request.body.includes('right') ? butlr(request) : json({}, 401)
}

test('a browser that signed in before is not locked out by guesses of others', async () => {
  const { send } = await startGateway(strictButlr())
  const browser = createBrowser(send)
  const signIn = (name: string, password: string) =>
    browser.post('/api/v2/login', { username: name, password })
  expect((await signIn('ada', 'right')).status).toBe(200)
  await browser.request('DELETE', '/api/session')
  // The account is guessed at from everywhere, and the address of the office is used up.
  for (let index = 0; index < 60; index += 1) await send(attempt('ada', 'wrong'), `10.0.${index}.1`)
  for (let index = 0; index < 110; index += 1) await send(attempt(`person ${index}`, 'wrong'))
  expect((await send(attempt('ada', 'right'))).status).toBe(429)
  expect((await signIn('ada', 'right')).status).toBe(200)
  // The browser is known for this account only.
  expect((await signIn('grace', 'right')).status).toBe(429)
})

test('a known browser has ten wrong guesses, too', async () => {
  const { send, upstream } = await startGateway(strictButlr())
  const browser = createBrowser(send)
  await browser.post('/api/v2/login', { username: 'ada', password: 'right' })
  for (let index = 0; index < 30; index += 1) {
    await browser.post('/api/v2/login', { username: 'ada', password: `wrong ${index}` })
  }
  expect(upstream.received).toHaveLength(11)
})

test('the cookie of a known browser contains no name and opens nothing', async () => {
  const { send } = await startGateway(strictButlr())
  const browser = createBrowser(send)
  await browser.post('/api/v2/login', { username: 'ada@example.com', password: 'right' })
  await browser.request('DELETE', '/api/session')
  expect([...browser.deviceCookies.keys()]).toEqual(['__Host-headroom-device'])
  expect([...browser.deviceCookies.values()].join()).not.toContain('ada')
  expect((await browser.report()).status).toBe(401)
})

test('one address has a hundred attempts over all accounts, others are not hit', async () => {
  const { send, upstream } = await startGateway(() => json({}, 401))
  for (let index = 0; index < 150; index += 1) {
    // The same household of IPv6 addresses counts as one.
    await send(attempt(`person${index}`, 'x'), `2001:db8:0:1::${index.toString(16)}`)
  }
  expect(upstream.received).toHaveLength(100)
  expect((await send(attempt('ada', 'x'), '2001:db8:0:2::1')).status).toBe(401)
})

test('a successful sign-in starts the count of its account anew', async () => {
  const butlr = answerWithLogins(() => json({}))
  const { send } = await startGateway((request) =>
    request.body.includes('right') ? butlr(request) : json({}, 401),
  )
  for (let round = 0; round < 3; round += 1) {
    for (let index = 0; index < 9; index += 1) await send(attempt('ada', 'wrong'))
    expect((await send(attempt('ada', 'right'))).status).toBe(200)
  }
})

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
})

test('signed-in people are not touched by guesses at their account', async () => {
  const butlr = answerWithLogins(() => json({ data: {} }))
  const { send } = await startGateway((request) =>
    request.body.includes('wrong') ? json({}, 401) : butlr(request),
  )
  const browser = createBrowser(send)
  await browser.signInPerson()
  for (let index = 0; index < 20; index += 1) await send(attempt('ada@example.com', 'wrong'))
  expect((await browser.report()).status).toBe(200)
})
