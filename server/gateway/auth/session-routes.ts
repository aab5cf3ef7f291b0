import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { findBodyError } from '#src/contract/body-error.ts'
import { ClientLogin, PasswordLogin, type GatewayInfo } from '#src/contract/session.ts'
import { retryAfterKey } from '#server/gateway/butlr/retry-after.ts'
import {
  ButlrError,
  isUnauthorized,
  toGatewayError,
  fromBodyError,
} from '#server/gateway/butlr/butlr-error.ts'
import type { ButlrClient } from '#server/gateway/butlr/butlr-client.ts'
import {
  clientSessionIdleMs,
  maxClientSessionMs,
  type ClientSession,
  type Grant,
  type Session,
  toSessionState,
} from './session.ts'
import { Hono, type Context } from 'hono'
import type { ErrorCode } from '#src/contract/errors.ts'
import type { Audit } from '#server/gateway/audit/audit.ts'
import { readJsonBody } from '#server/gateway/http/json-body.ts'
import type { DeviceCookie, LoginLimits } from './login-limits.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { requestSignal } from './with-session.ts'
import type { TokenRenewal } from './token-renewal.ts'
import { clientAddress, type GatewayEnv } from '#server/gateway/http/request-log.ts'
import { secureTransport } from '#server/gateway/http/security-middleware.ts'
import type { Sessions } from './sessions.ts'

/** The fields that Headroom uses from the sign-in response for a person or a client; `expires_in` is in seconds. */
const TokenResponse = v.object({
  // Only printable ASCII is accepted, because the token is sent in a header.
  access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/), v.maxLength(16_384)),
  expires_in: v.pipe(v.number(), v.finite(), v.minValue(1)),
})

/**
 * Butlr documents token lifetimes of 1,000 to 3,666 seconds. Headroom uses a token for at most one day, so that a
 * session, or a copy of its cookie, cannot stay valid for months without a sign-in.
 */
const maxTokenSeconds = 24 * 3_600
/** Maximum time between the renewal of a token and its expiry. */
const maxMarginSeconds = 300
/** The same maximum as a share of the token's lifetime; it applies to short lifetimes. */
const marginShare = 0.25

/**
 * Returns the token of a sign-in response and the time to renew it: five minutes before expiry, or after three quarters
 * of a short lifetime. Counts the lifetime from the request (`askedAt`, in Unix milliseconds), so that a slow response
 * does not extend it.
 */
function toGrant(answer: unknown, askedAt: number): Grant {
  const parsed = v.safeParse(TokenResponse, answer)
  if (!parsed.success) {
    const error = findBodyError(answer)
    throw error === null ? new ButlrError('unreadable') : fromBodyError(error)
  }
  const { access_token: token, expires_in } = parsed.output
  const seconds = Math.min(expires_in, maxTokenSeconds)
  const margin = Math.min(maxMarginSeconds, seconds * marginShare)
  return {
    token,
    tokenUntil: askedAt + seconds * 1_000,
    renewAt: askedAt + (seconds - margin) * 1_000,
  }
}

/**
 * Signs in a person (docs/butlr-api.md). Throws `ButlrError`.
 *
 * @param now Unix milliseconds
 */
export async function signInPerson(
  butlr: ButlrClient,
  login: PasswordLogin,
  now: number,
  signal: AbortSignal,
): Promise<Session> {
  const { username, password } = login
  const body = { username, password }
  const account = retryAfterKey('password', username)
  const answer = await butlr({ path: '/api/v2/login', body, account, attempt: true, signal })
  return { kind: 'password', id: createSessionId(), username, ...toGrant(answer, now) }
}

/**
 * Signs in with API credentials (docs/butlr-api.md). Throws `ButlrError`.
 *
 * @param now Unix milliseconds
 * @param attempt whether the credentials come from the sign-in form; false if they come from a session or from the
 *   configuration
 */
export async function signInClient(
  butlr: ButlrClient,
  login: ClientLogin,
  now: number,
  signal: AbortSignal,
  { attempt }: { attempt: boolean },
): Promise<ClientSession> {
  const { client_id, client_secret, audience, grant_type } = login
  const body = { client_id, client_secret, audience, grant_type }
  const account = retryAfterKey('client', client_id)
  const answer = await butlr({ path: '/api/v2/clients/login', body, account, attempt, signal })
  return {
    kind: 'client',
    id: createSessionId(),
    clientId: client_id,
    clientSecret: client_secret,
    endsAt: now + clientSessionIdleMs,
    latestEnd: now + maxClientSessionMs,
    ...toGrant(answer, now),
  }
}

/** Returns 128 random bits, so that session IDs cannot be guessed. */
function createSessionId(): string {
  return randomBytes(16).toString('base64url')
}

type SessionRoutesDeps = {
  butlr: ButlrClient
  sessions: Sessions
  renewal: TokenRenewal
  limits: LoginLimits
  device: DeviceCookie
  audit: Audit
  facts: GatewayInfo
  now: () => number
}

/**
 * Creates the routes for sign-in (at the same paths as in the Butlr API), session state and sign-out. No response
 * contains a token.
 */
export function createSessionRoutes(parts: SessionRoutesDeps): Hono<GatewayEnv> {
  const { butlr, sessions, facts, now, audit } = parts
  const routes = new Hono<GatewayEnv>()

  routes.post('/api/v2/login', secureTransport(), async (c) => {
    const login = await readJsonBody(c, PasswordLogin)
    return signIn(c, parts, { kind: 'person', name: login.username }, (signal) =>
      signInPerson(butlr, login, now(), signal),
    )
  })
  routes.post('/api/v2/clients/login', secureTransport(), async (c) => {
    const login = await readJsonBody(c, ClientLogin)
    return signIn(c, parts, { kind: 'client', name: login.client_id }, (signal) =>
      signInClient(butlr, login, now(), signal, { attempt: true }),
    )
  })
  routes.get('/api/session', async (c) => {
    const opened = await sessions.open(c, 'read')
    if (opened.session !== null) return c.json(toSessionState(opened.session, facts))
    sessions.clear(c)
    return c.json(toSessionState(null, facts, opened.reason))
  })
  routes.delete('/api/session', async (c) => {
    const { session } = await sessions.open(c, 'read')
    sessions.clear(c)
    if (session !== null) {
      await sessions.end(session)
      audit.session(c, session, 'sign-out')
    }
    return c.json(toSessionState(null, facts))
  })
  return routes
}

async function signIn(
  c: Context<GatewayEnv>,
  parts: SessionRoutesDeps,
  { kind, name }: { kind: 'person' | 'client'; name: string },
  ask: (signal: AbortSignal) => Promise<Session>,
): Promise<Response> {
  try {
    const response = await attemptSignIn(c, parts, `${kind} ${name}`, ask)
    parts.audit.signIn(c, name, { event: 'sign-in.accepted' })
    return response
  } catch (error) {
    const problem = error instanceof GatewayError ? error.code : 'internal'
    parts.audit.signIn(c, name, { event: signInAuditEvent(problem), problem })
    throw error
  }
}

function signInAuditEvent(problem: ErrorCode) {
  if (problem === 'too_many_attempts') return 'sign-in.limited'
  const isRefused = problem === 'wrong_credentials' || problem === 'not_allowed'
  return isRefused ? 'sign-in.refused' : 'sign-in.failed'
}

async function attemptSignIn(
  c: Context<GatewayEnv>,
  { sessions, renewal, limits, device, facts }: SessionRoutesDeps,
  account: string,
  ask: (signal: AbortSignal) => Promise<Session>,
): Promise<Response> {
  const address = clientAddress(c)
  const attempt = { account, address, device: await device.read(c, account) }
  await limits.consume(attempt)
  try {
    const session = await ask(requestSignal(c))
    await limits.recordSuccess(attempt)
    renewal.storeGrant(session)
    await sessions.write(c, session)
    await device.remember(c, account)
    return c.json(toSessionState(session, facts))
  } catch (error) {
    if (!(error instanceof ButlrError)) throw error
    // 400 also means wrong credentials: the gateway has validated the body, so only the credentials can be invalid.
    if (isUnauthorized(error) || error.status === 400) throw new GatewayError('wrong_credentials')
    if (!countsAsAttempt(error)) await limits.refund(attempt)
    throw toGatewayError(error)
  }
}

/**
 * Returns whether a failed sign-in counts as an attempt. Any 4xx except 429 may mean wrong credentials, as may an error
 * in a response with status 200. Butlr may also have evaluated a request that the client aborted. If these attempts
 * were refunded, a client could guess without a limit.
 */
function countsAsAttempt({ reason, status = 0 }: ButlrError): boolean {
  if (reason === 'abandoned') return true
  if (reason !== 'status') return false
  return status === 200 || (status >= 400 && status < 500 && status !== 429)
}
