import type { Query, QueryClient } from '@tanstack/react-query'
import { refetchNow } from '#src/lib/query-polling.ts'
import { request } from '#src/lib/api/request.ts'
import {
  SessionState,
  type ClientLogin,
  type Identity,
  type PasswordLogin,
} from '#src/contract/session.ts'
import { broadcastIdentity, identityName } from '#src/data/session/identity.ts'
import { sessionKey, type PageSession } from '#src/data/session/queries.ts'
import { HttpError, NetworkError, TimeoutError } from '#src/contract/errors.ts'
import * as text from '#messages/sign-in.ts'

/** Sign-in credentials. They exist only in the form and in one request. */
export type Credentials =
  | { kind: 'password'; username: string; password: string }
  | { kind: 'client'; clientId: string; clientSecret: string }

/** The gateway started a session, but the browser did not store its cookie. */
export class SessionNotKeptError extends Error {
  override readonly name = 'SessionNotKeptError'
}

/**
 * Signs in through the API's own login paths; the gateway stores the tokens. Then requests the session to check that
 * the browser has kept the cookie. Safari silently drops it on `http://localhost`, and the sign-in card would reappear
 * without an error. Removes the data of any other user before it publishes the new session.
 *
 * @throws the errors of `request`, usually HttpError with the code `wrong_credentials`; SessionNotKeptError if the
 *   browser did not store the cookie
 */
export async function signIn(client: QueryClient, credentials: Credentials): Promise<void> {
  // A response to the previous session could replace the new session's cookie.
  await client.cancelQueries({ predicate: isBuildingData })
  await request({ ...loginRequest(credentials), method: 'POST', schema: SessionState })
  const { data } = await request({ method: 'GET', path: '/api/session', schema: SessionState })
  if (!data.signedIn) throw new SessionNotKeptError()
  const ended = client.getQueryData<PageSession>(sessionKey)?.endedIdentity ?? null
  if (!ended || !isSameIdentity(ended, data.identity)) removeBuildingData(client)
  client.setQueryData<PageSession>(sessionKey, { ...data, endedIdentity: null })
  broadcastIdentity(data.identity)
  // Removes inactive queries, which may have failed without a session. They load again when they are shown.
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

/** The messages of a failed sign-in: beside the name (email or client ID), beside the secret, or for the whole form. */
export type SignInFailure = { name?: string; secret?: string; form?: string }

/** Returns the messages for missing and invalid fields; null if there are none. */
export function findInvalidFields(credentials: Credentials): SignInFailure | null {
  const failure: SignInFailure = {}
  if (credentials.kind === 'password') {
    if (credentials.username === '') failure.name = text.emailMissing
    else if (!/^\S+@\S+$/.test(credentials.username)) failure.name = text.emailInvalid
    if (credentials.password === '') failure.secret = text.passwordMissing
  } else {
    if (credentials.clientId === '') failure.name = text.clientIdMissing
    if (credentials.clientSecret === '') failure.secret = text.clientSecretMissing
  }
  return failure.name === undefined && failure.secret === undefined ? null : failure
}

/** Returns the message for a failed sign-in and its position in the form. */
export function toSignInFailure(error: unknown, kind: Credentials['kind']): SignInFailure {
  if (error instanceof HttpError && error.details?.code === 'wrong_credentials') {
    return { secret: kind === 'password' ? text.wrongPassword : text.wrongSecret }
  }
  return { form: formMessage(error) }
}

function formMessage(error: unknown): string {
  if (error instanceof SessionNotKeptError) return text.cookieBlocked
  if (error instanceof TimeoutError || error instanceof NetworkError) return text.serverUnreachable
  if (!(error instanceof HttpError) || !error.details) return text.proxyResponded
  switch (error.details.code) {
    case 'too_many_attempts':
      return text.tooManyAttempts(error.retryAfterMs)
    case 'rate_limited':
      return text.rateLimited(error.retryAfterMs)
    case 'insecure_transport':
      return text.insecureTransport
    case 'upstream_unreachable':
    case 'upstream_timeout':
      return text.butlrUnreachable
    case 'upstream_error':
    case 'upstream_invalid':
      return text.butlrFailed
    case 'forbidden':
      return text.butlrDenied
    case 'not_allowed':
      return text.noAccess
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
    case 'history_unavailable':
    case 'too_large':
    case 'busy':
    case 'internal':
      return text.serverRefused
  }
}
