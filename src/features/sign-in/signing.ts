import type { Query, QueryClient } from '@tanstack/react-query'
import { refresh } from '#src/lib/pacing.ts'
import { request } from '#src/lib/api/request.ts'
import {
  SessionState,
  type ClientLogin,
  type Identity,
  type PasswordLogin,
} from '#src/contract/session.ts'
import type { Credentials } from './credentials.ts'
import { tellOtherTabs } from '#src/data/session/other-tabs.ts'
import { identityName, sessionKey, type Session } from '#src/data/session/queries.ts'

/** The gateway opened a session, and the browser did not keep its cookie. */
export class SessionNotKept extends Error {
  override name = 'SessionNotKept' as const
}

/**
 * Signs in on the API's own paths; the gateway keeps the tokens. What another person saw is forgotten first.
 * The session is asked for afterwards: a browser may drop its cookie without a word (Safari does on
 * `http://localhost`), and going round in circles would be the alternative.
 *
 * @throws the errors of `request`, of which `wrong_credentials` is the usual one; SessionNotKept
 */
export async function signIn(client: QueryClient, credentials: Credentials): Promise<void> {
  await request({ ...loginCall(credentials), method: 'POST', schema: SessionState })
  const { data } = await request({ method: 'GET', path: '/api/session', schema: SessionState })
  if (!data.signedIn) throw new SessionNotKept()
  const ended = client.getQueryData<Session>(sessionKey)?.ended ?? null
  if (!ended || !sameIdentity(ended, data.identity)) forgetFigures(client)
  client.setQueryData<Session>(sessionKey, { ...data, ended: null })
  tellOtherTabs(data.identity)
  // What is not shown may have failed for want of a session; it is asked for when it is shown again.
  client.removeQueries({ type: 'inactive', predicate: isFigure })
  await refresh(client, { predicate: isFigure })
}

/** Signs out and forgets everything that was shown. */
export async function signOut(client: QueryClient): Promise<void> {
  const { data } = await request({ method: 'DELETE', path: '/api/session', schema: SessionState })
  tellOtherTabs(null)
  await client.cancelQueries({ predicate: isFigure })
  client.setQueryData<Session>(sessionKey, { ...data, ended: null })
  forgetFigures(client)
}

function loginCall(credentials: Credentials) {
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

function forgetFigures(client: QueryClient): void {
  client.removeQueries({ predicate: isFigure })
}

function isFigure({ queryKey }: Query): boolean {
  return queryKey[0] !== sessionKey[0]
}

function sameIdentity(a: Identity, b: Identity): boolean {
  return identityName(a) === identityName(b) && a.kind === b.kind
}
