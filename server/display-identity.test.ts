import * as v from 'valibot'
import { hkdfSync } from 'node:crypto'
import { CompactEncrypt } from 'jose'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { Board } from '#src/contract/board.ts'
import { DisplaysResponse } from '#src/contract/display.ts'
import { PairingOffer } from '#src/contract/pairing.ts'
import { createServer, type ServerConfig } from './app.ts'
import type { Store } from './gateway/store/store.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import { readProblemCode, createBrowser } from './gateway/test-gateway.ts'
import { boardDraft } from '#src/testing/fixtures.ts'
import { pairCode } from './test-headroom.ts'
import { createSimulator } from './simulator/create-simulator.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'

const startedAt = Date.parse('2026-03-03T10:00:00Z')
const year = 365 * 24 * 3_600_000
const secret = 'a secret of more than thirty-two characters'
const butlr = new URL('https://butlr.test')
type Options = Partial<ServerConfig> & {
  /** The organisation ID that Butlr returns; the simulator's by default. */
  organisation?: string | null
}

/** Creates a simulated building whose Headroom server can be restarted with other settings. */
function createBuilding() {
  const clock = { now: startedAt }
  const simulator = createSimulator({ now: () => clock.now })
  let server: ReturnType<typeof createServer> | null = null
  const browser = () =>
    createBrowser((request) => {
      if (server === null) throw new Error('Headroom has not been started.')
      return server.fetch(request, '192.0.2.7')
    })

  return {
    clock,
    simulator,
    browser,
    store: () => temporaryStore(() => clock.now),
    /** Replaces the running server with a new server that uses the given store. */
    start(store: Store, { organisation, ...config }: Options = {}) {
      server = createServer(
        {
          butlrBaseUrl: butlr,
          pollSeconds: 5,
          secret,
          displayCredentials: demoCredentials,
          ...config,
        },
        {
          async fetch(request) {
            const response = await simulator.fetch(request)
            if (organisation === undefined || !response.ok) return response
            const text = await response.text()
            const renamed = text.replaceAll(
              /"org_id":"[^"]*"/g,
              () => `"org_id":${JSON.stringify(organisation)}`,
            )
            return new Response(renamed, { headers: { 'Content-Type': 'application/json' } })
          },
          now: () => clock.now,
          log: pino({ enabled: false }),
          store,
        },
      )
    },
  }
}
type Building = ReturnType<typeof createBuilding>
type Browser = ReturnType<Building['browser']>

async function signIn(building: Building): Promise<Browser> {
  const person = building.browser()
  const { username, password } = demoCredentials
  await person.post('/api/v2/login', { username, password })
  return person
}

async function pair(building: Building): Promise<Browser> {
  const person = await signIn(building)
  const board = v.parse(Board, await (await person.post('/api/boards', boardDraft)).json())
  const screen = building.browser()
  const offer = await screen.post('/api/display/pairing', {})
  const { code } = v.parse(PairingOffer, await offer.json())
  await pairCode(person, { code, name: 'Lobby left', boardId: board.id })
  expect(await (await screen.get('/api/display/pairing')).json()).toEqual({ state: 'paired' })
  return screen
}

async function startBuilding(options: Options = {}) {
  const building = createBuilding()
  const store = await building.store()
  building.start(store, options)
  return { building, store }
}

async function startWithDisplay(options: Options = {}) {
  const { building, store } = await startBuilding(options)
  return { building, store, screen: await pair(building) }
}

/**
 * Requests a display's board and readings, asserts that both get the same result, and returns `ok` or the error code.
 */
async function answerTo(screen: Browser): Promise<unknown> {
  const answers = await Promise.all([
    screen.get('/api/display/board'),
    screen.get('/api/display/readings'),
  ])
  const words = new Set<unknown>()
  for (const answer of answers) words.add(answer.ok ? 'ok' : await readProblemCode(answer))
  expect(words.size).toBe(1)
  return [...words][0]
}
const listed = async (building: Building) =>
  v.parse(DisplaysResponse, await (await (await signIn(building)).get('/api/displays')).json())
    .displays

test('suspends a display while the gateway uses another upstream, and reports the reason', async () => {
  const { building, store, screen } = await startWithDisplay({ butlrBaseUrl: null })
  expect(await answerTo(screen)).toBe('ok')

  // A typical setup: operators try the simulator first, then switch to Butlr.
  building.start(store)
  expect(await answerTo(screen)).toBe('display_suspended')
  const refused = await screen.get('/api/display/board')
  expect(refused.status).toBe(403)
  expect(await refused.text()).toMatch(/was paired while Headroom was using the simulated building/)
  expect(screen.cookies.size).toBe(1)
  expect(await listed(building)).toMatchObject([
    { name: 'Lobby left', suspended: 'simulator', lastSeenAt: startedAt },
  ])
  expect(await (await screen.get('/api/display/pairing')).json()).toEqual({
    state: 'paired',
    again: true,
  })

  building.start(store, { butlrBaseUrl: new URL('https://butlr.test/other') })
  expect(await answerTo(screen)).toBe('display_suspended')

  building.start(store, { butlrBaseUrl: null })
  expect(await answerTo(screen)).toBe('ok')
  expect(await listed(building)).toMatchObject([{ suspended: null }])
})

test('lets staff revoke a suspended display and pair it again', async () => {
  const { building, store, screen } = await startWithDisplay({ butlrBaseUrl: null })
  building.start(store)
  const [display] = await listed(building)
  const person = await signIn(building)
  expect((await person.request('DELETE', `/api/displays/${display?.id}`)).status).toBe(204)
  expect(await answerTo(screen)).toBe('not_paired')
  expect(screen.cookies.size).toBe(0)
  expect(await answerTo(await pair(building))).toBe('ok')
})

test('does not suspend a display when the same upstream URL is written differently', async () => {
  const { building, store, screen } = await startWithDisplay({
    butlrBaseUrl: new URL('https://butlr.test'),
  })
  building.start(store, { butlrBaseUrl: new URL('HTTPS://BUTLR.TEST.:443//') })
  expect(await answerTo(screen)).toBe('ok')
})

test('suspends displays and ends sessions when the gateway account’s organisation changes', async () => {
  const { building, store, screen } = await startWithDisplay({ organisation: 'org_1' })
  const person = await signIn(building)
  building.start(store, { organisation: 'org_2' })
  expect(await answerTo(screen)).toBe('display_suspended')
  expect(await listed(building)).toMatchObject([{ suspended: 'organisation' }])
  const state = await (await person.get('/api/session')).json()
  expect(state).toMatchObject({ signedIn: false, reason: 'upstream_changed' })
  building.start(store, { organisation: 'org_1' })
  expect(await answerTo(screen)).toBe('ok')
})

test.each([
  ['unknown when it is paired', null, 'org_1'],
  ['unknown later', 'org_1', null],
  ['never known', null, null],
])('does not suspend a display whose organisation is %s', async (_, before, after) => {
  const { building, store, screen } = await startWithDisplay({ organisation: before })
  building.start(store, { organisation: after })
  expect(await answerTo(screen)).toBe('ok')
})

test('binds a display that was paired without a known organisation to the first organisation that becomes known', async () => {
  const { building, store, screen } = await startWithDisplay({ organisation: null })
  building.start(store, { organisation: 'org_1' })
  expect(await answerTo(screen)).toBe('ok')
  building.start(store, { organisation: 'org_2' })
  expect(await answerTo(screen)).toBe('display_suspended')
})

test('binds a display of an earlier version to the upstream with which the store was first used', async () => {
  const { building, store, screen } = await startWithDisplay()
  const [[key, value] = ['', '']] = await store.list('displays/')
  const { upstream: _, checkedWith: _account, ...old }: Record<string, unknown> = JSON.parse(value)
  await store.put(key, { value: JSON.stringify(old), untilMs: startedAt + year })
  await store.delete('upstream')
  building.start(store)
  // Without a stored account, the display is unverified until the account that paired it lists the displays.
  expect(await answerTo(screen)).toBe('display_suspended')
  expect(await listed(building)).toMatchObject([{ suspended: null }])
  expect(await answerTo(screen)).toBe('ok')
  building.start(store, { butlrBaseUrl: null })
  expect(await answerTo(screen)).toBe('display_suspended')
  building.start(store)
  expect(await answerTo(screen)).toBe('ok')
})

test.each([
  ['an empty data directory', {}],
  ['an empty data directory and a new secret', { secret: 'another'.repeat(6) }],
  [
    'an empty data directory, another Butlr and a new secret',
    { butlrBaseUrl: null, secret: 'x'.repeat(32) },
  ],
])(
  'a display keeps its cookies when Headroom starts with %s, and resumes once the data is restored',
  async (_, settings: Options) => {
    const { building, store, screen } = await startWithDisplay()

    building.start(await building.store(), settings)
    for (let polls = 0; polls < 3; polls += 1) {
      const refused = await screen.get('/api/display/board')
      expect({ status: refused.status, code: await readProblemCode(refused) }).toEqual({
        status: 401,
        code: 'not_paired',
      })
    }
    const offer = v.parse(
      PairingOffer,
      await (await screen.post('/api/display/pairing', {})).json(),
    )
    expect(offer.unknownDisplay).toBe(true)
    expect(await (await screen.get('/api/display/pairing')).json()).toMatchObject({
      state: 'waiting',
    })

    building.start(store)
    expect(await (await screen.get('/api/display/pairing')).json()).toEqual({
      state: 'paired',
      again: true,
    })
    expect([...screen.cookies.keys()]).toEqual(['__Host-headroom-display'])
    expect(await answerTo(screen)).toBe('ok')
  },
)

test('reports no previous pairing to a screen that was never paired', async () => {
  const { building } = await startBuilding()
  const screen = building.browser()
  const offer = v.parse(PairingOffer, await (await screen.post('/api/display/pairing', {})).json())
  expect(offer.unknownDisplay).toBe(false)
})

test('pairs a screen again when its pairing is not found', async () => {
  const { building } = await startBuilding()
  const screen = await pair(building)
  building.start(await building.store())
  const person = await signIn(building)
  const board = v.parse(Board, await (await person.post('/api/boards', boardDraft)).json())
  const { code } = v.parse(
    PairingOffer,
    await (await screen.post('/api/display/pairing', {})).json(),
  )
  await pairCode(person, { code, name: 'Again', boardId: board.id })
  expect(await (await screen.get('/api/display/pairing')).json()).toEqual({ state: 'paired' })
  expect(await answerTo(screen)).toBe('ok')
})

test('deletes the cookies of a display only when its pairing is revoked or has expired', async () => {
  const { building, store } = await startBuilding()
  const revoked = await pair(building)
  const [display] = await listed(building)
  const person = await signIn(building)
  await person.request('DELETE', `/api/displays/${display?.id}`)
  // The revocation also applies after a restart and to a copy of the cookie.
  building.start(store)
  const copy = building.browser()
  for (const [name, value] of revoked.cookies) copy.cookies.set(name, value)
  for (const screen of [revoked, copy]) {
    expect(await answerTo(screen)).toBe('not_paired')
    expect(screen.cookies.size).toBe(0)
  }
  const over = await pair(building)
  await answerTo(over)
  building.clock.now += year
  building.start(await building.store())
  expect(await answerTo(over)).toBe('not_paired')
  expect(over.cookies.size).toBe(0)
})

test('does not store a revocation for an unknown display ID', async () => {
  const { building, store } = await startBuilding()
  const person = await signIn(building)
  expect((await person.request('DELETE', '/api/displays/anything')).status).toBe(404)
  expect(await store.list('revoked/')).toEqual([])
})

test('keeps displays and reseals their cookies while the previous secret is configured', async () => {
  const { building, store, screen } = await startWithDisplay()
  const before = [...screen.cookies]
  const next = `${secret} 2`
  building.start(store, { secret: next, previousSecret: secret })
  building.clock.now += 1_000
  const answer = await screen.get('/api/display/readings')
  expect(answer.status).toBe(200)
  const [line = ''] = answer.headers.getSetCookie()
  expect(line).toMatch(/^__Host-headroom-display=[^;]+; /)
  // The expiry of the pairing does not change.
  expect(/Max-Age=(\d+)/i.exec(line)?.[1]).toBe(String(year / 1_000 - 1))
  expect([...screen.cookies]).not.toEqual(before)
  building.start(store, { secret: next })
  expect(await answerTo(screen)).toBe('ok')
})

test('accepts a pairing code that was issued before the secret changed', async () => {
  const { building, store } = await startBuilding()
  const person = await signIn(building)
  const board = v.parse(Board, await (await person.post('/api/boards', boardDraft)).json())
  const screen = building.browser()
  const { code } = v.parse(
    PairingOffer,
    await (await screen.post('/api/display/pairing', {})).json(),
  )
  building.start(store, { secret: `${secret} 2`, previousSecret: secret })
  await pairCode(person, { code, name: 'Lobby', boardId: board.id })
  expect(await (await screen.get('/api/display/pairing')).json()).toEqual({ state: 'paired' })
  expect(await answerTo(screen)).toBe('ok')
})

/** Seals an identity in the format of earlier versions, without the expiry of the pairing. */
async function sealedAsBefore(content: object, purpose: string): Promise<string> {
  const key = new Uint8Array(hkdfSync('sha256', secret, 'headroom', purpose, 32))
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(key)
}

test('rejects forged or swapped display cookies and lets the browser pair as a new screen', async () => {
  const { building, screen } = await startWithDisplay()
  const [display] = await listed(building)
  const own = screen.cookies.get('__Host-headroom-display') ?? ''
  const person = await signIn(building)
  const identity = { id: display?.id, key: 'guessed' }
  for (const value of [
    '',
    '%00',
    own.slice(1),
    own.slice(0, -4),
    person.cookies.get('__Host-headroom') ?? '',
    await sealedAsBefore(identity, 'display cookie'),
    await sealedAsBefore(identity, 'session cookie'),
    await sealedAsBefore({ id: '../upstream', key: 'x' }, 'display cookie'),
    await sealedAsBefore({ ...identity, admin: true }, 'display cookie'),
  ]) {
    const thief = building.browser()
    thief.cookies.set('__Host-headroom-display', value)
    expect(await answerTo(thief)).toBe('not_paired')
    const offer = await (await thief.post('/api/display/pairing', {})).json()
    expect(offer).toMatchObject({ code: expect.stringMatching(/^\w{6}$/) })
    expect(await (await thief.get('/api/display/pairing')).json()).toMatchObject({
      state: 'waiting',
    })
  }
  expect(await answerTo(screen)).toBe('ok')
})

const oneSite = { clientId: 'hudson-client', clientSecret: 'hudson-secret' }
const southbank = { clientId: 'southbank-client', clientSecret: 'southbank-secret' }

test.each(['org_1', null])(
  'lets another gateway account take over displays if it sees no additional sites (organisation: %s)',
  async (organisation) => {
    const { building, store, screen } = await startWithDisplay({ organisation })
    building.start(store, { organisation, displayCredentials: oneSite })
    expect(await answerTo(screen)).toBe('ok')
    // After this takeover, the display belongs to both accounts.
    building.simulator.faults.set('graphql', { kind: 'status', status: 500 })
    building.start(store, { organisation, displayCredentials: oneSite })
    expect(await readProblemCode(await screen.get('/api/display/board'))).toBe('upstream_error')
    building.start(store, { organisation: 'org_2', displayCredentials: oneSite })
    building.simulator.faults.clear()
    building.start(store, { organisation })
    expect(await answerTo(screen)).toBe('ok')
  },
)

test.each(['org_1', null])(
  'suspends displays when the new gateway account sees more sites (organisation: %s)',
  async (organisation) => {
    const { building, store, screen } = await startWithDisplay({
      organisation,
      displayCredentials: oneSite,
    })
    building.start(store, { organisation })
    expect(await answerTo(screen)).toBe('display_suspended')
    expect(await (await screen.get('/api/display/board')).text()).toMatch(
      /can’t verify that this display/,
    )
    // The person who paired the display sees all of these sites.
    expect(await listed(building)).toMatchObject([{ suspended: null }])
    expect(await answerTo(screen)).toBe('ok')
  },
)

test.each(['org_1', null])(
  'suspends displays when the new gateway account belongs to another organisation (initial organisation: %s)',
  async (organisation) => {
    const { building, store, screen } = await startWithDisplay({ organisation })
    building.start(store, { organisation: null, displayCredentials: southbank })
    expect(await answerTo(screen)).toBe('display_suspended')
    building.start(store, { organisation })
    expect(await answerTo(screen)).toBe('ok')
  },
)

test('suspends displays while the sites of the new gateway account are unknown', async () => {
  const { building, store, screen } = await startWithDisplay()
  building.simulator.faults.set('graphql', { kind: 'status', status: 500 })
  building.start(store, { displayCredentials: oneSite })
  expect(await readProblemCode(await screen.get('/api/display/board'))).toBe('display_suspended')
  building.simulator.faults.clear()
  building.clock.now += 60_000
  expect(await answerTo(screen)).toBe('ok')
})

test('keeps displays of earlier versions running on the simulator, but suspends them on Butlr', async () => {
  const { building, store, screen } = await startWithDisplay({ butlrBaseUrl: null })
  const [[key, value] = ['', '']] = await store.list('displays/')
  const { upstream: _, checkedWith: _account, ...old }: Record<string, unknown> = JSON.parse(value)
  await store.put(key, { value: JSON.stringify(old), untilMs: startedAt + year })
  building.start(store, { butlrBaseUrl: null })
  expect(await answerTo(screen)).toBe('ok')
  building.start(store)
  expect(await answerTo(screen)).toBe('display_suspended')
})
