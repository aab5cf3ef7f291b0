import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { request } from '#src/api/request.ts'
import { SessionState, type ClientLogin, type Identity, type PasswordLogin } from './contract.ts'
import type { Credentials } from './credentials.ts'

/** The session as the page knows it: what the gateway says, and whose session ended while the page was open. */
export type Session = SessionState & {
  /** Set when a session ended by itself; its last view then stays behind the sign-in card. */
  ended: Identity | null
}

const sessionKey = ['session'] as const

/** Who is signed in. Asked once; afterwards sign-in, sign-out and an explicit "signed out" change it. */
export function sessionQuery() {
  return queryOptions({
    queryKey: sessionKey,
    queryFn: async ({ signal }): Promise<Session> => {
      const { data } = await request({
        method: 'GET',
        path: '/api/session',
        schema: SessionState,
        signal,
      })
      return { ...data, ended: null }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    // Until the gateway has answered once there is nothing to show; then it is not asked again.
    refetchInterval: (query) => (query.state.data ? false : 3_000),
  })
}

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
  if (ended && !sameIdentity(ended, data.identity)) forgetFigures(client)
  client.setQueryData<Session>(sessionKey, { ...data, ended: null })
  await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
}

/** Signs out and forgets everything that was shown. */
export async function signOut(client: QueryClient): Promise<void> {
  const { data } = await request({ method: 'DELETE', path: '/api/session', schema: SessionState })
  await client.cancelQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
  client.setQueryData<Session>(sessionKey, { ...data, ended: null })
  forgetFigures(client)
}

/** The gateway said that the session is over: the figures stay, the sign-in card comes back over them. */
export function endSession(client: QueryClient): void {
  client.setQueryData<Session>(sessionKey, (session) =>
    session?.signedIn
      ? { signedIn: false, gateway: session.gateway, ended: session.identity }
      : session,
  )
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
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
}

function sameIdentity(a: Identity, b: Identity): boolean {
  return identityName(a) === identityName(b) && a.kind === b.kind
}

/** The name under which somebody is signed in: the email, or the client ID. */
export function identityName(identity: Identity): string {
  return identity.kind === 'password' ? identity.username : identity.clientId
}
