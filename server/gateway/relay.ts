import type { Context } from 'hono'
import { ButlrFailure, isRefusal, problemOf } from './butlr-failure.ts'
import { GatewayProblem } from './problem.ts'
import { SessionEnded, type Renewal } from './renewal.ts'
import type { SessionCookie } from './session-cookie.ts'
import type { Session } from './session.ts'

/** The deadline of everything that one request makes Butlr do, in milliseconds. */
export const deadlineMs = 15_000

/** Aborts when the page stops waiting, or after the deadline. */
export function requestSignal(c: Context): AbortSignal {
  return AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(deadlineMs)])
}

type Call<T> = (session: Session, signal: AbortSignal) => Promise<T>
export type RelayParts = {
  cookie: SessionCookie
  renewal: Renewal
  /** Told of every session that Butlr refuses or that nothing renews. */
  onEnded: (session: Session) => void
}

/**
 * Makes one call for whoever is signed in. API credentials get a new token when theirs runs out, or once
 * more when Butlr refuses it; only a refusal ends the session, no failure does. Throws `GatewayProblem`.
 */
export async function relay<T>(c: Context, parts: RelayParts, call: Call<T>): Promise<T> {
  const { cookie, renewal } = parts
  const signal = requestSignal(c)
  const found = await cookie.read(c)
  try {
    if (found === null) throw new SessionEnded()
    const session = await renewal.current(found, signal)
    if (session !== found) await cookie.write(c, session)
    try {
      return await call(session, signal)
    } catch (error) {
      if (!isRefusal(error)) throw error
      return await callAnew(c, parts, session, call, signal)
    }
  } catch (error) {
    if (error instanceof ButlrFailure && !isRefusal(error)) throw problemOf(error)
    if (!isRefusal(error) && !(error instanceof SessionEnded)) throw error
    if (found !== null) parts.onEnded(found)
    cookie.clear(c)
    throw new GatewayProblem('signed_out')
  }
}

async function callAnew<T>(
  c: Context,
  { cookie, renewal }: RelayParts,
  refused: Session,
  call: Call<T>,
  signal: AbortSignal,
): Promise<T> {
  const session = await renewal.replace(refused, signal)
  await cookie.write(c, session)
  return call(session, signal)
}
