import { expect, test } from 'vitest'
import {
  answerWithLogins,
  readProblemCode,
  createBrowser,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { json } from '#server/gateway/test-servers.ts'

/** Returns a fake Butlr whose token can be so long that the session needs several cookies. */
const butlrWithToken = (token: () => string) => () =>
  json({ access_token: token(), expires_in: 1_000, data: { room_1: { a: { last: 1 } } } })

test('sets only __Host- cookies with Secure, HttpOnly, SameSite=Strict and Path=/, and without a domain', async () => {
  const lengths = [10, 9_000]
  const { browser } = await startGateway(butlrWithToken(() => 'x'.repeat(lengths.shift() ?? 10)))
  const lines = [
    ...(await browser.signInPerson()).headers.getSetCookie(),
    ...(await browser.signInPerson()).headers.getSetCookie(),
    ...(await browser.request('DELETE', '/api/session')).headers.getSetCookie(),
  ]
  expect(lines.length).toBeGreaterThan(6)
  for (const line of lines) {
    expect(line).toMatch(/^__Host-headroom(\.\d|-device)?=/)
    expect(line).toMatch(/; Secure/)
    expect(line).toMatch(/; HttpOnly/)
    expect(line).toMatch(/; SameSite=Strict/)
    expect(line).toMatch(/; Path=\/(;|$)/)
    expect(line).not.toMatch(/domain/i)
    expect(line.split(';')[0]?.length).toBeLessThanOrEqual(4_096)
  }
})

test('splits a long session across several cookies, and deletes the surplus cookies when it becomes shorter', async () => {
  let length = 9_000
  const { browser, upstream } = await startGateway(butlrWithToken(() => 'x'.repeat(length)))
  const names = () => [...browser.cookies.keys()].sort()
  await browser.signInPerson()
  expect(names()).toEqual([0, 1, 2, 3].map((part) => `__Host-headroom.${part}`))
  expect((await browser.report()).status).toBe(200)
  expect(upstream.received[1]?.headers.authorization).toBe(`Bearer ${'x'.repeat(9_000)}`)
  length = 10
  await browser.signInPerson()
  expect(names()).toEqual(['__Host-headroom'])
  expect((await browser.report()).status).toBe(200)
  length = 5_000
  await browser.signInPerson()
  expect(names()).toEqual(['__Host-headroom.0', '__Host-headroom.1'])
  expect((await browser.report()).status).toBe(200)
})

test('creates a different sealed cookie for each sign-in', async () => {
  const { browser } = await startGateway(answerWithLogins(() => json({})))
  const seen = new Set<string | undefined>()
  for (let sign = 0; sign < 5; sign += 1) {
    await browser.signInPerson()
    seen.add(browser.cookies.get('__Host-headroom'))
  }
  expect(seen.size).toBe(5)
})

test('rejects cookies that were modified, truncated, forged or sealed by another gateway', async () => {
  const { browser, send, upstream } = await startGateway(answerWithLogins(() => json({ data: {} })))
  await browser.signInPerson()
  const sealed = browser.cookies.get('__Host-headroom') ?? ''
  const foreign = await startGateway(
    answerWithLogins(() => json({})),
    { secret: 'another'.repeat(6) },
  )
  await foreign.browser.signInPerson()
  const changed = Array.from({ length: 64 }, (_, step) => {
    const at = Math.floor((step / 64) * sealed.length)
    // Both replacements change a bit that carries data, even in the last character of a part.
    const flipped = sealed[at] === 'A' ? 'Q' : 'A'
    return sealed.slice(0, at) + flipped + sealed.slice(at + 1)
  })
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  const dir = Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url')
  const values = [
    ...changed,
    foreign.browser.cookies.get('__Host-headroom') ?? '',
    sealed.slice(0, -1),
    sealed.slice(1),
    `${none}.e30.`,
    `${none}....`,
    `${dir}..AAAAAAAAAAAAAAAA.e30.AAAAAAAAAAAAAAAAAAAAAA`,
    '....',
    'null',
    '%00',
    '__proto__',
  ]
  const requestsBefore = upstream.received.length
  for (const value of values) {
    const thief = createBrowser(send)
    thief.cookies.set('__Host-headroom', value)
    const response = await thief.report()
    const { status } = response
    const code = await readProblemCode(response)
    expect({ value, status, code }).toEqual({ value, status: 401, code: 'signed_out' })
    await thief.get('/api/session')
    expect(thief.cookies.size).toBe(0)
  }
  expect(upstream.received).toHaveLength(requestsBefore)
}, 30_000)

test('ends an API credential session after 30 days without use', async () => {
  const { browser, clock, upstream } = await startGateway(
    answerWithLogins(() => json({ data: {} })),
  )
  await browser.signInClient()
  clock.now += 29 * 24 * 3_600_000
  expect((await browser.report()).status).toBe(200)
  clock.now += 29 * 24 * 3_600_000
  expect((await browser.report()).status).toBe(200)
  clock.now += 30 * 24 * 3_600_000
  const requestsBefore = upstream.received.length
  expect(await readProblemCode(await browser.report())).toBe('signed_out')
  expect(upstream.received).toHaveLength(requestsBefore)
})
