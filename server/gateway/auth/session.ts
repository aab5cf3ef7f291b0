import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { EndReason } from '#src/contract/problem.ts'
import type { GatewayFacts, SessionState } from '#src/contract/session.ts'
import { Upstream } from './upstream.ts'
import { accountKey } from '#server/gateway/butlr/account-holds.ts'

const EpochMs = v.pipe(v.number(), v.finite())

/** A token of Butlr and its times, in epoch milliseconds. */
const Grant = v.object({ token: v.string(), tokenUntil: EpochMs, renewAt: EpochMs })
export type Grant = v.InferOutput<typeof Grant>

const oldPassword = { kind: v.literal('password'), username: v.string(), ...Grant.entries }
const oldClient = {
  kind: v.literal('client'),
  clientId: v.string(),
  clientSecret: v.string(),
  endsAt: EpochMs,
  ...Grant.entries,
}

/**
 * What the gateway knows of somebody who is signed in; `id` is random. A password session ends with its token, since no
 * way to refresh it is documented; an API-credential session holds the secret that it renews itself with, ends at
 * `endsAt` when it is not used, and at `latestEnd` in any case.
 */
export const Session = v.variant('kind', [
  v.object({ ...oldPassword, id: v.string() }),
  v.object({ ...oldClient, id: v.string(), latestEnd: EpochMs }),
])
export type Session = v.InferOutput<typeof Session>
export type ClientSession = Extract<Session, { kind: 'client' }>

/** What the cookie holds: a session, and the upstream that gave its token. */
export const SealedSession = v.object({ upstream: Upstream, session: Session })
export type SealedSession = v.InferOutput<typeof SealedSession>

/** What the cookie held before sessions had ids and belonged to an upstream. */
export const OldSession = v.variant('kind', [v.object(oldPassword), v.object(oldClient)])
export type OldSession = v.InferOutput<typeof OldSession>

const day = 24 * 3_600_000
/** How long an API-credential session lives without being used, in milliseconds; every renewal starts it anew. */
export const clientSessionMs = 30 * day
/** How long an API-credential session lives however much it is used, in milliseconds. */
export const longestClientSessionMs = 90 * day
/** The account of Butlr that a session is of, as `createButlr` wants it. */
export function accountOf(session: Session): string {
  return session.kind === 'client'
    ? accountKey('client', session.clientId)
    : accountKey('password', session.username)
}

/** The email address or client ID of a session, as colleagues know the account. */
export function accountName(session: Session): string {
  return session.kind === 'client' ? session.clientId : session.username
}

/** Epoch milliseconds at which a session is over. */
export function sessionEnd(session: Session | OldSession): number {
  return session.kind === 'client' ? session.endsAt : session.tokenUntil
}

/** Epoch milliseconds from which no cookie of the session opens, not even one that is renewed from now on. */
export function latestEnd(session: Session): number {
  return session.kind === 'client' ? session.latestEnd : session.tokenUntil
}

/** The same API-credential session with a newer token; being used, it lives on, up to its latest end. */
export function withGrant(session: ClientSession, grant: Grant, now: number): ClientSession {
  const { token, tokenUntil, renewAt } = grant
  const endsAt = Math.min(now + clientSessionMs, session.latestEnd)
  return { ...session, token, tokenUntil, renewAt, endsAt }
}

/**
 * A session of the old form in today's. Its id follows from its token, so that every copy of its cookie becomes the same
 * session; its ninety days count from its last renewal.
 */
export function sessionFromOld(old: OldSession): Session {
  const id = createHash('sha256').update(`old session ${old.token}`).digest('base64url')
  return old.kind === 'password'
    ? { ...old, id }
    : { ...old, id, latestEnd: old.endsAt - clientSessionMs + longestClientSessionMs }
}

/** What the page may know of a session; without one, why it ended where that is known. */
export function sessionState(
  session: Session | null,
  gateway: GatewayFacts,
  reason?: EndReason,
): SessionState {
  if (session === null) {
    return { signedIn: false, gateway, ...(reason === undefined ? {} : { reason }) }
  }
  return session.kind === 'client'
    ? {
        signedIn: true,
        identity: { kind: 'client', clientId: session.clientId },
        until: null,
        gateway,
      }
    : {
        signedIn: true,
        identity: { kind: 'password', username: session.username },
        until: new Date(session.tokenUntil).toISOString(),
        gateway,
      }
}
