import { expect, test } from 'vitest'
import {
  answerWithLogins,
  displayCredentials,
  pairDisplay,
  readProblemCode,
  reportingBody,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { json, type Reply } from '#server/gateway/test-servers.ts'

const counts = { data: { room_1: { m1: { last: 3 } } } }
const unauthenticated = [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }]
const history = {
  ...reportingBody,
  group_by: { order: ['room_id', 'time'] },
  window: { every: '1m', function: 'last' },
}
const places = {
  sites: { data: [{ id: 'site_1', buildings: [{ id: 'b', floors: [{ id: 'f', rooms: [] }] }] }] },
}

/** Starts a gateway with a paired display of all rooms. Butlr responds to reports with `butlr.reply`. */
async function start() {
  const butlr: { reply: Reply } = { reply: json(counts) }
  const { upstream, clock, browser, send } = await startGateway(
    answerWithLogins(({ url, body }) => {
      if (url.endsWith('/reporting')) return butlr.reply
      return json({ data: body.includes('HeadroomSensors') ? { sensors: { data: [] } } : places })
    }),
    { displayCredentials },
  )
  await browser.signInPerson()
  const screen = await pairDisplay(browser, send)
  const logins = () => upstream.received.filter(({ url }) => url.endsWith('/login')).length
  return { butlr, browser, screen, clock, logins }
}
async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  return Object(await response.json())
}
const html: Reply = { headers: { 'Content-Type': 'text/html' }, body: '<p>Bad gateway</p>' }

test.each<[string, Reply, string]>([
  ['an error', json({ error: 'internal', message: 'x' }), 'upstream_error'],
  ['an error and data null', json({ errors: [{ message: 'x' }], data: null }), 'upstream_error'],
  ['an error and no rooms', json({ error: 'internal', data: {} }), 'upstream_error'],
  ['a message', json({ message: 'x' }), 'upstream_error'],
  ['a status of 500', json({ statusCode: 500 }), 'upstream_error'],
  ['a status of 504', json({ status: 504, error: 'x' }), 'upstream_timeout'],
  ['a status of 403', json({ code: 'FORBIDDEN', data: null }), 'forbidden'],
  ['a status of 429', json({ statusCode: 429 }), 'rate_limited'],
  ['an error in data', json({ data: { error: 'internal' } }), 'upstream_error'],
  ['a list of errors', json({ data: [{ error: 'internal' }] }), 'upstream_error'],
  ['a string', json({ data: 'text' }), 'upstream_invalid'],
  ['no data field', json({ result: counts.data }), 'upstream_invalid'],
  ['a nested response', json({ data: counts }), 'upstream_invalid'],
  ['HTML', html, 'upstream_invalid'],
  ['HTML declared as JSON', { ...json({}), body: '<p></p>' }, 'upstream_invalid'],
])(
  'rejects a report with status 200 and %s, for the page and for displays',
  async (_, reply, code) => {
    const { butlr, browser, screen, clock } = await start()
    butlr.reply = reply
    expect(await readProblemCode(await browser.report())).toBe(code)
    expect(await readProblemCode(await browser.post('/api/v3/reporting', history))).toBe(code)
    expect(await readProblemCode(await screen.get('/api/display/readings'))).toBe(code)
    expect(await (await browser.get('/api/session')).json()).toMatchObject({ signedIn: true })
    clock.now += 10_000
    butlr.reply = json({ ...counts, error: null })
    expect(await (await browser.report()).json()).toEqual(counts)
    expect(await bodyOf(await screen.get('/api/display/readings'))).toMatchObject(counts)
  },
)

test.each([
  { data: null, errors: unauthenticated },
  { statusCode: 401, message: 'Unauthorized' },
  { error: 'UNAUTHENTICATED' },
])('treats a report with status 200 and the body %j as a rejected token', async (body) => {
  const { butlr, browser, screen, clock, logins } = await start()
  expect((await screen.get('/api/display/readings')).status).toBe(200)
  butlr.reply = json(body)
  clock.now += 10_000
  const before = logins()
  expect(await readProblemCode(await screen.get('/api/display/readings'))).toBe('no_account')
  // The gateway renewed its own account's token once.
  expect(logins()).toBe(before + 1)
  expect(await readProblemCode(await browser.report())).toBe('signed_out')
})

test('renews the token of API credentials when the body of a response with status 200 rejects it', async () => {
  const refused = json({ data: null, errors: unauthenticated })
  const { browser } = await startGateway(
    answerWithLogins(({ headers }) =>
      headers.authorization === 'Bearer token-canary-2' ? json(counts) : refused,
    ),
  )
  await browser.signInClient()
  expect(await (await browser.report()).json()).toEqual(counts)
})

test('marks a report with counts and an error as incomplete and drops the error', async () => {
  const { butlr, browser, screen, clock } = await start()
  for (const body of [
    { ...counts, errors: [{ message: 'canary' }] },
    { data: { ...counts.data, error: 'canary' } },
  ]) {
    butlr.reply = json(body)
    clock.now += 10_000
    expect(await (await browser.report()).json()).toEqual({ ...counts, incomplete: true })
    const answer = await (await screen.get('/api/display/readings')).json()
    expect(answer).toMatchObject({ ...counts, incomplete: true })
    expect(JSON.stringify(answer)).not.toContain('canary')
  }
  butlr.reply = json(counts)
  clock.now += 10_000
  expect(await (await screen.get('/api/display/readings')).json()).not.toHaveProperty('incomplete')
})

test('does not treat a room as empty if it contains an error instead of sensors', async () => {
  const { butlr, screen } = await start()
  const error = { error: 'timed out' }
  butlr.reply = json({ data: { ...counts.data, room_2: error, room_3: error } })
  const { data } = await bodyOf(await screen.get('/api/display/readings'))
  expect(data).toEqual({ ...counts.data, room_2: { error: null }, room_3: { error: null } })
})

test.each([
  ['a top-level error', { error: 'internal', data: { sites: null } }, 'upstream_error'],
  ['errors and no sites', { errors: [{ message: 'x' }], data: { sites: { data: [] } } }],
  ['errors that are not a list', { errors: { message: 'x' }, data: null }],
  ['a message', { message: 'x' }],
])(
  'rejects a topology response with status 200 and %s',
  async (_, body, code = 'upstream_error') => {
    const { browser } = await startGateway(answerWithLogins(() => json(body)))
    await browser.signInPerson()
    const answer = await browser.post('/api/v3/graphql', { document: 'places' })
    expect(await readProblemCode(answer)).toBe(code)
  },
)

test.each([{ statusCode: 401 }, { error: 'UNAUTHENTICATED', data: null }])(
  'treats a topology response with status 200 and the body %j as a rejected token',
  async (body) => {
    const { browser } = await startGateway(answerWithLogins(() => json(body)))
    await browser.signInPerson()
    const answer = await browser.post('/api/v3/graphql', { document: 'places' })
    expect(await readProblemCode(answer)).toBe('signed_out')
  },
)

test.each([
  [{ statusCode: 401, message: 'Unauthorized' }, 'wrong_credentials'],
  [{ error: 'invalid_grant', error_description: 'Wrong email or password.' }, 'wrong_credentials'],
  [{ statusCode: 500 }, 'upstream_error'],
  [{ error: 'Wrong email or password.' }, 'upstream_error'],
])('treats a sign-in with status 200 and the body %j as failed with %s', async (body, code) => {
  const { browser } = await startGateway(() => json(body))
  const response = await browser.signInPerson()
  expect(await readProblemCode(response)).toBe(code)
  expect(response.headers.getSetCookie()).toEqual([])
})

test('limits password guesses when Butlr rejects them with status 200', async () => {
  const { browser } = await startGateway(() => json({ error: 'Wrong email or password.' }))
  const codes = []
  for (let attempt = 0; attempt < 30; attempt += 1) {
    codes.push(await readProblemCode(await browser.signInPerson()))
  }
  expect(codes).toContain('too_many_attempts')
})
