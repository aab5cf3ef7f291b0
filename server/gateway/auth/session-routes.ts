import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { ClientLogin, PasswordLogin, type GatewayFacts } from '#src/contract/session.ts'
import { accountKey } from '#server/gateway/butlr/retry-after.ts'
import { ButlrFailure, isRefusal, problemOf } from '#server/gateway/butlr/butlr-error.ts'
import type { Butlr } from '#server/gateway/butlr/butlr-client.ts'
import {
  clientSessionMs,
  longestClientSessionMs,
  type ClientSession,
  type Grant,
  type Session,
  sessionState,
} from './session.ts'
import { Hono, type Context } from 'hono'
import type { ProblemCode } from '#src/contract/errors.ts'
import type { Audit } from '#server/gateway/audit/audit.ts'
import { readBody } from '#server/gateway/http/json-body.ts'
import type { DeviceCookie, LoginLimits } from './login-limits.ts'
import { GatewayProblem } from '#server/gateway/http/gateway-error.ts'
import { requestSignal } from './with-session.ts'
import type { Renewal } from './token-renewal.ts'
import { addressOf, type GatewayEnv } from '#server/gateway/http/request-log.ts'
import { secureTransport } from '#server/gateway/http/security-middleware.ts'
import type { Sessions } from './sessions.ts'

/** The part of both sign-in answers that Headroom uses; `expires_in` is in seconds and differs from case to case. */
const TokenAnswer = v.object({
  // Printable ASCII only: it becomes a header.
  access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/), v.maxLength(16_384)),
  expires_in: v.pipe(v.number(), v.finite(), v.minValue(1)),
})

/**
 * Tokens are good for 1,000 to 3,666 seconds in all that Butlr documents. One that claims to live longer is used for a
 * day, so that a session, and a copy of its cookie, never lives for months without anybody signing in.
 */
const longestTokenSeconds = 24 * 3_600
const longestMarginSeconds = 300
const marginShare = 0.25

/**
 * The times of a token asked for at `askedAt` (epoch ms): it is renewed five minutes before its end, or after three
 * quarters of a short life. Counted from the asking, so that a slow answer never lengthens it.
 */
function grantOf(answer: unknown, askedAt: number): Grant {
  const parsed = v.safeParse(TokenAnswer, answer)
  if (!parsed.success) throw new ButlrFailure('unreadable')
  const { access_token: token, expires_in } = parsed.output
  const seconds = Math.min(expires_in, longestTokenSeconds)
  const margin = Math.min(longestMarginSeconds, seconds * marginShare)
  return {
    token,
    tokenUntil: askedAt + seconds * 1_000,
    renewAt: askedAt + (seconds - margin) * 1_000,
  }
}

/** Signs a person in (tutorial, section 1.1). `now` in epoch ms. Throws `ButlrFailure`. */
export async function signInPerson(
  butlr: Butlr,
  login: PasswordLogin,
  now: number,
  signal: AbortSignal,
): Promise<Session> {
  const { username, password } = login
  const body = { username, password }
  const account = accountKey('password', username)
  const answer = await butlr({ path: '/api/v2/login', body, account, attempt: true, signal })
  return { kind: 'password', id: makeSessionId(), username, ...grantOf(answer, now) }
}

/**
 * Signs API credentials in (tutorial, section 1.2). `now` in epoch ms. Throws `ButlrFailure`.
 *
 * @param attempt whether the credentials come from a form, and not from a session that had them accepted before
 */
export async function signInClient(
  butlr: Butlr,
  login: ClientLogin,
  now: number,
  signal: AbortSignal,
  { attempt }: { attempt: boolean },
): Promise<ClientSession> {
  const { client_id, client_secret, audience, grant_type } = login
  const body = { client_id, client_secret, audience, grant_type }
  const account = accountKey('client', client_id)
  const answer = await butlr({ path: '/api/v2/clients/login', body, account, attempt, signal })
  return {
    kind: 'client',
    id: makeSessionId(),
    clientId: client_id,
    clientSecret: client_secret,
    endsAt: now + clientSessionMs,
    latestEnd: now + longestClientSessionMs,
    ...grantOf(answer, now),
  }
}

/** 128 random bits: nobody finds the id of another session. */
function makeSessionId(): string {
  return randomBytes(16).toString('base64url')
}

export type SessionParts = {
  butlr: Butlr
  sessions: Sessions
  renewal: Renewal
  limits: LoginLimits
  device: DeviceCookie
  audit: Audit
  facts: GatewayFacts
  now: () => number
}

/** Sign-in on the API's own paths, and who is signed in. No answer ever holds a token. */
export function createSessionRoutes(parts: SessionParts): Hono<GatewayEnv> {
  const { butlr, sessions, facts, now, audit } = parts
  const routes = new Hono<GatewayEnv>()

  routes.post('/api/v2/login', secureTransport(), async (c) => {
    const login = await readBody(c, PasswordLogin)
    return signIn(c, parts, { kind: 'person', name: login.username }, (signal) =>
      signInPerson(butlr, login, now(), signal),
    )
  })
  routes.post('/api/v2/clients/login', secureTransport(), async (c) => {
    const login = await readBody(c, ClientLogin)
    return signIn(c, parts, { kind: 'client', name: login.client_id }, (signal) =>
      signInClient(butlr, login, now(), signal, { attempt: true }),
    )
  })
  routes.get('/api/session', async (c) => {
    const opened = await sessions.open(c, 'read')
    if (opened.session !== null) return c.json(sessionState(opened.session, facts))
    sessions.clear(c)
    return c.json(sessionState(null, facts, opened.reason))
  })
  routes.delete('/api/session', async (c) => {
    const { session } = await sessions.open(c, 'read')
    if (session === null) sessions.clear(c)
    else {
      await sessions.end(c, session)
      audit.session(c, session, 'sign-out')
    }
    return c.json(sessionState(null, facts))
  })
  return routes
}

async function signIn(
  c: Context<GatewayEnv>,
  parts: SessionParts,
  { kind, name }: { kind: 'person' | 'client'; name: string },
  ask: (signal: AbortSignal) => Promise<Session>,
): Promise<Response> {
  try {
    const response = await tryToSignIn(c, parts, `${kind} ${name}`, ask)
    parts.audit.signIn(c, name, { event: 'sign-in.accepted' })
    return response
  } catch (error) {
    const problem = error instanceof GatewayProblem ? error.code : 'internal'
    parts.audit.signIn(c, name, { event: eventOf(problem), problem })
    throw error
  }
}

function eventOf(problem: ProblemCode) {
  if (problem === 'too_many_attempts') return 'sign-in.limited'
  const isRefused = problem === 'wrong_credentials' || problem === 'not_allowed'
  return isRefused ? 'sign-in.refused' : 'sign-in.failed'
}

async function tryToSignIn(
  c: Context<GatewayEnv>,
  { sessions, renewal, limits, device, facts }: SessionParts,
  account: string,
  ask: (signal: AbortSignal) => Promise<Session>,
): Promise<Response> {
  const address = addressOf(c)
  const attempt = { account, address, device: await device.read(c, account) }
  await limits.take(attempt)
  try {
    const session = await ask(requestSignal(c))
    await limits.succeeded(attempt)
    renewal.remember(session)
    await sessions.write(c, session)
    await device.remember(c, account)
    return c.json(sessionState(session, facts))
  } catch (error) {
    if (!(error instanceof ButlrFailure)) throw error
    // 400 counts as a refusal too: the body was checked, so all that Butlr can dislike in it is the credentials.
    if (isRefusal(error) || error.status === 400) throw new GatewayProblem('wrong_credentials')
    if (!isJudged(error)) await limits.undecided(attempt)
    throw problemOf(error)
  }
}

/**
 * Whether a failed sign-in counts as an attempt. Any 4xx but "slow down" may be Butlr's way to say no, and one that the
 * page gave up on may have been judged: were they given back, guessing would have no limit.
 */
function isJudged({ reason, status = 0 }: ButlrFailure): boolean {
  return reason === 'abandoned' || (status >= 400 && status < 500 && status !== 429)
}
