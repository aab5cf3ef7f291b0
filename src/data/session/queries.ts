import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { SessionEndReason } from '#src/contract/errors.ts'
import { request } from '#src/lib/api/request.ts'
import { SessionState, type Identity } from '#src/contract/session.ts'

/** The gateway's session state, and the identity whose session ended while the page was open. */
export type PageSession = SessionState & {
  /**
   * Set if the session ended without a sign-out. The last view then stays visible behind the sign-in card. Null
   * otherwise.
   */
  endedIdentity: Identity | null
}

export const sessionKey = ['session'] as const

/** Query for the session. It is requested once, and then updated by sign-ins, sign-outs and `signed_out` responses. */
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
    // The page needs one response before it can show anything, and no further responses.
    meta: { every: 3_000, once: Boolean },
  })
}

/**
 * Ends the session after the gateway reported its end. The last view stays visible behind the sign-in card. If there is
 * a `reason`, the view shows data from another upstream and the demo credentials may be invalid, so both are removed.
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

let channel: BroadcastChannel | undefined

/** Returns the channel on which tabs broadcast account changes, because all tabs share one session cookie. */
export const identityChannel = () => (channel ??= new BroadcastChannel('session'))

/**
 * Reloads the page when another tab changes the account. Otherwise, the page would mix data of both accounts, because
 * its requests use the new account's cookie.
 */
export function reloadOnIdentityChange(client: QueryClient): () => void {
  function reloadIfChanged({ data }: MessageEvent<string>): void {
    const session = client.getQueryData<PageSession>(sessionKey)
    const shown = session?.signedIn ? session.identity : session?.endedIdentity
    if (shown && JSON.stringify(shown) !== data) location.reload()
  }
  identityChannel().addEventListener('message', reloadIfChanged)
  return () => identityChannel().removeEventListener('message', reloadIfChanged)
}
