import { boardDraft } from '#src/testing/fixtures.ts'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { createGateway } from './gateway.ts'
import type { GatewayOptions } from './gateway-options.ts'
import type { BuiltPages } from '#server/gateway/http/releases.ts'
import { noOverrides } from '#server/gateway/overrides/overrides-file.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import { json, startUpstream, type Reply, type TestUpstream } from './test-servers.ts'

export const origin = 'https://headroom.example'
const startedAt = Date.parse('2026-03-02T09:00:00Z')

export const reportingBody = {
  group_by: { order: ['room_id', 'mac_address'] },
  window: { every: '1s', function: 'max' },
  filter: { start: '-2m', measurements: ['presence'], value: { gte: 0 } },
}
export const personLogin = { username: 'ada@example.com', password: 'pass-canary-1' }
export const clientLogin = { client_id: 'client_ada', client_secret: 'secret-canary-2' }

/** Credentials of a gateway account, without which boards cannot be changed. */
export const gatewayCredentials = { clientId: 'client_gateway', clientSecret: 'secret-canary-3' }

/** Returns Butlr's response to `places`: one floor with the given rooms. */
export const placesAnswer = (roomIds: readonly string[] = []) => {
  const rooms = roomIds.map((id) => ({ id, tags: [] }))
  const floors = [{ id: 'space_1', tags: [], rooms, zones: [] }]
  const buildings = [{ id: 'building_1', floors }]
  return { data: { sites: { data: [{ id: 'site_1', buildings }] } } }
}

/**
 * Returns a fake Butlr that answers both kinds of sign-in with tokens numbered from 1, and all other requests with
 * `rest`.
 */
export function answerWithLogins(
  rest: (request: TestUpstream['received'][number]) => Reply | Promise<Reply>,
  expiresIn = 1_000,
) {
  let issued = 0
  return (request: TestUpstream['received'][number]) => {
    if (!request.url.endsWith('/login')) return rest(request)
    issued += 1
    return json({ access_token: `token-canary-${issued}`, expires_in: expiresIn, scope: 's' })
  }
}

/** Starts a gateway with a real HTTP upstream and a fake clock; cleans up after the test. */
export async function startGateway(
  answer: Parameters<typeof startUpstream>[0],
  options: Partial<GatewayOptions> = {},
) {
  const upstream = await startUpstream(answer)
  const clientDirectory = mkdtempSync(join(tmpdir(), 'headroom-client-'))
  mkdirSync(join(clientDirectory, 'assets'))
  writeFileSync(join(clientDirectory, 'index.html'), '<!doctype html><title>Headroom</title>')
  writeFileSync(
    join(clientDirectory, 'assets', 'index-abc123.js'),
    'export const a = 1\n'.repeat(200),
  )
  onTestFinished(async () => {
    await upstream.close()
    rmSync(clientDirectory, { recursive: true })
  })
  const clock = { now: startedAt }
  const logged: string[] = []
  const store = await temporaryStore(() => clock.now)
  const app = createGateway({
    baseUrl: upstream.baseUrl,
    fetch: (request) => fetch(request),
    now: () => clock.now,
    log: pino({ base: null }, { write: (line: string) => void logged.push(line) }),
    secret: 'a secret of more than thirty-two characters',
    facts: { pollSeconds: 5, demo: null },
    overrides: () => noOverrides,
    pages: pagesIn(clientDirectory),
    store,
    displayCredentials: null,
    ...options,
  })
  const send = async (request: Request, address = '192.0.2.7'): Promise<Response> =>
    app.fetch(request, { address })
  return { app, upstream, clock, logged, store, send, browser: createBrowser(send) }
}

export function pagesIn(directory: string): BuiltPages {
  const page = { directory, previous: null }
  return { staff: page, display: page }
}

export const displayCredentials = {
  clientId: clientLogin.client_id,
  clientSecret: clientLogin.client_secret,
}

/**
 * Pairs a display with a new board of all rooms.
 *
 * @param person a browser that is signed in
 * @returns the browser of the display
 */
export async function pairDisplay(
  person: ReturnType<typeof createBrowser>,
  send: (request: Request) => Promise<Response>,
) {
  const screen = createBrowser(send)
  const bodyOf = async (response: Response): Promise<Record<string, unknown>> =>
    Object(await response.json())
  const { code } = await bodyOf(await screen.post('/api/display/pairing', {}))
  const { id: boardId } = await bodyOf(await person.post('/api/boards', boardDraft))
  const { id: requestId } = await bodyOf(await person.post('/api/displays/pairing', { code }))
  await person.post('/api/displays', { code, requestId, name: 'Lobby', boardId })
  await screen.get('/api/display/pairing')
  return screen
}

/** Creates a fake browser on a Headroom page, which stores cookies and sends `Sec-Fetch-Site` and `Origin`. */
export function createBrowser(send: (request: Request) => Promise<Response>) {
  const cookies = new Map<string, string>()
  /** Device cookies are stored separately, because they survive sign-out and tests must not count them. */
  const deviceCookies = new Map<string, string>()
  async function request(method: string, path: string, body?: unknown, headers = {}) {
    const response = await send(
      new Request(origin + path, {
        method,
        headers: {
          Host: new URL(origin).host,
          'Sec-Fetch-Site': 'same-origin',
          ...(method === 'GET' ? {} : { Origin: origin }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          Cookie: [...cookies, ...deviceCookies]
            .map(([name, value]) => `${name}=${value}`)
            .join('; '),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      const jar = name === '__Host-headroom-device' ? deviceCookies : cookies
      if (/max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  return {
    cookies,
    deviceCookies,
    request,
    get: (path: string) => request('GET', path),
    post: (path: string, body: unknown) => request('POST', path, body),
    signInPerson: () => request('POST', '/api/v2/login', personLogin),
    signInClient: () => request('POST', '/api/v2/clients/login', clientLogin),
    report: () => request('POST', '/api/v3/reporting', reportingBody),
  }
}

/** Returns the error code of a response, or its body if there is none. */
export async function readProblemCode(response: Response): Promise<unknown> {
  const body: unknown = await response.json()
  const error: unknown = typeof body === 'object' && body && 'error' in body ? body.error : null
  return typeof error === 'object' && error && 'code' in error ? error.code : body
}
