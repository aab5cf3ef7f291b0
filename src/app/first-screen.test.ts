import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { getPollers } from '#src/data/reporting/pollers.tsx'
import { sessionQuery } from '#src/data/session/queries.ts'
import { overridesQuery, sensorDirectoryQuery, topologyQuery } from '#src/data/topology/queries.ts'
import { request } from '#src/lib/api/request.ts'
import * as v from 'valibot'
import { loadFirstScreen } from './first-screen.ts'
import { createQueryClient } from './query-client.ts'

const script = readFileSync('public/early-requests.js', 'utf8')
const signedIn = {
  signedIn: true,
  identity: { kind: 'password', username: 'ada@example.com' },
  until: null,
  gateway: { pollSeconds: 5, demo: null },
}

const respond = vi.fn<(path: string) => unknown>()
const sent = vi.fn<(name: string) => void>()

async function send(path: string, { method = 'GET', body }: RequestInit): Promise<Response> {
  sent(`${method} ${path} ${typeof body === 'string' ? body : ''}`.trim())
  return Promise.resolve(Response.json(respond(path)))
}

function runScript() {
  runInNewContext(script, {
    window: globalThis,
    fetch: send,
    AbortSignal,
    performance,
    JSON,
  })
}

beforeEach(() => {
  vi.stubGlobal('fetch', send)
  sent.mockClear()
  respond.mockImplementation((path) => {
    if (path === '/api/session') return signedIn
    if (path === '/api/overrides')
      return { configured: false, overrides: null, loadedAt: null, problem: null }
    if (path === '/api/v3/reporting') return { data: {} }
    return { sites: [], sensors: [], hives: [], missing: [], asOf: 0 }
  })
})
afterEach(() => {
  globalThis.headroomEarlyResponses = undefined
  vi.restoreAllMocks()
})

/** A busy machine needs more time than the default of a second. */
const patient = { timeout: 60_000 }
const responsesTaken = async () => vi.waitFor(() => expect(sent).toHaveBeenCalledTimes(5), patient)

test('the first screen uses the responses to early requests instead of repeating the requests', async () => {
  runScript()
  await responsesTaken()
  const client = createQueryClient()
  await loadFirstScreen(client)

  const { snapshot } = getPollers(client, 5_000)
  const queries = [
    sessionQuery(),
    snapshotQuery(snapshot),
    topologyQuery(),
    sensorDirectoryQuery(),
    overridesQuery(),
  ]
  await vi.waitFor(() => {
    for (const { queryKey } of queries)
      expect(client.getQueryState(queryKey)).toMatchObject({ status: 'success' })
  }, patient)
  expect(sent).toHaveBeenCalledTimes(5)
})

test('a second request for the same data reaches the server', async () => {
  runScript()
  await responsesTaken()
  const session = { method: 'GET', path: '/api/session', schema: v.unknown() } as const
  await request(session)
  await request(session)
  expect(sent.mock.calls.flat().filter((name) => name === 'GET /api/session')).toHaveLength(2)
})

test('a request for which there is no early response discards all early responses, so that a new account never sees them', async () => {
  runScript()
  await responsesTaken()
  await request({ method: 'POST', path: '/api/v2/login', body: {}, schema: v.unknown() })
  await request({ method: 'GET', path: '/api/overrides', schema: v.unknown() })
  expect(sent).toHaveBeenCalledTimes(7)
})

test('an early response older than ten seconds is not used', async () => {
  runScript()
  await responsesTaken()
  const now = performance.now()
  vi.spyOn(performance, 'now').mockReturnValue(now + 10_001)
  await request({ method: 'GET', path: '/api/session', schema: v.unknown() })
  expect(sent).toHaveBeenCalledTimes(6)
})

test('the data of an early response has the time at which the response arrived', async () => {
  runScript()
  await responsesTaken()
  const session = { method: 'GET', path: '/api/session', schema: v.unknown() } as const
  const { receivedAt = 0 } = (await globalThis.headroomEarlyResponses?.['GET /api/session ']) ?? {}
  const now = performance.now()
  vi.spyOn(performance, 'now').mockReturnValue(now + 4_000)
  const { at } = await request(session)
  expect(Math.abs(at - receivedAt)).toBeLessThan(2_000)
})

/** Loads the first screen, and returns its session. */
async function loadSession() {
  runScript()
  const client = createQueryClient()
  await loadFirstScreen(client)
  return vi.waitFor(() => {
    const session = client.getQueryData(sessionQuery().queryKey)
    expect(session).toBeDefined()
    return session
  }, patient)
}

test('without a session, the first screen requests only the session', async () => {
  respond.mockReturnValue({ signedIn: false, gateway: signedIn.gateway })
  expect(await loadSession()).toMatchObject({ signedIn: false })
  expect(sent).toHaveBeenCalledTimes(1)
})

test('the first screen repeats a failed early request', async () => {
  respond.mockImplementationOnce(() => {
    throw new TypeError('network')
  })
  expect(await loadSession()).toMatchObject({ signedIn: true })
})

test('early-requests.js uses no syntax newer than ES5', () => {
  const code = script.replaceAll(/\/\/.*$|\/\*.*?\*\//gm, '')
  expect(code).not.toMatch(/=>|`|\b(?:const|let|class|async|await)\b|\?\.|\?\?|\.\.\.[a-z]/)
})
