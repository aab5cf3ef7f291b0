import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { SessionEndReason } from '#src/contract/errors.ts'
import { request } from '#src/lib/api/request.ts'
import { SessionState, type Identity } from '#src/contract/session.ts'

/** The session as the page knows it: what the gateway says, and whose session ended while the page was open. */
export type PageSession = SessionState & {
  /** Set when a session ended by itself; its last view then stays behind the sign-in card. */
  endedIdentity: Identity | null
}

export const sessionKey = ['session'] as const

/** Who is signed in. Asked once; afterwards sign-in, sign-out and an explicit "signed out" change it. */
export function sessionQuery() {
  return queryOptions({
    queryKey: sessionKey,
    queryFn: async ({ signal }): Promise<PageSession> => {
      const { data } = await request({
        method: 'GET',
        path: '/api/session',
        schema: SessionState,
        signal,
      })
      return { ...data, endedIdentity: null }
    },
    gcTime: Number.POSITIVE_INFINITY,
    // Until the gateway has answered once there is nothing to show; then it is not asked again.
    meta: { every: 3_000, once: Boolean },
  })
}

/**
 * The gateway said that the session is over: the last view stays, and the sign-in card comes back over it. With a `reason`
 * it is a view of another building, and the demo credentials may not hold any more: neither stays.
 */
export function endSession(client: QueryClient, reason?: SessionEndReason): void {
  client.setQueryData<PageSession>(sessionKey, (session) => {
    if (!session?.signedIn) return session
    const { gateway, identity } = session
    return reason === undefined
      ? { signedIn: false, gateway, endedIdentity: identity }
      : { signedIn: false, gateway: { ...gateway, demo: null }, endedIdentity: null, reason }
  })
}

/** The name under which somebody is signed in: the email, or the client ID. */
export function identityName(identity: Identity): string {
  return identity.kind === 'password' ? identity.username : identity.clientId
}
