import { boardDraft } from '#src/testing/fixtures.ts'
import { expect, test } from 'vitest'
import { ActivityResponse } from '#src/contract/activity.ts'
import { PairingOffer } from '#src/contract/pairing.ts'
import { testAccounts, demoCredentials } from '#server/simulator/accounts/accounts.ts'
import {
  addBoard,
  createBoard,
  minute,
  pairDisplay,
  parseBody,
  readError,
  startHeadroom,
} from './test-headroom.ts'

const { singleSite, otherOrganisation } = testAccounts
const { username, password, clientId, clientSecret } = demoCredentials
const day = 24 * 60 * minute

const withOrganisation = (event: object, organisation: string | null) =>
  'upstream' in event ? { ...event, upstream: { ...Object(event.upstream), organisation } } : event

type Started = Awaited<ReturnType<typeof startHeadroom>>
type Person = ReturnType<Started['browser']>

const activityOf = async (person: Person, before?: string) =>
  parseBody(
    ActivityResponse,
    await person.get(`/api/displays/activity${before === undefined ? '' : `?before=${before}`}`),
  )
const listActivity = async (person: Person) =>
  (await activityOf(person)).events.map(({ event, name }) => [event, name].join(' '))
const names = ({ events }: Started) => events().map(({ event }) => event)

/** Makes one change of each kind to boards and displays, and enters a wrong pairing code. */
async function changeEverything(started: Started, person: Person) {
  const board = await createBoard(person, { kind: 'all' })
  await person.request('PUT', `/api/boards/${board.id}`, {
    revision: 1,
    draft: { ...boardDraft, name: 'Entrance' },
  })
  const { display } = await pairDisplay(started, person, board.id)
  await person.request('PATCH', `/api/displays/${display.id}`, { name: 'TV', boardId: board.id })
  await person.request('DELETE', `/api/displays/${display.id}`)
  await person.request('DELETE', `/api/boards/${board.id}`)
  await person.post('/api/displays/pairing', { code: '234567' })
}
const changes = [
  'board.created',
  'board.changed',
  'display.paired',
  'display.changed',
  'display.revoked',
  'board.deleted',
  'pairing.refused',
]

test('logs each sign-in and sign-out once with account and address, without secrets', async () => {
  const started = await startHeadroom({
    environment: { HEADROOM_STAFF: `${username},${clientId}` },
  })
  const { browser, signIn, signInClient, logged, events } = started
  const person = await signIn(demoCredentials)
  await person.request('DELETE', '/api/session')
  await signInClient(demoCredentials)
  const stranger = browser('203.0.113.9')
  await stranger.post('/api/v2/login', { username, password: 'wrong-canary' })
  const { username: other, password: otherPassword } = singleSite
  await stranger.post('/api/v2/login', { username: other, password: otherPassword })
  for (let tries = 0; tries < 11; tries += 1) {
    await stranger.post('/api/v2/login', { username: 'a@b.example', password: 'wrong-canary' })
  }
  const facts = events().map(({ event, account, address }) => [event, account, address])
  expect(facts.slice(0, 5)).toEqual([
    ['sign-in.accepted', username, '192.0.2.7'],
    ['sign-out', username, '192.0.2.7'],
    ['sign-in.accepted', clientId, '192.0.2.7'],
    ['sign-in.refused', username, '203.0.113.9'],
    ['sign-in.refused', other, '203.0.113.9'],
  ])
  expect(facts.at(-1)).toEqual(['sign-in.limited', 'a@b.example', '203.0.113.9'])
  const log = logged.join('')
  for (const secret of ['canary', password, otherPassword, clientSecret].filter(
    (s) => s.length > 6,
  )) {
    expect(log).not.toContain(secret)
  }
})

test('never logs a password that was entered as the account name', async () => {
  const { browser, logged, events } = await startHeadroom()
  for (const typed of ['hunter2-canary', 'a canary@with spaces', 'canary@host\n{"event":"x"}']) {
    await browser().post('/api/v2/login', { username: typed, password: 'x' })
    await browser().post('/api/v2/clients/login', { client_id: typed, client_secret: 'x' })
  }
  expect(logged.join('')).not.toContain('canary')
  expect(events()).toHaveLength(6)
  for (const { account } of events()) expect(account).toMatch(/^unknown-[0-9a-f]{8}$/)
})

test('logs one event when Butlr rejects a session', async () => {
  const started = await startHeadroom()
  const person = await started.signIn(demoCredentials)
  started.butlr.change = async (_request, _response) => new Response('{}', { status: 401 })
  started.clock.now += 2 * minute
  await addBoard(person, { kind: 'all' })
  expect(names(started)).toEqual(['sign-in.accepted', 'session.refused-by-butlr'])
})

test('records each change to boards and displays once in the log and once in the activity list, newest first', async () => {
  const started = await startHeadroom()
  const { clock, logged } = started
  const person = await started.signIn(demoCredentials)
  await changeEverything(started, person)
  expect(names(started)).toEqual([
    'sign-in.accepted',
    ...changes.slice(0, 2),
    'pairing.confirmed',
    ...changes.slice(2),
  ])
  expect(logged.join('')).not.toContain('234567')
  const { events, next } = await activityOf(person)
  expect(next).toBeNull()
  expect(events.map(({ event }) => event)).toEqual(changes.toReversed())
  for (const { account, address, at } of events) {
    expect({ account, address, at }).toEqual({
      account: username,
      address: '192.0.2.7',
      at: clock.now,
    })
  }
  expect(await listActivity(person)).toContain('display.changed TV')

  clock.now += 89 * day
  const later = await started.signIn(demoCredentials)
  await addBoard(later, { kind: 'all' })
  expect((await listActivity(later))[0]).toBe('board.created Lobby')
  expect(await listActivity(later)).toHaveLength(8)
  clock.now += 2 * day
  const last = await started.signIn(demoCredentials)
  expect(await listActivity(last)).toEqual(['board.created Lobby'])
})

test('returns only activity of boards that the account may use', async () => {
  const started = await startHeadroom()
  const demo = await started.signIn(demoCredentials)
  const own = await createBoard(demo, { kind: 'site', id: started.site('Hudson') })
  await changeEverything(started, demo)
  const person = await started.signIn(singleSite)
  expect(await listActivity(person)).toEqual(['board.created Lobby'])
  await person.post('/api/displays/pairing', { code: '234567' })
  await person.request('DELETE', `/api/boards/${own.id}`)
  // An account still sees its own actions after the board is deleted.
  expect((await listActivity(person)).toSorted()).toEqual([
    'board.deleted Lobby',
    'pairing.refused ',
  ])
  const foreign = await started.signIn(otherOrganisation)
  expect(await readError(await foreign.get('/api/displays/activity'))).toMatchObject({
    status: 403,
  })
})

test('returns activity in pages of 50, with each event on one page', async () => {
  const started = await startHeadroom()
  const person = await started.signIn(demoCredentials)
  const { id } = await createBoard(person, { kind: 'all' })
  for (let revision = 1; revision <= 120; revision += 1) {
    started.clock.now += 1
    await person.request('PUT', `/api/boards/${id}`, { revision, draft: boardDraft })
  }
  const seen: string[] = []
  let before: string | undefined
  const sizes: number[] = []
  do {
    const page = await activityOf(person, before)
    seen.push(...page.events.map((event) => event.id))
    sizes.push(page.events.length)
    before = page.next ?? undefined
  } while (before !== undefined)
  expect(sizes).toEqual([50, 50, 21])
  expect(seen).toEqual(seen.toSorted().toReversed())
  expect(new Set(seen).size).toBe(121)
})

test('completes requests even if the store cannot record activity', async () => {
  const started = await startHeadroom()
  const person = await started.signIn(demoCredentials)
  const screen = started.browser()
  await parseBody(PairingOffer, await screen.post('/api/display/pairing', {}))
  const { put } = started.store
  started.store.put = (key, written) =>
    key.startsWith('audit/') ? Promise.reject(new Error('away')) : put(key, written)
  expect((await person.post('/api/displays/pairing', { code: '234567' })).status).toBe(404)
  expect((await addBoard(person, { kind: 'all' })).status).toBe(201)
  expect(started.logged.join('').match(/cannot store activity/g)).toHaveLength(1)
})

test.each([
  ['the gateway account and its organisation match', (event: object) => event, true],
  [
    'the account matches, and no organisation is recorded',
    (event: object) => withOrganisation(event, null),
    true,
  ],
  [
    'only the organisation matches',
    (event: object) => ({ ...event, gatewayAccount: 'another account' }),
    true,
  ],
  [
    'neither is recorded',
    (event: object) => ({ ...withOrganisation(event, null), gatewayAccount: undefined }),
    false,
  ],
  ['the organisation differs', (event: object) => withOrganisation(event, 'org_other'), false],
])(
  'lists only events of the organisation or, without a recorded organisation, of the gateway account (%s)',
  async (_, change, isListed) => {
    const before = await startHeadroom()
    const maker = await before.signIn(demoCredentials)
    const board = await createBoard(maker, { kind: 'all' })
    await pairDisplay(before, maker, board.id)
    for (const [key, value] of await before.store.list('audit/')) {
      const event: unknown = JSON.parse(value)
      const stored = JSON.stringify(change(Object(event)))
      await before.store.put(key, { value: stored, untilMs: before.clock.now + day })
    }
    const started = await startHeadroom({ store: before.store })
    const person = await started.signIn(demoCredentials)
    expect((await listActivity(person)).length > 0).toBe(isListed)
  },
)
