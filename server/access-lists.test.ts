import { expect, test } from 'vitest'
import * as v from 'valibot'
import { OverridesResponse } from '#src/contract/overrides.ts'
import { DisplaysResponse } from '#src/contract/display.ts'
import { readProblemCode } from './gateway/test-gateway.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import { testAccounts, demoCredentials } from '#server/simulator/accounts/accounts.ts'
import {
  addBoard,
  listBoardIds,
  listDisplayIds,
  createBoard,
  minute,
  pairDisplay,
  parseBody,
  readError,
  startedAt,
  startHeadroom,
  tokenSubject,
  protectedRequests,
} from './test-headroom.ts'

const { otherOrganisation, singleSite, reportsOnly } = testAccounts
const { username, password, clientId, clientSecret } = demoCredentials

test('rejects unlisted accounts only after Butlr accepts their credentials', async () => {
  const environment = { HEADROOM_STAFF: 'HUDSON@headroom.example, demo-client' }
  const { browser, signIn, signInClient } = await startHeadroom({ environment })
  const sentence = {
    status: 403,
    code: 'not_allowed',
    message: 'Your account doesn’t have access to Headroom. Ask your administrator to add you.',
  }
  const person = browser()
  expect(await readError(await person.post('/api/v2/login', { username, password }))).toEqual(
    sentence,
  )
  expect(person.cookies.size).toBe(0)
  expect(await readProblemCode(await person.report())).toBe('signed_out')
  const client = { client_id: 'hudson-client', client_secret: 'hudson-secret' }
  expect(await readError(await person.post('/api/v2/clients/login', client))).toEqual(sentence)
  // The response to wrong credentials does not reveal whether the account is listed.
  for (const name of [username, singleSite.username]) {
    const wrong = await person.post('/api/v2/login', { username: name, password: 'wrong' })
    expect(await readProblemCode(wrong)).toBe('wrong_credentials')
  }
  await signIn(singleSite)
  await signInClient(demoCredentials)
})

test('ends the session of an account that is no longer listed', async () => {
  const store = await temporaryStore(() => startedAt)
  const before = await startHeadroom({ store })
  const demo = await before.signIn(demoCredentials)
  await createBoard(demo, { kind: 'all' })
  const after = await startHeadroom({ store, environment: { HEADROOM_STAFF: '@example.com' } })
  const copy = after.browser()
  const restore = () => {
    for (const [name, value] of demo.cookies) copy.cookies.set(name, value)
  }
  restore()
  expect(await (await copy.get('/api/session')).json()).toMatchObject({ signedIn: false })
  for (const ask of [...Object.values(protectedRequests(copy, 'x', 'y')), copy.report]) {
    restore()
    expect(await readProblemCode(await ask())).toBe('signed_out')
    await copy.get('/api/session')
    expect(copy.cookies.size).toBe(0)
  }
})

test('lets accounts that are not managers read boards and displays but not change them', async () => {
  const started = await startHeadroom({ environment: { HEADROOM_MANAGERS: 'demo-client' } })
  const manager = await started.signInClient({ ...demoCredentials, clientId, clientSecret })
  const board = await createBoard(manager, { kind: 'all' })
  const { display } = await pairDisplay(started, manager, board.id)
  const person = await started.signIn(demoCredentials)
  expect(await listBoardIds(person)).toEqual([board.id])
  expect(await listDisplayIds(person)).toEqual([display.id])
  const mayChange = async (one: typeof person) =>
    (await parseBody(DisplaysResponse, await one.get('/api/displays'))).mayChange
  expect([await mayChange(person), await mayChange(manager)]).toEqual([false, true])
  const {
    boards: _boards,
    displays: _displays,
    activity,
    ...changes
  } = protectedRequests(person, board.id, display.id)
  expect(await readError(await activity())).toMatchObject({ status: 403, code: 'not_allowed' })
  for (const change of Object.values(changes)) {
    expect(await readError(await change())).toEqual({
      status: 403,
      code: 'not_allowed',
      message: 'Only managers can change boards and displays. Ask your administrator for access.',
    })
  }
  expect(await listBoardIds(manager)).toEqual([board.id])
  expect(await listDisplayIds(manager)).toEqual([display.id])
})

test('rejects changes by a manager of another organisation', async () => {
  const { signIn } = await startHeadroom({
    environment: { HEADROOM_MANAGERS: '@headroom.example' },
  })
  const other = await signIn(otherOrganisation)
  expect(await readError(await addBoard(other, { kind: 'all' }))).toMatchObject({
    status: 403,
    message: 'Your Butlr account doesn’t have access to any of the sites that displays can show.',
  })
})

test.each([
  ['missing', null],
  ['refused', { clientId: 'demo-client', clientSecret: 'the old one' }],
] as const)(
  'rejects every change by every account while the gateway account is %s',
  async (state, credentials) => {
    const store = await temporaryStore(() => startedAt)
    const before = await startHeadroom({ store })
    const maker = await before.signIn(demoCredentials)
    const board = await createBoard(maker, { kind: 'all' })
    const { screen, display } = await pairDisplay(before, maker, board.id)
    const started = await startHeadroom({ store, credentials })
    for (const account of [demoCredentials, otherOrganisation, singleSite, reportsOnly]) {
      const person = await started.signIn(account)
      expect(await listBoardIds(person)).toEqual([])
      expect(await parseBody(DisplaysResponse, await person.get('/api/displays'))).toMatchObject({
        account: state,
        mayChange: false,
        displays: [],
      })
      const {
        boards: _boards,
        displays: _displays,
        ...changes
      } = protectedRequests(person, board.id, display.id)
      for (const change of Object.values(changes)) {
        expect(await readError(await change())).toEqual({
          status: 503,
          code: 'no_account',
          message: expect.stringMatching(/BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET/),
        })
      }
    }
    const copy = started.browser()
    for (const [name, value] of screen.cookies) copy.cookies.set(name, value)
    expect(await readProblemCode(await copy.get('/api/display/readings'))).toBe('no_account')
    const after = await startHeadroom({ store })
    expect(await listDisplayIds(await after.signIn(demoCredentials))).toEqual([display.id])
  },
)

test('uses the last known topology for an hour after Butlr rejects the gateway account, then denies access', async () => {
  const { butlr, clock, simulator, signIn } = await startHeadroom()
  const [demo, other] = [await signIn(demoCredentials), await signIn(otherOrganisation)]
  const board = await createBoard(demo, { kind: 'all' })
  simulator.faults.set('client-login', { kind: 'status', status: 401 })
  butlr.change = async (request, response) =>
    tokenSubject(request) === 'client|demo-client' ? Response.json({}, { status: 401 }) : response
  clock.now += 59 * minute
  for (let times = 0; times < 3; times += 1) {
    expect(await listBoardIds(demo)).toEqual([board.id])
    expect((await other.get('/api/boards')).status).toBe(403)
  }
  clock.now += minute
  for (const person of [demo, other]) {
    expect(await listBoardIds(person)).toEqual([])
    const { add, delete: remove, lookUp } = protectedRequests(person, board.id, '')
    for (const change of [add, remove, lookUp]) {
      expect(await readProblemCode(await change())).toBe('no_account')
    }
  }
})

const overrides = (started: Awaited<ReturnType<typeof startHeadroom>>): OverridesResponse => ({
  configured: true,
  overrides: {
    sites: { [started.site('Hudson')]: { name: 'H' }, [started.site('Northgate')]: { name: 'N' } },
    rooms: {
      [started.room('Queens')]: { capacity: 7, note: 'seven chairs' },
      [started.room('Pine')]: { capacity: 5, note: 'secret' },
    },
  },
  loadedAt: 1,
  problem: null,
})

test('returns only overrides of locations that the account can read', async () => {
  const all: { answer?: OverridesResponse } = {}
  const started = await startHeadroom({ overrides: () => all.answer })
  all.answer = overrides(started)
  const read = async (account: typeof singleSite) => {
    const person = await started.signIn(account)
    const { overrides: seen } = await parseBody(
      OverridesResponse,
      await person.get('/api/overrides'),
    )
    return { sites: Object.keys(seen?.sites ?? {}), rooms: Object.keys(seen?.rooms ?? {}) }
  }
  const [hudson, queens, pine] = [
    started.site('Hudson'),
    started.room('Queens'),
    started.room('Pine'),
  ]
  expect(await read(singleSite)).toEqual({ sites: [hudson], rooms: [queens] })
  expect(await read(otherOrganisation)).toEqual({ sites: [], rooms: [] })
  // Without topology access, the account sees the rooms in its reports.
  expect(await read(reportsOnly)).toEqual({ sites: [], rooms: [queens, pine] })
  const demo = await started.signIn(demoCredentials)
  const answer = await parseBody(v.unknown(), await demo.get('/api/overrides'))
  expect(answer).toEqual(all.answer)
})
