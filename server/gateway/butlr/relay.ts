import type { Context } from 'hono'
import type { EndReason } from '#src/contract/problem.ts'
import type { Audit } from '#server/gateway/audit/audit.ts'
import { ButlrFailure, isRefusal, problemOf } from './butlr-failure.ts'
import { GatewayProblem } from '#server/gateway/http/problem.ts'
import { SessionEnded, type Renewal } from '#server/gateway/auth/renewal.ts'
import type { Purpose, Sessions } from '#server/gateway/auth/sessions.ts'
import type { SessionCheck } from '#server/gateway/auth/session-check.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import type { Session } from '#server/gateway/auth/session.ts'

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
