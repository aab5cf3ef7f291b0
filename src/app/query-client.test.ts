import { expect, test } from 'vitest'
import { HttpError } from '#src/api/errors.ts'
import { sessionKey } from '#src/session/queries.ts'
import { createQueryClient } from './query-client.ts'

const gateway = { pollSeconds: 5, demo: null }
const identity = { kind: 'password', username: 'ines@example.com' } as const

test.each([undefined, 'upstream_changed' as const])(
  'an answer that ends the session says why (%s), and the page keeps it',
  async (reason) => {
    const client = createQueryClient()
    client.setQueryData(sessionKey, { signedIn: true, identity, until: null, gateway, ended: null })
    const problem = { code: 'signed_out', message: 'x', reason } as const
    const queryFn = () => Promise.reject(new HttpError('GET', 401, problem, null))
    await expect(client.query({ queryKey: ['anything'], queryFn })).rejects.toThrow('401')
    expect(client.getQueryData(sessionKey)).toEqual({
      signedIn: false,
      gateway,
      ended: identity,
      reason,
    })
  },
)
