import { Hono, type Context } from 'hono'
import type { ProblemCode } from '#src/contract/problem.ts'
import { ClientLogin, PasswordLogin, type GatewayFacts } from '#src/contract/session.ts'
import type { Audit } from '#server/gateway/audit/audit.ts'
import { ButlrFailure, isRefusal, problemOf } from '#server/gateway/butlr/butlr-failure.ts'
import type { Butlr } from '#server/gateway/butlr/butlr.ts'
import { readBody } from '#server/gateway/http/json-body.ts'
import type { DeviceCookie } from './device-cookie.ts'
import type { LoginLimits } from './login-limits.ts'
import { GatewayProblem } from '#server/gateway/http/problem.ts'
import { requestSignal } from '#server/gateway/butlr/relay.ts'
import type { Renewal } from './renewal.ts'
import { addressOf, type GatewayEnv } from '#server/gateway/http/request-log.ts'
import { secureTransport } from '#server/gateway/http/secure-transport.ts'
import type { Sessions } from './sessions.ts'
import { sessionState, type Session } from './session.ts'
import { signInClient, signInPerson } from './sign-in.ts'

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
