import { expect, test } from 'vitest'
import type { OverridesAnswer } from '#src/topology/overrides-contract.ts'
import { noOverrides } from './overrides-file.ts'
import { butlrWith, codeOf, startGateway } from './test-gateway.ts'
import { json } from './test-upstream.ts'

const answer: OverridesAnswer = {
  configured: true,
  overrides: { rooms: { room_1: { capacity: 8 } } },
  loadedAt: 1,
  problem: null,
}
const anything = butlrWith(() => json({}, 401))

test('who is signed in gets the overrides, and Butlr is not asked for them', async () => {
  const { browser, upstream } = await startGateway(anything, { overrides: () => answer })
  await browser.signInPerson()
  const response = await browser.get('/api/overrides')
  expect(await response.json()).toEqual(answer)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(upstream.received).toHaveLength(1)
})

test('without a session, or after it, there are no overrides', async () => {
  const { browser, clock } = await startGateway(anything, { overrides: () => answer })
  expect(await codeOf(await browser.get('/api/overrides'))).toBe('signed_out')
  await browser.signInPerson()
  clock.now += 1_000_000
  expect(await codeOf(await browser.get('/api/overrides'))).toBe('signed_out')
  const elsewhere = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }
  const foreign = await browser.request('GET', '/api/overrides', undefined, elsewhere)
  expect(foreign.status).toBeGreaterThanOrEqual(400)
})

test('without a file it says that there is none', async () => {
  const { browser } = await startGateway(anything)
  await browser.signInPerson()
  expect(await (await browser.get('/api/overrides')).json()).toEqual(noOverrides)
})

test.each(['identity', 'gzip'])(
  'a client that kept the answer (%s) is told when nothing changed',
  async (encoding) => {
    const rooms = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`room_${index}`, { capacity: 8 }]),
    )
    let now: OverridesAnswer = { ...answer, overrides: { rooms } }
    const { browser } = await startGateway(anything, { overrides: () => now })
    await browser.signInPerson()
    const ask = (tag: string) =>
      browser.request('GET', '/api/overrides', undefined, {
        'If-None-Match': tag,
        'Accept-Encoding': encoding,
      })
    const first = await ask('"another"')
    expect(first.headers.get('Content-Encoding') ?? 'identity').toBe(encoding)
    const tag = first.headers.get('ETag') ?? ''
    const unchanged = await ask(tag)
    expect(unchanged.status).toBe(304)
    expect(await unchanged.text()).toBe('')
    now = { ...now, problem: { message: 'x', where: 'rooms', at: 2 } }
    expect((await ask(tag)).status).toBe(200)
  },
)
