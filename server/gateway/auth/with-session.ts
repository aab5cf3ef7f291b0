import { LRUCache } from 'lru-cache'
import { sessionRetryAfterKey, type Session } from './session.ts'
import { createHash } from 'node:crypto'
import type { ButlrClient } from '#server/gateway/butlr/butlr-client.ts'
import { ButlrError, isUnauthorized, toGatewayError } from '#server/gateway/butlr/butlr-error.ts'
import { createSharedCall, type SharedCall } from '#server/gateway/butlr/shared-call.ts'
import { sessionCheckQuery } from '#server/gateway/topology/topology-loader.ts'
import { parseGraphqlAnswer, requiredList } from '#server/gateway/topology/graphql-answer.ts'
import type { Context } from 'hono'
import type { SessionEndReason } from '#src/contract/errors.ts'
import type { Audit } from '#server/gateway/audit/audit.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { SessionEndedError, type TokenRenewal } from './token-renewal.ts'
import type { SessionPurpose, Sessions } from './sessions.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'

/** Checks whether Butlr still accepts a session's token. */
type SessionCheck = {
  /**
   * Resolves if Butlr accepts the token or has accepted it within the last minute. Throws `ButlrError`: after 401, the
   * session must end; after any other error, it is unknown whether the token is valid.
   */
  check: (session: Session, signal: AbortSignal) => Promise<void>
  /** Removes the cached result of a session that has ended. */
  forget: (session: Session) => void
}

type SessionCheckDeps = {
  butlr: ButlrClient
  /** Returns the time in Unix milliseconds. */
  now: () => number
  /** Timeout of one request to Butlr, in milliseconds. */
  deadlineMs: number
}
type CheckState = { acceptedAt: number | null; ask: SharedCall<void> }

const cacheMs = 60_000
const maxTokens = 1_000

/**
 * Creates a check that queries Butlr at most once a minute per token, with one call for all concurrent requests. After
 * a failure, throws the same error for a few seconds (`SharedCall`).
 */
export function createSessionCheck(deps: SessionCheckDeps): SessionCheck {
  const { butlr, now } = deps
  const tokens = new LRUCache<string, CheckState>({
    max: maxTokens,
    memoMethod: () => ({ acceptedAt: null, ask: createSharedCall(deps) }),
  })

  async function checkToken(
    session: Session,
    checked: CheckState,
    signal: AbortSignal,
  ): Promise<void> {
    const askedAt = now()
    checked.acceptedAt = null
    const body = { query: sessionCheckQuery }
    const { token } = session
    const account = sessionRetryAfterKey(session)
    requireSites(await butlr({ path: '/api/v3/graphql', body, token, account, signal }))
    checked.acceptedAt = askedAt
  }

  return {
    async check(session, signal) {
      const { token } = session
      const checked = tokens.memo(hashToken(token))
      const age = checked.acceptedAt === null ? -1 : now() - checked.acceptedAt
      if (age >= 0 && age < cacheMs) return
      await checked.ask(token, (until) => checkToken(session, checked, until), signal)
    },
    forget: ({ token }) => void tokens.delete(hashToken(token)),
  }
}

/** Throws `ButlrError` unless the response contains a list of sites, which may be empty. */
function requireSites(answer: unknown): void {
  const read = parseGraphqlAnswer(answer)
  try {
    requiredList(read, 'sites')
  } catch (error) {
    const isForbidden = read.errors.some(({ extensions }) => extensions?.code === 'FORBIDDEN')
    const isPlain = error instanceof ButlrError && error.status === 200
    throw isForbidden && isPlain ? new ButlrError('status', { status: 403 }) : error
  }
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64')
}

/** Total timeout of the calls to Butlr that one request causes, in milliseconds. */
export const butlrTimeoutMs = 15_000

/** Returns a signal that aborts when the client disconnects or the time has passed. */
export function requestSignal(c: Context, timeoutMs = butlrTimeoutMs): AbortSignal {
  return AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(timeoutMs)])
}

type SessionCall<T> = (session: Session, signal: AbortSignal) => Promise<T>
export type WithSessionDeps = {
  sessions: Sessions
  renewal: TokenRenewal
  sessionCheck: SessionCheck
  audit: Audit
}

/**
 * Makes one call with the session of the request. Renews the token of API credentials when it is due, and once more if
 * Butlr rejects the token. Only a rejected token ends the session; other errors do not. Throws `GatewayError`.
 */
export function withSession<T>(
  c: Context<GatewayEnv>,
  parts: WithSessionDeps,
  call: SessionCall<T>,
): Promise<T> {
  return callWithSession(c, parts, 'read', call)
}

/** Maximum time that a change waits for the session check, in milliseconds. */
const maxCheckWaitMs = 3_000

/**
 * Makes one change with the session of the request, after checking (at most once a minute) that Butlr still accepts the
 * token. Only a rejection (401) ends the session. If the check fails or is forbidden, the last known access of the
 * account applies (`Access`). Throws `GatewayError`, or `StoreError` if the store is unreachable.
 */
export function withSessionForChange<T>(
  c: Context<GatewayEnv>,
  parts: WithSessionDeps,
  call: SessionCall<T>,
): Promise<T> {
  return callWithSession(c, parts, 'change', async (session, signal) => {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(maxCheckWaitMs)])
    try {
      await parts.sessionCheck.check(session, patience)
    } catch (error) {
      if (isUnauthorized(error) || signal.aborted) throw error
    }
    return call(session, signal)
  })
}

async function callWithSession<T>(
  c: Context<GatewayEnv>,
  parts: WithSessionDeps,
  purpose: SessionPurpose,
  call: SessionCall<T>,
): Promise<T> {
  const { sessions, renewal } = parts
  const signal = requestSignal(c)
  const opened = await sessions.open(c, purpose)
  // Errors delete no cookie, because this response may arrive after the response to a new sign-in, whose cookie has the
  // same name.
  if (opened.session === null) throw signedOutError(opened.reason)
  const found = opened.session
  try {
    const session = await renewal.ensureFreshToken(found, signal)
    if (session !== found) await sessions.write(c, session)
    try {
      return await call(session, signal)
    } catch (error) {
      if (!isUnauthorized(error)) throw error
      return await retryWithNewToken(c, parts, session, call, signal)
    }
  } catch (error) {
    if (error instanceof ButlrError && !isUnauthorized(error)) throw toGatewayError(error)
    if (!isUnauthorized(error) && !(error instanceof SessionEndedError)) throw error
    await sessions.end(found)
    parts.audit.session(c, found, 'session.refused-by-butlr')
    throw signedOutError()
  }
}

function signedOutError(reason?: SessionEndReason): GatewayError {
  return reason === undefined
    ? new GatewayError('signed_out')
    : new GatewayError('signed_out', {
        message: 'Headroom’s connection to Butlr has changed. Sign in again.',
        reason,
      })
}

async function retryWithNewToken<T>(
  c: Context<GatewayEnv>,
  { sessions, renewal }: WithSessionDeps,
  refused: Session,
  call: SessionCall<T>,
  signal: AbortSignal,
): Promise<T> {
  const session = await renewal.replaceToken(refused, signal)
  await sessions.write(c, session)
  return call(session, signal)
}
