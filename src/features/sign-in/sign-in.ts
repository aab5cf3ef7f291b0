import type { Query, QueryClient } from '@tanstack/react-query'
import { refetchNow } from '#src/lib/query-polling.ts'
import { request } from '#src/lib/api/request.ts'
import {
  SessionState,
  type ClientLogin,
  type Identity,
  type PasswordLogin,
} from '#src/contract/session.ts'
import { broadcastIdentity } from '#src/data/session/tab-sync.ts'
import { identityName, sessionKey, type PageSession } from '#src/data/session/queries.ts'
import { HttpError, NetworkError, TimeoutError } from '#src/contract/errors.ts'

/** Sign-in credentials. They exist only in the form and in one request. */
export type Credentials =
  | { kind: 'password'; username: string; password: string }
  | { kind: 'client'; clientId: string; clientSecret: string }

/** The gateway started a session, but the browser did not store its cookie. */
export class SessionNotKeptError extends Error {
  override readonly name = 'SessionNotKeptError'
}

/**
 * Signs in through the API's own login paths; the gateway stores the tokens. Then requests the session, because a
 * browser may silently drop the cookie (Safari does on `http://localhost`) and the sign-in card would appear again and
 * again. Removes the data of any other user before it publishes the new session.
 *
 * @throws the errors of `request`, usually `wrong_credentials`; SessionNotKeptError
 */
export async function signIn(client: QueryClient, credentials: Credentials): Promise<void> {
  await request({ ...loginRequest(credentials), method: 'POST', schema: SessionState })
  const { data } = await request({ method: 'GET', path: '/api/session', schema: SessionState })
  if (!data.signedIn) throw new SessionNotKeptError()
  const ended = client.getQueryData<PageSession>(sessionKey)?.endedIdentity ?? null
  if (!ended || !isSameIdentity(ended, data.identity)) removeBuildingData(client)
  client.setQueryData<PageSession>(sessionKey, { ...data, endedIdentity: null })
  broadcastIdentity(data.identity)
  // Inactive queries may have failed without a session; they load again when shown.
  client.removeQueries({ type: 'inactive', predicate: isBuildingData })
  await refetchNow(client, { predicate: isBuildingData })
}

/** Signs out and removes all data of the building. */
export async function signOut(client: QueryClient): Promise<void> {
  const { data } = await request({ method: 'DELETE', path: '/api/session', schema: SessionState })
  broadcastIdentity(null)
  await client.cancelQueries({ predicate: isBuildingData })
  client.setQueryData<PageSession>(sessionKey, { ...data, endedIdentity: null })
  removeBuildingData(client)
}

function loginRequest(credentials: Credentials) {
  if (credentials.kind === 'password') {
    const body: PasswordLogin = {
      username: credentials.username,
      password: credentials.password,
    }
    return { path: '/api/v2/login', body } as const
  }
  const body: ClientLogin = {
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    audience: 'https://butlrauth/',
    grant_type: 'client_credentials',
  }
  return { path: '/api/v2/clients/login', body } as const
}

function removeBuildingData(client: QueryClient): void {
  client.removeQueries({ predicate: isBuildingData })
}

function isBuildingData({ queryKey }: Query): boolean {
  return queryKey[0] !== sessionKey[0]
}

function isSameIdentity(a: Identity, b: Identity): boolean {
  return identityName(a) === identityName(b) && a.kind === b.kind
}

/** What went wrong, and where in the form to show it. */
export type SignInFailure = { at: 'secret' | 'form'; message: string }

/** Shown instead of the fields if browsers would drop the session cookie. */
export const insecureTransportMessage =
  'Headroom needs HTTPS to sign you in (except on localhost). Ask your administrator to set up TLS.'

/** Returns the message for a failed sign-in and its position in the form. */
export function toSignInFailure(error: unknown, kind: Credentials['kind']): SignInFailure {
  if (error instanceof HttpError && error.details?.code === 'wrong_credentials') {
    return {
      at: 'secret',
      message:
        kind === 'password'
          ? 'This password does not belong to that email. Check both.'
          : 'This secret does not belong to that client ID. Check that it was copied whole.',
    }
  }
  return { at: 'form', message: formMessage(error) }
}

function formMessage(error: unknown): string {
  if (error instanceof SessionNotKeptError) {
    return 'This browser did not keep the session: its cookies are blocked, or it keeps them on HTTPS only.'
  }
  if (error instanceof TimeoutError || error instanceof NetworkError) {
    return 'Headroom’s server cannot be reached. Check the connection and try again.'
  }
  if (!(error instanceof HttpError) || !error.details) {
    return 'Something between this page and Headroom’s server answered instead of it. Try again.'
  }
  switch (error.details.code) {
    case 'too_many_attempts':
      return `Too many attempts. Try again ${formatWait(error.retryAfterMs)}.`
    case 'rate_limited':
      return `Butlr asks to slow down. Try again ${formatWait(error.retryAfterMs)}.`
    case 'insecure_transport':
      return insecureTransportMessage
    case 'upstream_unreachable':
    case 'upstream_timeout':
      return 'Butlr cannot be reached at the moment. Try again.'
    case 'upstream_error':
    case 'upstream_invalid':
      return 'Butlr does not work properly at the moment. Try again in a while.'
    case 'forbidden':
      return 'Butlr refuses this account. Ask whoever manages it.'
    case 'not_allowed':
      return error.details.message
    case 'invalid_request':
    case 'signed_out':
    case 'wrong_credentials':
    case 'cross_site':
    case 'not_found':
    case 'not_paired':
    case 'display_suspended':
    case 'wrong_code':
    case 'conflict':
    case 'no_account':
    case 'access_unknown':
    case 'store_unreachable':
    case 'too_large':
    case 'busy':
    case 'internal':
      return 'Headroom’s server refused the sign-in. Load the page again and retry.'
  }
}

function formatWait(ms: number | null): string {
  if (ms === null) return 'in a while'
  const minutes = Math.ceil(ms / 60_000)
  return minutes <= 1 ? 'in a minute' : `in ${minutes} minutes`
}
