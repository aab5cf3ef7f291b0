import { expect, test } from 'vitest'
import { signInClient, signInPerson } from './sign-in.ts'

const askedAt = Date.parse('2026-03-02T09:00:00Z')
const { signal } = new AbortController()
const butlr = (expiresIn: number) => async () => ({ access_token: 'token', expires_in: expiresIn })

test.each([
  [3_666, 3_366],
  [1_200, 900],
  [1_000, 750],
  [60, 45],
  [1, 0.75],
])(
  'a token of %i s is renewed after %d s: five minutes or a quarter before its end',
  async (life, renew) => {
    const login = { username: 'ada', password: 'x' }
    expect(await signInPerson(butlr(life), login, askedAt, signal)).toEqual({
      kind: 'password',
      username: 'ada',
      token: 'token',
      tokenUntil: askedAt + life * 1_000,
      renewAt: askedAt + renew * 1_000,
    })
  },
)

test('a session of API credentials keeps what it needs to renew itself, for thirty days', async () => {
  const login = {
    client_id: 'client_ada',
    client_secret: 'secret',
    audience: 'https://butlrauth/',
    grant_type: 'client_credentials',
  } as const
  const attempt = { attempt: true }
  expect(await signInClient(butlr(1_000), login, askedAt, signal, attempt)).toMatchObject({
    kind: 'client',
    clientId: 'client_ada',
    clientSecret: 'secret',
    endsAt: Date.parse('2026-04-01T09:00:00Z'),
  })
})
