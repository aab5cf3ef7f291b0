import * as v from 'valibot'
import { expect, test } from 'vitest'
import { type BoardDraft, Board } from '#src/contract/board.ts'
import {
  asOfHeader,
  Display,
  DisplayBoardResponse,
  DisplayReadingsResponse,
  DisplaysResponse,
} from '#src/contract/display.ts'
import { PairingOffer } from '#src/contract/pairing.ts'
import type { ServerConfig } from './app.ts'
import { readProblemCode } from './gateway/test-gateway.ts'
import { boardDraft, displayStatus } from '#src/testing/fixtures.ts'
import type { Store } from './gateway/store/store.ts'
import { minute, pairCode, startedAt, startHeadroom } from './test-headroom.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'

/** Starts Headroom and signs in; records the paths of requests to Butlr. */
async function start(
  credentials: ServerConfig['displayCredentials'] = demoCredentials,
  store?: Store,
) {
  const started = await startHeadroom({ credentials, ...(store && { store }) })
  const requests: string[] = []
  started.butlr.change = async (request, response) => {
    requests.push(new URL(request.url).pathname)
    return response
  }
  return { ...started, requests, person: await started.signIn(demoCredentials) }
}

/** Restarts the gateway with other credentials and returns a copy of the display. */
async function restart({ store }: Started, screen: Browser, credentials: Credentials) {
  const started = await start(credentials, store)
  const copy = started.browser()
  for (const [name, value] of screen.cookies) copy.cookies.set(name, value)
  return { ...started, screen: copy }
}
type Credentials = ServerConfig['displayCredentials']
type Started = Awaited<ReturnType<typeof start>>
type Browser = Started['person']

const parsed = async <TSchema extends v.GenericSchema>(schema: TSchema, response: Response) =>
  v.parse(schema, await response.json())

const addBoard = async (person: Browser, change: Partial<BoardDraft> = {}) =>
  parsed(Board, await person.post('/api/boards', { ...boardDraft, ...change }))

async function pair({ browser, person }: Started, boardId: string) {
  const screen = browser()
  const { code } = await parsed(PairingOffer, await screen.post('/api/display/pairing', {}))
  const response = await pairCode(person, { code, name: 'Lobby left', boardId })
  const display = await parsed(Display, response)
  expect(await (await screen.get('/api/display/pairing')).json()).toEqual({ state: 'paired' })
  return { screen, display }
}

const boardOf = async (screen: Browser) =>
  parsed(DisplayBoardResponse, await screen.get('/api/display/board'))
const readingsOf = async (screen: Browser) =>
  parsed(
    v.object({
      ...DisplayReadingsResponse.entries,
      data: v.record(v.string(), v.record(v.string(), v.record(v.string(), v.unknown()))),
    }),
    await screen.get('/api/display/readings'),
  )

test('pairs a screen with a code and lists it as a display', async () => {
  const started = await start()
  const { person } = started
  const board = await addBoard(person)
  const { screen, display } = await pair(started, board.id)
  expect(display).toMatchObject({ name: 'Lobby left', pairedBy: 'demo@headroom.example' })
  const answer = await boardOf(screen)
  expect(answer).toMatchObject({
    board: { id: board.id },
    display: { id: display.id },
    pollSeconds: 5,
  })
  expect(answer.clocks.map(({ zone }) => zone)).toEqual(['Europe/Berlin', 'America/New_York'])
  expect(Object.keys((await readingsOf(screen)).data).length).toBeGreaterThan(30)

  expect((await screen.post('/api/display/status', displayStatus)).status).toBe(204)
  const listed = await parsed(DisplaysResponse, await person.get('/api/displays'))
  expect(listed).toMatchObject({
    account: 'ready',
    displays: [
      {
        id: display.id,
        lastSeenAt: startedAt,
        status: { page: { number: 1, of: 2 } },
        statusAt: startedAt,
      },
    ],
  })
})

test('names the account that paired a display only in the first response after pairing', async () => {
  const started = await start()
  const board = await addBoard(started.person)
  const { screen } = await pair(started, board.id)
  expect((await boardOf(screen)).display.pairedBy).toBe('demo@headroom.example')
  for (const path of ['/api/display/board', '/api/display/readings']) {
    expect(await (await screen.get(path)).text()).not.toContain('demo@headroom.example')
  }
})

test('accepts a pairing code only once, and only for ten minutes', async () => {
  const started = await start()
  const { browser, person, clock } = started
  const { id: boardId } = await addBoard(person)
  const screen = browser()
  const offer = async () => parsed(PairingOffer, await screen.post('/api/display/pairing', {}))
  const claim = (code: string) => pairCode(person, { code, name: 'Lobby', boardId })

  const first = await offer()
  expect(first.expiresAt).toBe(startedAt + 10 * minute)
  expect(await (await screen.get('/api/display/pairing')).json()).toMatchObject({
    state: 'waiting',
  })
  clock.now += 10 * minute
  expect(await (await screen.get('/api/display/pairing')).json()).toEqual({ state: 'expired' })
  expect(await readProblemCode(await claim(first.code))).toBe('wrong_code')

  const second = await offer()
  const claims = await Promise.all([claim(second.code), claim(second.code.toLowerCase())])
  expect(new Set(claims.map(({ status }) => status))).toEqual(new Set([201, 404]))
  expect(await readProblemCode(await claim(second.code))).toBe('wrong_code')
  expect((await parsed(DisplaysResponse, await person.get('/api/displays'))).displays).toHaveLength(
    1,
  )
})

test('pairs only the screen that requested the code, not another screen', async () => {
  const { browser, person } = await start()
  const { id: boardId } = await addBoard(person)
  const [screen, thief] = [browser(), browser()]
  const { code } = await parsed(PairingOffer, await screen.post('/api/display/pairing', {}))
  await thief.post('/api/display/pairing', {})
  await pairCode(person, { code, name: 'Lobby', boardId })
  expect(await (await thief.get('/api/display/pairing')).json()).toMatchObject({ state: 'waiting' })
  expect(await readProblemCode(await thief.get('/api/display/board'))).toBe('not_paired')
})

test('blocks pairing attempts for a minute after ten wrong codes', async () => {
  const { person } = await start()
  const guess = () => person.post('/api/displays/pairing', { code: '234567' })
  for (let guesses = 0; guesses < 10; guesses += 1)
    expect(await readProblemCode(await guess())).toBe('wrong_code')
  const refused = await guess()
  expect(Number(refused.headers.get('Retry-After'))).toBeLessThanOrEqual(60)
  expect(await refused.json()).toMatchObject({
    error: {
      code: 'too_many_attempts',
      message: expect.stringMatching(/^Too many wrong pairing codes/),
    },
  })
})

test('limits displays to their own board, and staff sessions to staff endpoints', async () => {
  const started = await start()
  const board = await addBoard(started.person)
  const { screen } = await pair(started, board.id)
  for (const path of ['/api/boards', '/api/displays', '/api/overrides']) {
    expect(await readProblemCode(await screen.get(path))).toBe('signed_out')
  }
  expect(await readProblemCode(await screen.report())).toBe('signed_out')
  expect(await readProblemCode(await screen.post('/api/v3/graphql', { document: 'places' }))).toBe(
    'signed_out',
  )
  for (const path of ['/api/display/board', '/api/display/readings']) {
    expect(await readProblemCode(await started.person.get(path))).toBe('not_paired')
  }
})

test('sends a display only the rooms of its board, whether selected by floor or by ID', async () => {
  const started = await start()
  const { person } = started
  const { screen, display } = await pair(started, (await addBoard(person)).id)
  const all = await boardOf(screen)
  const floor = all.places.sites[0]?.buildings[0]?.floors[1]
  const rooms = floor?.rooms.map(({ id }) => id) ?? []
  const ids = rooms.slice(0, 2)
  for (const [wanted, expected] of [
    [{ kind: 'floor', id: floor?.id ?? '' }, rooms],
    [{ kind: 'rooms', ids }, ids],
  ] as const) {
    const board = await addBoard(person, {
      rooms: wanted.kind === 'rooms' ? { kind: 'rooms', ids } : wanted,
      // A short name left over from an earlier room selection.
      shortNames: { [all.places.sites[1]?.id ?? '']: 'Elsewhere' },
    })
    const change = { name: 'Lobby', boardId: board.id }
    expect((await person.request('PATCH', `/api/displays/${display.id}`, change)).status).toBe(200)
    const answer = await boardOf(screen)
    const shown = answer.places.sites.flatMap(({ buildings }) =>
      buildings.flatMap(({ floors }) => floors.flatMap((one) => one.rooms.map(({ id }) => id))),
    )
    expect(shown.toSorted()).toEqual([...expected].toSorted())
    const { data } = await readingsOf(screen)
    expect(expected).toEqual(expect.arrayContaining(Object.keys(data)))
    expect(new Set(answer.sensors.sensors.map(({ room_id: id }) => id))).toEqual(
      new Set(Object.keys(data)),
    )
    expect(JSON.stringify([answer, data])).not.toContain(all.places.sites[1]?.id)
  }
})

test('withholds the counts of small rooms when the board shows them as status only', async () => {
  const started = await start()
  const { person, simulator, clock } = started
  const { screen, display } = await pair(started, (await addBoard(person)).id)
  const all = await boardOf(screen)
  const rooms = all.places.sites.flatMap(({ buildings }) =>
    buildings.flatMap(({ floors }) => floors.flatMap((one) => one.rooms)),
  )
  const withSensors = new Set(all.sensors.sensors.map((sensor) => sensor.room_id))
  const small = rooms.find(
    ({ id, capacity }) => (capacity?.max ?? Number.POSITIVE_INFINITY) <= 2 && withSensors.has(id),
  )
  const macs = all.sensors.sensors
    .filter((sensor) => sensor.room_id === small?.id)
    .map((sensor) => sensor.mac_address ?? '')
  for (const mac of macs) simulator.faults.override(mac, 3)
  const board = await addBoard(person, { privacy: 'small-rooms-in-words' })
  await person.request('PATCH', `/api/displays/${display.id}`, { name: 'x', boardId: board.id })
  clock.now += 6_000
  const { data } = await readingsOf(screen)
  expect(Object.values(data[small?.id ?? ''] ?? {})).toEqual([{ last: 1 }])
})

test('rejects the next poll of a display that has been revoked or whose pairing is a year old', async () => {
  const started = await start()
  const { person, clock } = started
  const board = await addBoard(person)
  const { screen, display } = await pair(started, board.id)
  expect(await readProblemCode(await person.request('DELETE', `/api/boards/${board.id}`))).toBe(
    'conflict',
  )
  await person.request('DELETE', `/api/displays/${display.id}`)
  expect(await readProblemCode(await screen.get('/api/display/readings'))).toBe('not_paired')
  expect(screen.cookies.size).toBe(0)
  expect((await person.request('DELETE', `/api/boards/${board.id}`)).status).toBe(204)

  const another = await pair(started, (await addBoard(person)).id)
  clock.now += 365 * 24 * 60 * minute
  expect(await readProblemCode(await another.screen.get('/api/display/board'))).toBe('not_paired')
})

test('sends Butlr one request per interval for 200 displays and returns 304 for unchanged data', async () => {
  const started = await start()
  const { requests, clock } = started
  const { screen } = await pair(started, (await addBoard(started.person)).id)
  await screen.get('/api/display/readings')
  const before = requests.length
  clock.now += 5_000
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => screen.get('/api/display/readings')),
  )
  expect(requests.slice(before)).toEqual(['/api/v3/reporting'])
  const [first] = answers
  expect(new Set(answers.map(({ headers }) => headers.get('ETag'))).size).toBe(1)
  expect(first?.headers.get(asOfHeader)).toBe(String(clock.now))

  clock.now += 1_000
  const again = await screen.request('GET', '/api/display/readings', undefined, {
    'If-None-Match': first?.headers.get('ETag') ?? '',
  })
  expect(again.status).toBe(304)
  expect(again.headers.get(asOfHeader)).toBe(String(clock.now - 1_000))
  expect(await again.text()).toBe('')
})

test('reports a missing gateway account to staff, and sends displays the names of the variables to set', async () => {
  const before = await start()
  const paired = await pair(before, (await addBoard(before.person)).id)
  const { person, screen } = await restart(before, paired.screen, null)
  expect(await parsed(DisplaysResponse, await person.get('/api/displays'))).toMatchObject({
    account: 'missing',
  })
  const refused = await screen.get('/api/display/readings')
  expect(refused.status).toBe(503)
  expect(await refused.text()).toMatch(/BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET/)
})

test('retries a rejected gateway account after five seconds', async () => {
  const healthy = await start()
  const paired = await pair(healthy, (await addBoard(healthy.person)).id)
  const wrong = { ...demoCredentials, clientSecret: 'wrong' }
  const { requests, clock, person, screen } = await restart(healthy, paired.screen, wrong)
  expect(await readProblemCode(await screen.get('/api/display/readings'))).toBe('no_account')
  expect(await parsed(DisplaysResponse, await person.get('/api/displays'))).toMatchObject({
    account: 'refused',
  })
  const before = requests.length
  await screen.get('/api/display/readings')
  expect(requests).toHaveLength(before)
  clock.now += 5_000
  await screen.get('/api/display/readings')
  expect(requests.length).toBeGreaterThan(before)
})

test('makes only three attempts in 20 seconds while Butlr rejects reports, even if staff use the Displays page', async () => {
  const started = await start()
  const { screen } = await pair(started, (await addBoard(started.person)).id)
  const { clock, simulator, requests, person } = started
  simulator.faults.set('reporting', { kind: 'status', status: 401 })
  for (let second = 0; second < 20; second += 1) {
    expect(await readProblemCode(await screen.get('/api/display/readings'))).toBe('no_account')
    await person.get('/api/displays')
    clock.now += 1_000
  }
  // Each attempt is repeated once with a new token.
  expect(requests.filter((path) => path.endsWith('/reporting'))).toHaveLength(6)
  simulator.faults.clear()
  clock.now += 15_000
  expect((await screen.get('/api/display/readings')).status).toBe(200)
})

test('accepts only one of two concurrent changes to a board', async () => {
  const { person } = await start()
  const board = await addBoard(person)
  const change = (name: string) =>
    person.request('PUT', `/api/boards/${board.id}`, {
      revision: 1,
      draft: { ...boardDraft, name },
    })
  const [first, second] = await Promise.all([change('One'), change('Two')])
  expect(new Set([first.status, second.status])).toEqual(new Set([200, 409]))
  const listed = await (await person.get('/api/boards')).json()
  expect(listed).toMatchObject({ boards: [{ revision: 2 }] })
  expect(
    await readProblemCode(await person.post('/api/boards', { ...boardDraft, name: ' ' })),
  ).toBe('invalid_request')
})

test('keeps sending counts while GraphQL rejects the gateway account but reporting accepts it', async () => {
  const before = await start()
  const paired = await pair(before, (await addBoard(before.person)).id)
  const { requests, clock, person, screen, simulator } = await restart(
    before,
    paired.screen,
    demoCredentials,
  )
  simulator.faults.set('graphql', { kind: 'status', status: 401 })
  clock.now += 10 * minute
  requests.length = 0
  for (let poll = 0; poll < 12; poll += 1) {
    clock.now += 5_000
    await person.get('/api/displays')
    expect((await screen.get('/api/display/readings')).status).toBe(200)
  }
  expect(requests.filter((path) => path.endsWith('/graphql')).length).toBeLessThan(20)
})

test.each(['client-login', 'graphql'] as const)(
  'a display recovers when a fast clock is corrected, even if reporting and %s failed before',
  async (route) => {
    const started = await start()
    const { screen } = await pair(started, (await addBoard(started.person)).id)
    const { clock, simulator } = started
    clock.now += 2 * 60 * minute
    for (const failing of ['reporting', route] as const) {
      simulator.faults.set(failing, { kind: 'status', status: 500 })
    }
    expect((await screen.get('/api/display/readings')).ok).toBe(false)
    simulator.faults.clear()
    clock.now = startedAt + minute
    expect((await screen.get('/api/display/readings')).status).toBe(200)
    expect((await screen.get('/api/display/board')).status).toBe(200)
  },
)
