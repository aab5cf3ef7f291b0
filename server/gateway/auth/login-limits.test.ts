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

test('lets only 50 of 1,000 concurrent guesses at one account reach Butlr, even from many addresses', async () => {
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

test('lets only ten guesses at one account from one address reach Butlr, across all spellings of the name', async () => {
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

test('trims the account name before sending it to Butlr', async () => {
  const { send, upstream } = await startGateway(() => json({}, 401))
  await send(attempt('  ada@example.com ', 'x'))
  expect(JSON.parse(upstream.received[0]?.body ?? '')).toMatchObject({
    username: 'ada@example.com',
  })
})

test('attempts that the account limit rejects do not count against the address limit', async () => {
  const { send, upstream } = await startGateway(() => json({}, 401))
  for (let index = 0; index < 300; index += 1) await send(attempt('ada', `guess ${index}`))
  expect(upstream.received).toHaveLength(10)
  // Sends more attempts than the address limit allows, because an account may share a bucket with the limited account.
  for (let index = 0; index < 100; index += 1) await send(attempt(`person ${index}`, 'x'))
  expect(upstream.received).toHaveLength(100)
})

/** Returns a fake Butlr that accepts only the password `right`. */
function strictButlr() {
  const butlr = answerWithLogins(() => json({ data: {} }))
  return (request: Parameters<typeof butlr>[0]) =>
    request.body.includes('right') ? butlr(request) : json({}, 401)
}

test('guesses from other browsers do not lock out a browser that has signed in before', async () => {
  const { send } = await startGateway(strictButlr())
  const browser = createBrowser(send)
  const signIn = (name: string, password: string) =>
    browser.post('/api/v2/login', { username: name, password })
  expect((await signIn('ada', 'right')).status).toBe(200)
  await browser.request('DELETE', '/api/session')
  // Exhausts the limit of the account from many addresses, and then the limit of the browser's address.
  for (let index = 0; index < 60; index += 1) await send(attempt('ada', 'wrong'), `10.0.${index}.1`)
  for (let index = 0; index < 110; index += 1) await send(attempt(`person ${index}`, 'wrong'))
  expect((await send(attempt('ada', 'right'))).status).toBe(429)
  expect((await signIn('ada', 'right')).status).toBe(200)
  // The browser has not signed in to this account before.
  expect((await signIn('grace', 'right')).status).toBe(429)
})

test('allows a browser that has signed in before only ten wrong guesses', async () => {
  const { send, upstream } = await startGateway(strictButlr())
  const browser = createBrowser(send)
  await browser.post('/api/v2/login', { username: 'ada', password: 'right' })
  for (let index = 0; index < 30; index += 1) {
    await browser.post('/api/v2/login', { username: 'ada', password: `wrong ${index}` })
  }
  expect(upstream.received).toHaveLength(11)
})

test('the device cookie contains no account name and grants no access', async () => {
  const { send } = await startGateway(strictButlr())
  const browser = createBrowser(send)
  await browser.post('/api/v2/login', { username: 'ada@example.com', password: 'right' })
  await browser.request('DELETE', '/api/session')
  expect([...browser.deviceCookies.keys()]).toEqual(['__Host-headroom-device'])
  expect([...browser.deviceCookies.values()].join()).not.toContain('ada')
  expect((await browser.report()).status).toBe(401)
})

test('limits one address to 100 attempts across all accounts without affecting other addresses', async () => {
  const { send, upstream } = await startGateway(() => json({}, 401))
  for (let index = 0; index < 150; index += 1) {
    // Addresses in the same IPv6 /64 count as one.
    await send(attempt(`person${index}`, 'x'), `2001:db8:0:1::${index.toString(16)}`)
  }
  expect(upstream.received).toHaveLength(100)
  expect((await send(attempt('ada', 'x'), '2001:db8:0:2::1')).status).toBe(401)
})

test('resets the count of an account at an address after a successful sign-in', async () => {
  const butlr = answerWithLogins(() => json({}))
  const { send } = await startGateway((request) =>
    request.body.includes('right') ? butlr(request) : json({}, 401),
  )
  for (let round = 0; round < 3; round += 1) {
    for (let index = 0; index < 9; index += 1) await send(attempt('ada', 'wrong'))
    expect((await send(attempt('ada', 'right'))).status).toBe(200)
  }
})

test('counts a sign-in that Butlr rejects with 403 as a guess', async () => {
  const { send, upstream } = await startGateway(() => json({}, 403))
  for (let index = 0; index < 30; index += 1) await send(attempt('ada', `guess ${index}`))
  expect(upstream.received).toHaveLength(10)
})

test('counts guesses that the client aborts', async () => {
  let requestCount = 0
  let page = new AbortController()
  const { send } = await startGateway(() => json({}), {
    fetch: () => {
      requestCount += 1
      page.abort()
      return new Promise(() => undefined)
    },
  })
  for (let index = 0; index < 30; index += 1) {
    page = new AbortController()
    await send(new Request(attempt('ada', `guess ${index}`), { signal: page.signal }))
  }
  expect(requestCount).toBe(10)
})

test('does not count attempts during a Butlr outage', async () => {
  const { send } = await startGateway(() => json({}, 503))
  for (let index = 0; index < 150; index += 1) {
    expect((await send(attempt('ada', 'right'))).status).toBe(502)
  }
})

test('guesses at an account do not affect its existing sessions', async () => {
  const butlr = answerWithLogins(() => json({ data: {} }))
  const { send } = await startGateway((request) =>
    request.body.includes('wrong') ? json({}, 401) : butlr(request),
  )
  const browser = createBrowser(send)
  await browser.signInPerson()
  for (let index = 0; index < 20; index += 1) await send(attempt('ada@example.com', 'wrong'))
  expect((await browser.report()).status).toBe(200)
})
