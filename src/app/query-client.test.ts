import { expect, test } from 'vitest'
import { HttpError, type SessionEndReason } from '#src/contract/errors.ts'
import { sessionKey } from '#src/data/session/queries.ts'
import { createQueryClient } from './query-client.ts'

const demo = { username: 'demo', password: 'demo', clientId: 'demo', clientSecret: 'demo' }
const gateway = { pollSeconds: 5, demo }
const identity = { kind: 'password', username: 'ines@example.com' } as const

/** What the page knows of its session after an answer has ended it. */
async function sessionAfter(reason: SessionEndReason | undefined) {
  const client = createQueryClient()
  client.setQueryData(sessionKey, {
    signedIn: true,
    identity,
    until: null,
    gateway,
    endedIdentity: null,
  })
  const problem = { code: 'signed_out', message: 'x', reason } as const
  const queryFn = () => Promise.reject(new HttpError('GET', 401, problem, null))
  await expect(client.query({ queryKey: ['anything'], queryFn })).rejects.toThrow('401')
  return client.getQueryData(sessionKey)
}

test('a session that ends keeps the last view for the same person', async () => {
  expect(await sessionAfter(undefined)).toEqual({
    signedIn: false,
    gateway,
    endedIdentity: identity,
  })
})

test('a session that ends with another upstream keeps nothing but the reason', async () => {
  expect(await sessionAfter('upstream_changed')).toEqual({
    signedIn: false,
    gateway: { pollSeconds: 5, demo: null },
    endedIdentity: null,
    reason: 'upstream_changed',
  })
})
