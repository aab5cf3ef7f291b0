import { expect, test } from 'vitest'
import * as v from 'valibot'
import { DisplaysResponse } from '#src/contract/display.ts'
import type { Store } from './gateway/store/store.ts'
import { readProblemCode } from './gateway/test-gateway.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import { testAccounts, demoCredentials } from '#server/simulator/accounts/accounts.ts'
import {
  createBoard,
  listDisplayIds,
  pairDisplay,
  parseBody,
  protectedRequests,
  readError,
  startedAt,
  startHeadroom,
  tokenSubject,
} from './test-headroom.ts'

const { otherOrganisation, singleSite } = testAccounts
type Started = Awaited<ReturnType<typeof startHeadroom>>
type Person = ReturnType<Started['browser']>
const Stored = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()))

async function rewriteDisplays(store: Store, change: (record: object) => object) {
  for (const [key, value] of await store.list('displays/')) {
    const record = change(v.parse(Stored, value))
    await store.put(key, { value: JSON.stringify(record), untilMs: startedAt + 1e10 })
  }
}
const withoutProof = ({
  checkedWith: _account,
  sites: _sites,
  excludedRooms: _rooms,
  ...old
}: Record<string, unknown>) => old

/**
 * Creates a display as earlier versions stored it.
 *
 * @param upstream the upstream that the earlier version stored; null if it stored none
 */
async function pairedBefore({
  account = demoCredentials,
  upstream,
}: {
  account?: typeof otherOrganisation | typeof demoCredentials
  upstream: 'organisation' | 'no organisation' | null
}) {
  const store = await temporaryStore(() => startedAt)
  const before = await startHeadroom({ store })
  const maker = await before.signIn(demoCredentials)
  const board = await createBoard(maker, { kind: 'all' })
  const { screen, display } = await pairDisplay(before, maker, board.id)
  await rewriteDisplays(store, (record) => {
    const old = withoutProof({ ...record })
    const { address, organisation } = v.parse(
      v.object({ address: v.string(), organisation: v.string() }),
      old['upstream'],
    )
    const written =
      upstream === null
        ? undefined
        : { address, organisation: upstream === 'organisation' ? organisation : null }
    return { ...old, upstream: written, pairedBy: account.username }
  })
  const started = await startHeadroom({ store })
  const copy = started.browser()
  for (const [name, value] of screen.cookies) copy.cookies.set(name, value)
  return { started, screen: copy, display, board }
}

/** Returns the result of each request that a display sends: `ok` or an error code. */
async function answersTo(screen: Person) {
  const paths = ['/api/display/board', '/api/display/readings']
  const answers = await Promise.all(paths.map((path) => screen.get(path)))
  return Promise.all(
    answers.map(async (one) => (one.ok ? 'ok' : String(await readProblemCode(one)))),
  )
}
const suspended = ['display_suspended', 'display_suspended']
const running = ['ok', 'ok']
const reasonOf = async (person: Person) =>
  (await parseBody(DisplaysResponse, await person.get('/api/displays'))).displays.map(
    ({ suspended: reason }) => reason,
  )

test.each(['organisation', 'no organisation', null] as const)(
  'suspends a display from an earlier version (stored upstream: %s) until a person who may use its board saves the display',
  async (upstream) => {
    const { started, screen, display, board } = await pairedBefore({
      account: otherOrganisation,
      upstream,
    })
    const { signIn } = started
    expect(await answersTo(screen)).toEqual(suspended)
    const { message } = await readError(await screen.get('/api/display/board'))
    expect(message).toMatch(
      /Headroom can’t verify that this display is allowed to show this building/,
    )

    for (const account of [otherOrganisation, singleSite]) {
      const stranger = await signIn(account)
      await stranger.get('/api/displays')
      expect((await protectedRequests(stranger, board.id, display.id).move()).status).not.toBe(200)
      expect(await answersTo(screen)).toEqual(suspended)
    }
    const demo = await signIn(demoCredentials)
    expect(await reasonOf(demo)).toEqual(['unverified'])
    expect(await answersTo(screen)).toEqual(suspended)
    expect((await protectedRequests(demo, board.id, display.id).move()).status).toBe(200)
    expect(await reasonOf(demo)).toEqual([null])
    expect(await answersTo(screen)).toEqual(running)
  },
)

test.each(['organisation', 'no organisation', null] as const)(
  'resumes a display from an earlier version (stored upstream: %s) when the account that paired it opens Displays',
  async (upstream) => {
    const { started, screen, display } = await pairedBefore({ upstream })
    expect(await answersTo(screen)).toEqual(suspended)
    const demo = await started.signIn(demoCredentials)
    expect(await listDisplayIds(demo)).toEqual([display.id])
    expect(await answersTo(screen)).toEqual(running)
    expect(await reasonOf(demo)).toEqual([null])
  },
)

/** Starts with an unverified display; the person who paired it has signed in, and their topology is cached. */
async function openedBefore() {
  const paired = await pairedBefore({ upstream: 'organisation' })
  const demo = await paired.started.signIn(demoCredentials)
  expect((await demo.get('/api/boards')).status).toBe(200)
  return { ...paired, demo }
}
const isStaff = (request: Request) => tokenSubject(request).startsWith('user|')

test('ends the session instead of resuming a display when Butlr no longer accepts the session’s token', async () => {
  const { started, screen, demo } = await openedBefore()
  started.butlr.change = async (request, response) =>
    isStaff(request) ? Response.json({}, { status: 401 }) : response
  expect(await readError(await demo.get('/api/displays'))).toMatchObject({ code: 'signed_out' })
  expect(await answersTo(screen)).toEqual(suspended)
  expect(await readProblemCode(await demo.get('/api/boards'))).toBe('signed_out')
})

test('does not resume a display, but lists it, when Butlr denies the topology to the account that paired it', async () => {
  const { started, screen, demo } = await openedBefore()
  started.clock.now += 61_000
  started.butlr.change = async (request, response) =>
    isStaff(request) ? Response.json({}, { status: 403 }) : response
  expect(await reasonOf(demo)).toEqual(['unverified'])
  expect(await answersTo(screen)).toEqual(suspended)
})

test('checks the session only when a request for the list resumes a display', async () => {
  const { started, demo } = await openedBefore()
  const checks: string[] = []
  started.butlr.change = async (request, response) => {
    if (isStaff(request)) checks.push(request.url)
    return response
  }
  expect(await reasonOf(demo)).toEqual([null])
  expect(checks).toHaveLength(1)
  started.clock.now += 61_000
  expect(await reasonOf(demo)).toEqual([null])
  expect(checks).toHaveLength(1)
})

test('does not resume a display when the account that paired it does not see every room of its board', async () => {
  const { started, screen } = await pairedBefore({ account: singleSite, upstream: 'organisation' })
  await listDisplayIds(await started.signIn(singleSite))
  expect(await answersTo(screen)).toEqual(suspended)
})

test('does not resume a display when the account that paired it is not a manager', async () => {
  const { started, screen } = await pairedBefore({ upstream: null })
  const { store } = started
  const lists = await startHeadroom({ store, environment: { HEADROOM_MANAGERS: '@example.com' } })
  await listDisplayIds(await lists.signIn(demoCredentials))
  expect(await answersTo(screen)).toEqual(suspended)
})

test('stores no boards or displays of another organisation while the gateway account is missing or rejected', async () => {
  const store = await temporaryStore(() => startedAt)
  for (const credentials of [null, { clientId: 'demo-client', clientSecret: 'wrong' }]) {
    const before = await startHeadroom({ store, credentials })
    const stranger = await before.signIn(otherOrganisation)
    const { add, lookUp, pair } = protectedRequests(stranger, 'x', 'y')
    for (const ask of [add, lookUp, pair]) expect((await ask()).status).toBe(503)
  }
  expect(await store.list('boards/')).toEqual([])
  expect(await store.list('displays/')).toEqual([])
})

/** Starts a gateway with a display that shows all rooms, and signs in two people, of whom `other` sees one site. */
async function startWithDisplay() {
  const store = await temporaryStore(() => startedAt)
  const started = await startHeadroom({ store })
  const demo = await started.signIn(demoCredentials)
  const other = await started.signIn(singleSite)
  const board = await createBoard(demo, { kind: 'all' })
  const { screen } = await pairDisplay(started, demo, board.id)
  return { store, started, demo, other, board, screen }
}

const list = async (person: Person) =>
  parseBody(DisplaysResponse, await person.get('/api/displays'))

test('counts displays of another version, logs their keys, and keeps their boards', async () => {
  const { store, started, demo, other, board, screen } = await startWithDisplay()
  await rewriteDisplays(store, (record) => ({ ...record, newField: 1 }))
  const [[key, value] = ['', '']] = await store.list('displays/')
  expect(await list(demo)).toMatchObject({ displays: [], unreadableCount: 1 })
  expect(await list(other)).toMatchObject({ displays: [], unreadableCount: 0 })
  expect((await protectedRequests(demo, board.id, '').delete()).status).toBe(409)
  expect(await readProblemCode(await screen.get('/api/display/board'))).toBe('not_paired')
  expect(await store.get(key)).toBe(value)
  const warnings = started.logged.filter((line) => line.includes('cannot read display'))
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toContain(key)
})

test('reports a board that cannot be read to its display and to people who see every room', async () => {
  const { store, demo, other, board, screen } = await startWithDisplay()
  await store.put(`boards/${board.id}`, { value: '{"newField":1}', untilMs: null })
  expect(await list(demo)).toMatchObject({ unreadableBoardIds: [board.id] })
  expect((await list(demo)).displays).toHaveLength(1)
  expect(await list(other)).toMatchObject({ displays: [], unreadableBoardIds: [] })
  expect(await readError(await screen.get('/api/display/board'))).toMatchObject({
    code: 'not_found',
    message: expect.stringMatching(/^Headroom can’t read this display’s board\./),
  })
})
