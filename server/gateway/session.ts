import * as v from 'valibot'
import type { GatewayFacts, SessionState } from '#src/session/contract.ts'
import { accountKey } from './account-holds.ts'

const EpochMs = v.pipe(v.number(), v.finite())

/** A token of Butlr and its times, in epoch milliseconds. */
const Grant = v.object({ token: v.string(), tokenUntil: EpochMs, renewAt: EpochMs })
export type Grant = v.InferOutput<typeof Grant>

/**
 * What the sealed cookie holds. A password session ends with its token, since no way to refresh it is documented;
 * an API-credential session holds the secret that it renews itself with, and ends at `endsAt` when it is not used.
 */
export const Session = v.variant('kind', [
  v.object({ kind: v.literal('password'), username: v.string(), ...Grant.entries }),
  v.object({
    kind: v.literal('client'),
    clientId: v.string(),
    clientSecret: v.string(),
    endsAt: EpochMs,
    ...Grant.entries,
  }),
])
export type Session = v.InferOutput<typeof Session>
export type ClientSession = Extract<Session, { kind: 'client' }>

/** The account of Butlr that a session is of, as `createButlr` wants it. */
export function accountOf(session: Session): string {
  return session.kind === 'client'
    ? accountKey('client', session.clientId)
    : accountKey('password', session.username)
}

/** How long an API-credential session lives without being used; every renewal starts it anew. */
export const clientSessionMs = 30 * 24 * 3_600_000

/** Epoch milliseconds at which a session is over. */
export function sessionEnd(session: Session): number {
  return session.kind === 'client' ? session.endsAt : session.tokenUntil
}

/** The same API-credential session with a newer token; being used, it lives on. */
export function withGrant(session: ClientSession, grant: Grant, now: number): ClientSession {
  const { token, tokenUntil, renewAt } = grant
  return { ...session, token, tokenUntil, renewAt, endsAt: now + clientSessionMs }
}

/** What the page may know of a session. */
export function sessionState(session: Session | null, gateway: GatewayFacts): SessionState {
  if (session === null) return { signedIn: false, gateway }
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
