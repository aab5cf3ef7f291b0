import { expect, test } from 'vitest'
import {
  answerWithLogins,
  gatewayCredentials,
  placesAnswer,
  readProblemCode,
  createBrowser,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { boardDraft } from '#src/testing/fixtures.ts'
import { json, type Reply } from '#server/gateway/test-servers.ts'

const check = '{"query":"{ sites { data { id } } }"}'
const sites = json({ data: { sites: { data: [{ id: 'site_1' }] } } })

/** Starts a gateway whose fake Butlr responds to session checks with `butlr.reply`; `checks` returns these checks. */
async function start(signIn: 'signInPerson' | 'signInClient' = 'signInPerson') {
  const butlr: { reply: (authorization: string | undefined) => Reply } = { reply: () => sites }
  const gateway = await startGateway(
    answerWithLogins(({ headers, body }) =>
      body === check ? butlr.reply(headers.authorization) : json(placesAnswer()),
    ),
    { displayCredentials: gatewayCredentials },
  )
  await gateway.browser[signIn]()
  const checks = () => gateway.upstream.received.filter(({ body }) => body === check)
  const change = () => gateway.browser.post('/api/boards', boardDraft)
  const changeAfter = (ms: number) => {
    gateway.clock.now += ms
    return change()
  }
  return { ...gateway, butlr, checks, change, changeAfter }
}

const changes = [
  ['POST', '/api/boards', boardDraft],
  ['PUT', '/api/boards/b1', { revision: 1, draft: boardDraft }],
  ['DELETE', '/api/boards/b1', undefined],
  ['POST', '/api/displays/pairing', { code: '234567' }],
  ['POST', '/api/displays', { code: '234567', requestId: 'r', name: 'Lobby', boardId: 'b1' }],
  ['PATCH', '/api/displays/d1', { name: 'Lobby', boardId: 'b1' }],
  ['DELETE', '/api/displays/d1', undefined],
] as const

test.each(changes)(
  '%s %s ends a session whose token Butlr no longer accepts',
  async (...change) => {
    const { browser, butlr, checks } = await start()
    butlr.reply = () => json({}, 401)
    expect(await readProblemCode(await browser.request(...change))).toBe('signed_out')
    expect(checks()).toHaveLength(1)
    // Routes that send no request to Butlr reject the session too.
    expect(await readProblemCode(await browser.get('/api/boards'))).toBe('signed_out')
  },
)

test('a rejection of the old token that arrives after a new sign-in does not end the new session', async () => {
  const reports: ((reply: Reply) => void)[] = []
  const { browser, upstream } = await startGateway(
    answerWithLogins(() => new Promise<Reply>((resolve) => reports.push(resolve))),
  )
  await browser.signInPerson()
  const late = browser.report()
  await expect.poll(() => reports.length).toBe(1)
  await browser.signInPerson()
  reports[0]?.(json({}, 401))
  expect(await readProblemCode(await late)).toBe('signed_out')
  const current = browser.report()
  await expect.poll(() => reports.length).toBe(2)
  reports[1]?.(json({ data: {} }))
  expect((await current).status).toBe(200)
  expect(upstream.received.at(-1)?.headers.authorization).toBe('Bearer token-canary-2')
})

test('checks the session at most once a minute, regardless of the number of changes', async () => {
  const { change, changeAfter, checks } = await start()
  const together = await Promise.all([change(), change(), change()])
  expect(together.map(({ status }) => status)).toEqual([201, 201, 201])
  expect(checks()).toHaveLength(1)
  expect((await changeAfter(59_000)).status).toBe(201)
  expect(checks()).toHaveLength(1)
  expect((await changeAfter(1_000)).status).toBe(201)
  expect(checks()).toHaveLength(2)
})

test('does not extend the validity of a check when the clock is set back', async () => {
  const { change, changeAfter, checks } = await start()
  await change()
  expect((await changeAfter(-10 * 60_000)).status).toBe(201)
  expect(checks()).toHaveLength(2)
})

test('does not check the session on reads', async () => {
  const { browser, checks } = await start()
  for (const path of ['/api/boards', '/api/displays', '/api/overrides', '/api/session']) {
    expect((await browser.get(path)).status).toBe(200)
  }
  expect(checks()).toEqual([])
})

test('UNAUTHENTICATED from GraphQL ends the session, like a 401', async () => {
  const { change, butlr } = await start()
  const errors = [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }]
  butlr.reply = () => json({ data: null, errors })
  expect(await readProblemCode(await change())).toBe('signed_out')
})

test.each([
  ['a 403', json({}, 403)],
  ['FORBIDDEN from GraphQL', json({ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] })],
  ['a 429', json({}, 429)],
  ['a 500', json({}, 500)],
  ['a page of HTML', { body: '<html>' }],
  ['a body that is not GraphQL', json([])],
])(
  'does not end the session when a check returns %s, and checks again five seconds later',
  async (_, reply) => {
    const { change, changeAfter, butlr, browser, checks } = await start()
    butlr.reply = () => reply
    expect((await change()).status).toBe(201)
    expect(await (await browser.get('/api/session')).json()).toMatchObject({ signedIn: true })
    butlr.reply = () => sites
    expect((await changeAfter(4_999)).status).toBe(201)
    expect(checks()).toHaveLength(1)
    expect((await changeAfter(1)).status).toBe(201)
    expect(checks()).toHaveLength(2)
  },
)

test('accepts an account without sites', async () => {
  const { change, butlr } = await start()
  butlr.reply = () => json({ data: { sites: { data: [] } } })
  expect((await change()).status).toBe(201)
})

test('renews the token of API credentials when Butlr rejects it during a change', async () => {
  const { change, butlr, checks, browser } = await start('signInClient')
  butlr.reply = (authorization) =>
    authorization === 'Bearer token-canary-1' ? json({}, 401) : sites
  expect((await change()).status).toBe(201)
  expect(checks()).toHaveLength(2)
  butlr.reply = () => json({}, 401)
  expect((await browser.get('/api/boards')).status).toBe(200)
})

test('does not apply the check result of one token to another token', async () => {
  const { send, change, butlr, checks } = await start()
  await change()
  const other = createBrowser(send)
  await other.signInPerson()
  butlr.reply = () => json({}, 401)
  expect(await readProblemCode(await other.post('/api/boards', boardDraft))).toBe('signed_out')
  expect(checks()).toHaveLength(2)
  expect((await change()).status).toBe(201)
})
