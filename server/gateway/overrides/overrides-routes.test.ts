import { expect, test } from 'vitest'
import type { OverridesResponse } from '#src/contract/overrides.ts'
import { noOverrides } from './overrides-file.ts'
import { answerWithLogins, readProblemCode, startGateway } from '#server/gateway/test-gateway.ts'
import { json } from '#server/gateway/test-servers.ts'

const answer: OverridesResponse = {
  configured: true,
  overrides: { rooms: { room_1: { capacity: 8 } } },
  loadedAt: 1,
  problem: null,
}
const placesOf = (...ids: string[]) => {
  const floors = [{ id: 'space_1', name: null, rooms: ids.map((id) => ({ id, name: null })) }]
  const buildings = [{ id: 'building_1', name: null, floors }]
  return { data: { sites: { data: [{ id: 'site_1', name: null, buildings }] } } }
}
const anything = answerWithLogins(() => json(placesOf('room_1')))

test('returns the overrides of the rooms in the account’s topology and requests the topology only once', async () => {
  const { browser, upstream } = await startGateway(anything, { overrides: () => answer })
  await browser.signInPerson()
  const response = await browser.get('/api/overrides')
  expect(await response.json()).toEqual(answer)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  await browser.get('/api/overrides')
  expect(upstream.received.map(({ url }) => url)).toEqual(['/api/v2/login', '/api/v3/graphql'])
})

test('omits values and IDs of locations that the account does not see', async () => {
  const everything: OverridesResponse = {
    configured: true,
    overrides: {
      busyFrom: 0.8,
      maximumSensorCount: 50,
      sites: { site_1: { name: 'Ours' }, site_canary: { name: 'canary' } },
      buildings: { building_1: { name: 'Ours' }, building_canary: { name: 'canary' } },
      floors: { space_1: { name: 'Ours' }, space_canary: { name: 'canary' } },
      rooms: { room_1: { capacity: 8 }, room_canary: { note: 'canary', hidden: true } },
    },
    loadedAt: 1,
    problem: {
      message: 'A capacity is a whole number.',
      where: 'rooms.room_canary.capacity',
      at: 2,
    },
  }
  const { browser } = await startGateway(anything, { overrides: () => everything })
  await browser.signInPerson()
  const text = await (await browser.get('/api/overrides')).text()
  expect(text).not.toContain('canary')
  expect(JSON.parse(text)).toMatchObject({
    overrides: {
      busyFrom: 0.8,
      maximumSensorCount: 50,
      sites: { site_1: { name: 'Ours' } },
      rooms: { room_1: {} },
    },
    problem: { where: 'the file' },
  })
})

test.each([
  ['rooms.room_1.capacity', 'rooms.room_1.capacity'],
  ['line 3, column 9', 'line 3, column 9'],
  ['rooms.room_10.capacity', 'the file'],
  ['room.room_9', 'the file'],
  ['room_9', 'the file'],
])('reports the location %s of a problem as %s', async (where, reported) => {
  const problem = { message: 'x', where, at: 2 }
  const { browser } = await startGateway(anything, { overrides: () => ({ ...answer, problem }) })
  await browser.signInPerson()
  expect(await (await browser.get('/api/overrides')).json()).toMatchObject({
    problem: { where: reported },
  })
})

const refusing = (status: number, reported: Record<string, object>) =>
  answerWithLogins(({ url }) =>
    url.endsWith('/graphql') ? json({}, status) : json({ data: reported }),
  )

test.each([403, 500])(
  'uses the rooms in the account’s reports when the topology request fails with %s',
  async (status) => {
    const rooms = { room_1: { capacity: 8 }, room_2: { capacity: 1 } }
    const { browser, upstream } = await startGateway(refusing(status, { room_1: {} }), {
      overrides: () => ({ ...answer, overrides: { rooms } }),
    })
    await browser.signInPerson()
    for (let times = 0; times < 3; times += 1) {
      expect(await (await browser.get('/api/overrides')).json()).toEqual(answer)
    }
    expect(upstream.received.filter(({ url }) => url.endsWith('/reporting'))).toHaveLength(1)
  },
)

test('returns no overrides when all requests to Butlr fail', async () => {
  const { browser } = await startGateway(
    answerWithLogins(() => json({}, 500)),
    { overrides: () => answer },
  )
  await browser.signInPerson()
  const response = await browser.get('/api/overrides')
  expect(response.status).toBe(502)
  expect(await response.text()).not.toContain('room_1')
})

test('returns no overrides without a session or after the session has ended', async () => {
  const { browser, clock } = await startGateway(anything, { overrides: () => answer })
  expect(await readProblemCode(await browser.get('/api/overrides'))).toBe('signed_out')
  await browser.signInPerson()
  clock.now += 1_000_000
  expect(await readProblemCode(await browser.get('/api/overrides'))).toBe('signed_out')
  const elsewhere = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }
  const foreign = await browser.request('GET', '/api/overrides', undefined, elsewhere)
  expect(foreign.status).toBeGreaterThanOrEqual(400)
})

test('reports that no file is configured', async () => {
  const { browser } = await startGateway(anything)
  await browser.signInPerson()
  expect(await (await browser.get('/api/overrides')).json()).toEqual(noOverrides)
})

test.each(['identity', 'gzip'])(
  'responds with 304 when the response that the client stored (%s) is unchanged',
  async (encoding) => {
    const rooms = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`room_${index}`, { capacity: 8 }]),
    )
    let now: OverridesResponse = { ...answer, overrides: { rooms } }
    const { browser } = await startGateway(
      answerWithLogins(() => json(placesOf(...Object.keys(rooms)))),
      { overrides: () => now },
    )
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
    expect(unchanged.headers.get('Vary')).toBe('Accept-Encoding')
    expect(await unchanged.text()).toBe('')
    now = { ...now, problem: { message: 'x', where: 'rooms', at: 2 } }
    expect((await ask(tag)).status).toBe(200)
  },
)
