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
  // However long Butlr says, a token is used for a day.
  [24 * 3_600, 24 * 3_600 - 300],
])(
  'a token of %i s is renewed after %d s: five minutes or a quarter before its end',
  async (life, renew) => {
    const login = { username: 'ada', password: 'x' }
    expect(await signInPerson(butlr(life), login, askedAt, signal)).toEqual({
      kind: 'password',
      id: expect.stringMatching(/^[\w-]{22}$/),
      username: 'ada',
      token: 'token',
      tokenUntil: askedAt + life * 1_000,
      renewAt: askedAt + renew * 1_000,
    })
  },
)

test.each([24 * 3_600 + 1, 365 * 24 * 3_600, 1e12])(
  'a token that claims to live for %d s is used for a day',
  async (life) => {
    const login = { username: 'ada', password: 'x' }
    expect(await signInPerson(butlr(life), login, askedAt, signal)).toMatchObject({
      tokenUntil: askedAt + 24 * 3_600_000,
      renewAt: askedAt + (24 * 3_600 - 300) * 1_000,
    })
  },
)

test('a session of API credentials keeps what it needs to renew itself, for thirty days without use and ninety in all', async () => {
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
    latestEnd: Date.parse('2026-05-31T09:00:00Z'),
  })
})
