import { pino } from 'pino'
import { expect, onTestFinished } from 'vitest'
import * as v from 'valibot'
import type { OverridesResponse } from '#src/contract/overrides.ts'
import { Board, BoardsResponse, type BoardDraft } from '#src/contract/board.ts'
import { Display, DisplaysResponse } from '#src/contract/display.ts'
import { PairingOffer, PendingPairing } from '#src/contract/pairing.ts'
import { createServer, type ServerConfig, type ServerDeps } from './app.ts'
import { parseConfig } from './config.ts'
import { noOverrides } from '#server/gateway/overrides/overrides-file.ts'
import type { BuiltPages } from './gateway/http/releases.ts'
import type { Store } from './gateway/store/store.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import { createBrowser } from './gateway/test-gateway.ts'
import { boardDraft } from '#src/testing/fixtures.ts'
import { type Account, demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { createSimulator } from './simulator/create-simulator.ts'

type Credentials = Pick<Account, 'username' | 'password' | 'clientId' | 'clientSecret'>
type HeadroomOptions = {
  credentials?: ServerConfig['displayCredentials']
  environment?: Record<string, string>
  overrides?: () => OverridesResponse | undefined
  store?: Store
  pages?: BuiltPages
  firstScreen?: ServerDeps['firstScreen']
  history?: ServerDeps['history']
}

export const startedAt = Date.parse('2026-03-03T10:00:00Z')
export const minute = 60_000
export const parseBody = async <TSchema extends v.GenericSchema>(
  schema: TSchema,
  response: Response,
) => v.parse(schema, await response.json())
export const readError = async (response: Response) => {
  const { error } = await parseBody(
    v.object({ error: v.object({ code: v.string(), message: v.string() }) }),
    response,
  )
  return { status: response.status, ...error }
}

/** Starts Headroom with a simulated Butlr, whose responses a test can modify through `butlr.change`. */
export async function startHeadroom({
  credentials = demoCredentials,
  environment = {},
  ...rest
}: HeadroomOptions = {}) {
  const clock = { now: startedAt }
  const logged: string[] = []
  const now = () => clock.now
  const simulator = createSimulator({ now, expiresIn: 86_400 })
  const butlr = { change: async (_request: Request, response: Response) => response }
  const store = rest.store ?? (await temporaryStore(now))
  const parsedConfig = parseConfig(environment)
  if (!parsedConfig.ok) throw new Error(parsedConfig.errors.join())
  const { staff, managers } = parsedConfig.config
  const server = createServer(
    {
      butlrBaseUrl: new URL('https://butlr.test'),
      pollSeconds: 5,
      secret: 'a secret of more than thirty-two characters',
      displayCredentials: credentials,
      ...(rest.pages && { pages: rest.pages }),
      ...(staff && { staff }),
      ...(managers && { managers }),
    },
    {
      fetch: async (request) => butlr.change(request, await simulator.fetch(request)),
      now,
      log: pino({ base: null }, { write: (line: string) => void logged.push(line) }),
      store,
      overrides: { answer: () => rest.overrides?.() ?? noOverrides },
      history: rest.history ?? null,
      ...(rest.firstScreen && {
        firstScreen: rest.firstScreen,
        onStop: (task) => onTestFinished(task),
      }),
    },
  )
  const browser = (address = '192.0.2.7') =>
    createBrowser((request) => server.fetch(request, address))
  async function signIn({ username, password }: Credentials) {
    const person = browser()
    expect((await person.post('/api/v2/login', { username, password })).status).toBe(200)
    return person
  }
  async function signInClient({ clientId, clientSecret }: Credentials) {
    const client = browser()
    const login = { client_id: clientId, client_secret: clientSecret }
    expect((await client.post('/api/v2/clients/login', login)).status).toBe(200)
    return client
  }
  const { sites, floors, rooms, tags } = simulator.topology
  const site = (name: string) => sites.find((one) => one.name === name)?.id ?? ''
  const room = (name: string) => rooms.find((one) => one.name === name)?.id ?? ''
  const floor = (name: string) => floors.find((one) => one.name === name)?.id ?? ''
  const tag = (name: string) => tags.find((one) => one.name === name)?.id ?? ''
  /** Returns the parsed log lines of audit events. */
  const events = () =>
    logged
      .map((line) => v.parse(v.record(v.string(), v.unknown()), JSON.parse(line)))
      .filter(({ event }) => event !== undefined)
  return {
    clock,
    simulator,
    butlr,
    store,
    logged,
    events,
    browser,
    signIn,
    signInClient,
    site,
    room,
    floor,
    tag,
  }
}
type TestHeadroom = Awaited<ReturnType<typeof startHeadroom>>
type Person = ReturnType<TestHeadroom['browser']>

export const addBoard = (
  person: Person,
  rooms: BoardDraft['rooms'],
  change: Partial<BoardDraft> = {},
) => person.post('/api/boards', { ...boardDraft, ...change, rooms })
export const createBoard = async (person: Person, rooms: BoardDraft['rooms']) =>
  parseBody(Board, await addBoard(person, rooms))
export const listBoardIds = async (person: Person) =>
  (await parseBody(BoardsResponse, await person.get('/api/boards'))).boards.map(({ id }) => id)
export const listDisplayIds = async (person: Person) =>
  (await parseBody(DisplaysResponse, await person.get('/api/displays'))).displays.map(
    ({ id }) => id,
  )

/**
 * Pairs a display as staff do: looks up the code, then confirms. Returns the first error response, or the last
 * response.
 */
export async function pairCode(
  person: Pick<Person, 'post'>,
  { code, name, boardId }: { code: string; name: string; boardId: string },
): Promise<Response> {
  const found = await person.post('/api/displays/pairing', { code })
  if (!found.ok) return found
  const { id } = await parseBody(PendingPairing, found)
  return person.post('/api/displays', { code, requestId: id, name, boardId })
}

/** Requests a pairing code on a new screen and pairs it with a board. */
export async function pairScreen({ browser }: TestHeadroom, person: Person, boardId: string) {
  const screen = browser()
  const { code } = await parseBody(PairingOffer, await screen.post('/api/display/pairing', {}))
  const response = await pairCode(person, { code, name: 'Screen', boardId })
  return { screen, response }
}
export async function pairDisplay(started: TestHeadroom, person: Person, boardId: string) {
  const { screen, response } = await pairScreen(started, person, boardId)
  const display = await parseBody(Display, response)
  await screen.get('/api/display/pairing')
  return { screen, display }
}

/** Returns a function for each request that reads or changes boards and displays. */
export const protectedRequests = (person: Person, boardId: string, displayId: string) => ({
  boards: () => person.get('/api/boards'),
  displays: () => person.get('/api/displays'),
  add: () => addBoard(person, { kind: 'all' }),
  edit: () => person.request('PUT', `/api/boards/${boardId}`, { revision: 1, draft: boardDraft }),
  delete: () => person.request('DELETE', `/api/boards/${boardId}`),
  lookUp: () => person.post('/api/displays/pairing', { code: '234567' }),
  pair: () => person.post('/api/displays', { code: '234567', requestId: 'r', name: 'x', boardId }),
  activity: () => person.get('/api/displays/activity'),
  move: () => person.request('PATCH', `/api/displays/${displayId}`, { name: 'x', boardId }),
  revoke: () => person.request('DELETE', `/api/displays/${displayId}`),
})

/** Returns the subject of the token in a request to Butlr, such as `client|demo-client`. */
export function tokenSubject(request: Request): string {
  const payload = request.headers.get('Authorization')?.split('.')[1] ?? ''
  const Payload = v.pipe(v.string(), v.parseJson(), v.object({ sub: v.string() }))
  const read = v.safeParse(Payload, Buffer.from(payload, 'base64url').toString('utf8'))
  return read.success ? read.output.sub : ''
}
