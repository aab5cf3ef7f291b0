import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createSimulator } from '#server/simulator/create-simulator.ts'
import { createTestClient, tuesdayMorning, tutorialRequest } from '#server/simulator/test-client.ts'

const user = { username: 'demo@headroom.example', password: 'demo' }
const client = {
  client_id: 'demo-client',
  client_secret: 'demo-secret',
  audience: 'https://butlrauth/',
  grant_type: 'client_credentials',
}
const Tokens = v.looseObject({
  access_token: v.string(),
  expires_in: v.number(),
  token_type: v.literal('Bearer'),
})

function start(seed = 'headroom') {
  let time = tuesdayMorning
  const { send } = createTestClient(createSimulator({ seed, now: () => time, expiresIn: 60 }))
  return {
    send: (path: string, body: unknown) =>
      send(path, typeof body === 'string' ? body : JSON.stringify(body)),
    ask: async (token: string) =>
      (await send('/api/v3/reporting', tutorialRequest, { Authorization: `Bearer ${token}` }))
        .status,
    pass: (seconds: number) => {
      time += seconds * 1000
    },
  }
}

async function tokenFrom({ send }: ReturnType<typeof start>): Promise<string> {
  return v.parse(Tokens, await (await send('/api/v2/login', user)).json()).access_token
}

const clientFields = ['access_token', 'expires_in', 'scope', 'token_type']

test('returns the six documented fields for a user login and four for a client login', async () => {
  const { send } = start()
  const forUser = v.parse(Tokens, await (await send('/api/v2/login', user)).json())
  expect(Object.keys(forUser).sort()).toEqual([...clientFields, 'id_token', 'refresh_token'].sort())
  expect(forUser.access_token.split('.')).toHaveLength(3)
  expect(forUser.expires_in).toBe(60)
  const forClient = v.parse(Tokens, await (await send('/api/v2/clients/login', client)).json())
  expect(Object.keys(forClient).sort()).toEqual(clientFields)
})

test.each([
  ['/api/v2/login', { ...user, password: 'wrong' }, 401],
  ['/api/v2/login', { username: 'demo@headroom.example' }, 400],
  ['/api/v2/login', '{', 400],
  ['/api/v2/clients/login', { ...client, client_secret: 'wrong' }, 401],
  ['/api/v2/clients/login', { ...client, grant_type: 'password' }, 400],
])('%s rejects the invalid login %j with status %i', async (path, body, status) => {
  const response = await start().send(path, body)
  expect(response.status).toBe(status)
  expect(
    Object.keys(v.parse(v.record(v.string(), v.string()), await response.json())).sort(),
  ).toEqual(['code', 'error'])
})

test('accepts a token until it expires', async () => {
  const simulator = start()
  const token = await tokenFrom(simulator)
  expect(await simulator.ask(token)).toBe(200)
  simulator.pass(59)
  expect(await simulator.ask(token)).toBe(200)
  simulator.pass(1)
  expect(await simulator.ask(token)).toBe(401)
})

test('rejects a missing token, a forged token and a token with a changed expiry', async () => {
  const simulator = start()
  const [header = '', , signature = ''] = (await tokenFrom(simulator)).split('.')
  const prolonged = Buffer.from(JSON.stringify({ sub: 'user', exp: 9_999_999_999 })).toString(
    'base64url',
  )
  for (const token of ['', 'x', 'a.b.c', `${header}.${prolonged}.${signature}`]) {
    expect(await simulator.ask(token)).toBe(401)
  }
})

test('rejects refresh and ID tokens', async () => {
  const simulator = start()
  const Answer = v.object({ refresh_token: v.string(), id_token: v.string() })
  const tokens = v.parse(Answer, await (await simulator.send('/api/v2/login', user)).json())
  expect(await simulator.ask(tokens.refresh_token)).toBe(401)
  expect(await simulator.ask(tokens.id_token)).toBe(401)
})

test('accepts tokens from a previous run only if it had the same seed', async () => {
  const token = await tokenFrom(start())
  expect(await start().ask(token)).toBe(200)
  expect(await start('other').ask(token)).toBe(401)
})
