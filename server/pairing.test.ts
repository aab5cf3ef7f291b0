import { expect, test } from 'vitest'
import { PairingOffer, PendingPairing } from '#src/contract/pairing.ts'
import { readProblemCode } from './gateway/test-gateway.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import {
  listDisplayIds,
  createBoard,
  minute,
  pairCode,
  parseBody,
  readError,
  startedAt,
  startHeadroom,
} from './test-headroom.ts'

const tizen =
  'Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.5) AppleWebKit/537.36 Version/6.5 TV Safari/537'

async function start() {
  const headroom = await startHeadroom()
  const person = await headroom.signIn(demoCredentials)
  const { id: boardId } = await createBoard(person, { kind: 'all' })
  const screen = headroom.browser('198.51.100.4')
  const offer = async (one = screen, userAgent = tizen) =>
    parseBody(
      PairingOffer,
      await one.request('POST', '/api/display/pairing', {}, { 'User-Agent': userAgent }),
    )
  const lookUp = (code: string) => person.post('/api/displays/pairing', { code })
  return { ...headroom, person, boardId, screen, offer, lookUp }
}

test('returns the time, address and browser of the request for a code', async () => {
  const { clock, offer, lookUp } = await start()
  const { code } = await offer()
  clock.now += 2 * minute
  expect(
    await parseBody(PendingPairing, await lookUp(`${code.slice(0, 3)}-${code.slice(3)}`)),
  ).toEqual({
    id: expect.any(String),
    code,
    requestedAt: startedAt,
    address: '198.51.100.4',
    browser: 'Samsung TV (Tizen)',
  })
})

test('rejects pairing without a request ID from a previous lookup', async () => {
  const { person, boardId, offer } = await start()
  const { code } = await offer()
  const pairing = { code, name: 'Lobby', boardId }
  expect(await readProblemCode(await person.post('/api/displays', pairing))).toBe('invalid_request')
  for (const requestId of [code, 'undefined', '0']) {
    const response = await person.post('/api/displays', { ...pairing, requestId })
    expect(await readProblemCode(response)).toBe('wrong_code')
  }
  expect(await listDisplayIds(person)).toEqual([])
})

test('rejects the old request ID after the screen requests a new code', async () => {
  const { person, boardId, screen, offer, lookUp } = await start()
  const { code } = await offer()
  const { id: requestId } = await parseBody(PendingPairing, await lookUp(code))
  const next = await offer()
  const pairing = { requestId, name: 'Lobby', boardId }
  for (const one of [code, next.code]) {
    expect(
      await readProblemCode(await person.post('/api/displays', { ...pairing, code: one })),
    ).toBe('wrong_code')
  }
  expect((await pairCode(person, { code: next.code, name: 'Lobby', boardId })).status).toBe(201)
  expect(await (await screen.get('/api/display/pairing')).json()).toEqual({ state: 'paired' })
})

test('blocks a person and network for at most a minute after too many wrong codes, and does not count correct codes', async () => {
  const { person, browser, lookUp, offer } = await start()
  for (let guesses = 0; guesses < 9; guesses += 1) {
    expect(await readProblemCode(await lookUp('234567'))).toBe('wrong_code')
  }
  const { code } = await offer()
  for (let right = 0; right < 20; right += 1) expect((await lookUp(code)).status).toBe(200)
  expect(await readProblemCode(await lookUp('234567'))).toBe('wrong_code')
  const refused = await lookUp(code)
  expect(Number(refused.headers.get('Retry-After'))).toBeLessThanOrEqual(60)
  expect(await readError(refused)).toMatchObject({
    status: 429,
    message: 'Too many wrong pairing codes. Try again in a minute.',
  })
  const elsewhere = browser('203.0.113.9')
  for (const [name, value] of person.cookies) elsewhere.cookies.set(name, value)
  expect((await elsewhere.post('/api/displays/pairing', { code })).status).toBe(200)
})

test('issues codes to other networks while one /64 requests thousands of codes', async () => {
  const { person, boardId, browser, screen, offer } = await start()
  const attackers = [1, 2, 3, 4].map((host) => `2001:db8:0:7::${host}`)
  const flood = Array.from({ length: 2_000 }, (_, index) =>
    browser(attackers[index % 4]).post('/api/display/pairing', {}),
  )
  const { code } = await offer()
  const statuses = (await Promise.all(flood)).map(({ status }) => status)
  // The limit applies to the whole /64.
  expect(statuses.filter((status) => status === 201)).toHaveLength(300)
  expect(await (await screen.get('/api/display/pairing')).json()).toMatchObject({
    state: 'waiting',
  })
  expect((await pairCode(person, { code, name: 'Lobby', boardId })).status).toBe(201)
  expect(await (await screen.get('/api/display/pairing')).json()).toEqual({ state: 'paired' })
}, 60_000)
