import { expect, test } from 'vitest'
import { HttpError, type SessionEndReason } from '#src/contract/errors.ts'
import { sessionKey } from '#src/data/session/queries.ts'
import { createQueryClient } from './query-client.ts'

const demo = { username: 'demo', password: 'demo', clientId: 'demo', clientSecret: 'demo' }
const gateway = { pollSeconds: 5, demo }
const identity = { kind: 'password', username: 'ines@example.com' } as const

/** Returns the page's session state after a response with status 401 has ended the session. */
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

test('keeps the identity of the ended session, so that the last view can stay visible', async () => {
  expect(await sessionAfter(undefined)).toEqual({
    signedIn: false,
    gateway,
    endedIdentity: identity,
  })
})

test('keeps the reason, but neither identity nor demo credentials, when a session ends because the upstream changed', async () => {
  expect(await sessionAfter('upstream_changed')).toEqual({
    signedIn: false,
    gateway: { pollSeconds: 5, demo: null },
    endedIdentity: null,
    reason: 'upstream_changed',
  })
})
