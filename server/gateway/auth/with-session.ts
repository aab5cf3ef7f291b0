import { accountOf, type Session } from './session.ts'
import { createHash } from 'node:crypto'
import type { Butlr } from '#server/gateway/butlr/butlr-client.ts'
import { ButlrFailure, failureOf, isRefusal, problemOf } from '#server/gateway/butlr/butlr-error.ts'
import { sessionCheckDocument } from '#server/gateway/topology/topology-loader.ts'
import { readGraphql, requiredList } from '#server/gateway/topology/graphql-answer.ts'
import { unlessAborted } from '#server/gateway/http/abortable.ts'
import type { Context } from 'hono'
import type { EndReason } from '#src/contract/errors.ts'
import type { Audit } from '#server/gateway/audit/audit.ts'
import { GatewayProblem } from '#server/gateway/http/gateway-error.ts'
import { SessionEnded, type Renewal } from './token-renewal.ts'
import type { Purpose, Sessions } from './sessions.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'

/** Asks Butlr whether it still takes a session's token. */
export type SessionCheck = {
  /**
   * Resolves when Butlr took the token within the last minute. Throws `ButlrFailure`: a refusal (401) ends the session,
   * any other failure leaves open whether the token holds.
   */
  check: (session: Session, signal: AbortSignal) => Promise<void>
  /** Forgets that Butlr took the token: the session has ended. */
  forget: (session: Session) => void
}

type Deps = {
  butlr: Butlr
  /** Epoch milliseconds. */
  now: () => number
  /** How long one call of Butlr may take, in milliseconds. */
  deadlineMs: number
}
type Checked = { takenAt: number | null; inFlight: Promise<void> | null }

const cachedMs = 60_000
const mostTokens = 1_000

/** Checks with one constant query: once a minute for each token, and once for all requests that wait for it. */
export function createSessionCheck({ butlr, now, deadlineMs }: Deps): SessionCheck {
  const tokens = new Map<string, Checked>()

  function checkedOf(token: string): Checked {
    const key = keyOf(token)
    const checked = tokens.get(key) ?? { takenAt: null, inFlight: null }
    tokens.delete(key)
    tokens.set(key, checked)
    const oldest = tokens.keys().next()
    if (tokens.size > mostTokens && !oldest.done) tokens.delete(oldest.value)
    return checked
  }

  async function ask(session: Session, checked: Checked): Promise<void> {
    // Its own deadline: several requests wait for this one call, and none of them may cancel it for the others.
    const signal = AbortSignal.timeout(deadlineMs)
    const askedAt = now()
    try {
      const body = { query: sessionCheckDocument }
      const { token } = session
      const account = accountOf(session)
      requireSites(await butlr({ path: '/api/v3/graphql', body, token, account, signal }))
      checked.takenAt = askedAt
    } catch (error) {
      checked.takenAt = null
      throw failureOf(error, signal)
    } finally {
      checked.inFlight = null
    }
  }

  return {
    async check(session, signal) {
      const checked = checkedOf(session.token)
      const age = checked.takenAt === null ? -1 : now() - checked.takenAt
      if (age >= 0 && age < cachedMs) return
      checked.inFlight ??= ask(session, checked)
      try {
        await unlessAborted(checked.inFlight, signal)
      } catch (error) {
        throw failureOf(error, signal)
      }
    },
    forget: ({ token }) => void tokens.delete(keyOf(token)),
  }
}

/** Passes an answer with sites, none at all included. Throws `ButlrFailure`. */
function requireSites(answer: unknown): void {
  const read = readGraphql(answer)
  try {
    requiredList(read, 'sites')
  } catch (error) {
    const isForbidden = read.errors.some(({ extensions }) => extensions?.code === 'FORBIDDEN')
    const isPlain = error instanceof ButlrFailure && error.status === 200
    throw isForbidden && isPlain ? new ButlrFailure('status', { status: 403 }) : error
  }
}

function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('base64')
}

/** The deadline of everything that one request makes Butlr do, in milliseconds. */
export const deadlineMs = 15_000

/** Aborts when the page stops waiting, or after the deadline. */
export function requestSignal(c: Context): AbortSignal {
  return AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(deadlineMs)])
}

type Call<T> = (session: Session, signal: AbortSignal) => Promise<T>
export type RelayParts = {
  sessions: Sessions
  renewal: Renewal
  sessionCheck: SessionCheck
  audit: Audit
}

/**
 * Makes one call for whoever is signed in. API credentials get a new token when theirs runs out, or once
 * more when Butlr refuses it; only a refusal ends the session, no failure does. Throws `GatewayProblem`.
 */
export function relay<T>(c: Context<GatewayEnv>, parts: RelayParts, call: Call<T>): Promise<T> {
  return callWithSession(c, parts, 'read', call)
}

/** How long a change waits for the answer whether the session still holds, in milliseconds. */
const checkPatienceMs = 3_000

/**
 * Makes one change for whoever is signed in, after asking Butlr whether it still takes the session's token (at most once a
 * minute). Only a refusal (401) ends the session. Where Butlr fails or forbids the question, the call decides by what it
 * knows of the account (`access`). Throws `GatewayProblem`, or `StoreFailure` while the store is away.
 */
export function relayChange<T>(
  c: Context<GatewayEnv>,
  parts: RelayParts,
  call: Call<T>,
): Promise<T> {
  return callWithSession(c, parts, 'change', async (session, signal) => {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(checkPatienceMs)])
    try {
      await parts.sessionCheck.check(session, patience)
    } catch (error) {
      if (isRefusal(error) || signal.aborted) throw error
    }
    return call(session, signal)
  })
}

async function callWithSession<T>(
  c: Context<GatewayEnv>,
  parts: RelayParts,
  purpose: Purpose,
  call: Call<T>,
): Promise<T> {
  const { sessions, renewal } = parts
  const signal = requestSignal(c)
  const opened = await sessions.open(c, purpose)
  if (opened.session === null) {
    sessions.clear(c)
    throw signedOut(opened.reason)
  }
  const found = opened.session
  try {
    const session = await renewal.current(found, signal)
    if (session !== found) await sessions.write(c, session)
    try {
      return await call(session, signal)
    } catch (error) {
      if (!isRefusal(error)) throw error
      return await callAnew(c, parts, session, call, signal)
    }
  } catch (error) {
    if (error instanceof ButlrFailure && !isRefusal(error)) throw problemOf(error)
    if (!isRefusal(error) && !(error instanceof SessionEnded)) throw error
    await sessions.end(c, found)
    parts.audit.session(c, found, 'session.refused-by-butlr')
    throw signedOut()
  }
}

function signedOut(reason?: EndReason): GatewayProblem {
  return reason === undefined
    ? new GatewayProblem('signed_out')
    : new GatewayProblem('signed_out', {
        message: 'Headroom is now connected to a different Butlr. Sign in again.',
        reason,
      })
}

async function callAnew<T>(
  c: Context<GatewayEnv>,
  { sessions, renewal }: RelayParts,
  refused: Session,
  call: Call<T>,
  signal: AbortSignal,
): Promise<T> {
  const session = await renewal.replace(refused, signal)
  await sessions.write(c, session)
  return call(session, signal)
}
