import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { SessionEndReason } from '#src/contract/errors.ts'
import type { GatewayInfo, SessionState } from '#src/contract/session.ts'
import { Upstream } from './upstream.ts'
import { retryAfterKey } from '#server/gateway/butlr/retry-after.ts'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Seal, Unsealed } from './sealed-cookie.ts'

const EpochMs = v.pipe(v.number(), v.finite())

/** A token of Butlr and its times, in epoch milliseconds. */
const Grant = v.object({ token: v.string(), tokenUntil: EpochMs, renewAt: EpochMs })
export type Grant = v.InferOutput<typeof Grant>

const legacyPasswordEntries = {
  kind: v.literal('password'),
  username: v.string(),
  ...Grant.entries,
}
const legacyClientEntries = {
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
  v.object({ ...legacyPasswordEntries, id: v.string() }),
  v.object({ ...legacyClientEntries, id: v.string(), latestEnd: EpochMs }),
])
export type Session = v.InferOutput<typeof Session>
export type ClientSession = Extract<Session, { kind: 'client' }>

/** What the cookie holds: a session, and the upstream that gave its token. */
export const SealedSession = v.object({ upstream: Upstream, session: Session })
export type SealedSession = v.InferOutput<typeof SealedSession>

/** What the cookie held before sessions had ids and belonged to an upstream. */
export const LegacySession = v.variant('kind', [
  v.object(legacyPasswordEntries),
  v.object(legacyClientEntries),
])
export type LegacySession = v.InferOutput<typeof LegacySession>

const dayMs = 24 * 3_600_000
/** How long an API-credential session lives without being used, in milliseconds; every renewal starts it anew. */
export const clientSessionIdleMs = 30 * dayMs
/** How long an API-credential session lives however much it is used, in milliseconds. */
export const maxClientSessionMs = 90 * dayMs
/** The account of Butlr that a session is of, as `createButlr` wants it. */
export function sessionRetryAfterKey(session: Session): string {
  return session.kind === 'client'
    ? retryAfterKey('client', session.clientId)
    : retryAfterKey('password', session.username)
}

/** The email address or client ID of a session, as colleagues know the account. */
export function accountName(session: Session): string {
  return session.kind === 'client' ? session.clientId : session.username
}

/** Epoch milliseconds at which a session is over. */
export function sessionEnd(session: Session | LegacySession): number {
  return session.kind === 'client' ? session.endsAt : session.tokenUntil
}

/** Epoch milliseconds from which no cookie of the session opens, not even one that is renewed from now on. */
export function latestSessionEnd(session: Session): number {
  return session.kind === 'client' ? session.latestEnd : session.tokenUntil
}

/** The same API-credential session with a newer token; being used, it lives on, up to its latest end. */
export function withGrant(session: ClientSession, grant: Grant, now: number): ClientSession {
  const { token, tokenUntil, renewAt } = grant
  const endsAt = Math.min(now + clientSessionIdleMs, session.latestEnd)
  return { ...session, token, tokenUntil, renewAt, endsAt }
}

/**
 * A session of the old form in today's. Its id follows from its token, so that every copy of its cookie becomes the same
 * session; its ninety days count from its last renewal.
 */
export function migrateSession(old: LegacySession): Session {
  const id = createHash('sha256').update(`old session ${old.token}`).digest('base64url')
  return old.kind === 'password'
    ? { ...old, id }
    : { ...old, id, latestEnd: old.endsAt - clientSessionIdleMs + maxClientSessionMs }
}

/** What the page may know of a session; without one, why it ended where that is known. */
export function toSessionState(
  session: Session | null,
  gateway: GatewayInfo,
  reason?: SessionEndReason,
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

const cookieName = '__Host-headroom'
const cookieNamePattern = /^__Host-headroom(\.\d{1,2})?$/
/** Browsers refuse a cookie whose name and value exceed 4,096 bytes. */
const chunkLength = 3_800
const cookieAttributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

export type SessionCookie = {
  /** What of a request's cookies opens, whether or not it has ended. */
  read: (c: Context) => Promise<Unsealed<SealedSession | LegacySession>[]>
  /** Puts the session on the answer, split over numbered cookies where it is too long for one. */
  write: (c: Context, sealed: SealedSession) => Promise<void>
  /** Takes every part of a session off the browser. */
  clear: (c: Context) => void
}

/** Keeps the session in the browser's `__Host-` cookies, which no page can read. `now` in epoch ms. */
export function createSessionCookie(
  seal: Seal<SealedSession | LegacySession>,
  now: () => number,
): SessionCookie {
  /** The cookies that an answer carries already: what is written later replaces all of it. */
  const written = new WeakMap<Context, Set<string>>()

  /** Cookies left over from a longer session, or from the other form, would be joined to the new one. */
  function expireCookiesExcept(c: Context, kept: ReadonlySet<string>): void {
    const names = [...Object.keys(getCookie(c)), ...(written.get(c) ?? [])]
    for (const name of new Set(names)) {
      if (cookieNamePattern.test(name) && !kept.has(name))
        setCookie(c, name, '', { ...cookieAttributes, maxAge: 0 })
    }
  }

  return {
    async read(c) {
      const opened = await Promise.all(
        sealedCandidates(getCookie(c)).map((one) => seal.unseal(one)),
      )
      return opened.filter((one) => one !== null)
    },
    async write(c, sealed) {
      const parts = splitIntoCookies(await seal.seal(sealed))
      const maxAge = Math.max(1, Math.floor((sessionEnd(sealed.session) - now()) / 1_000))
      for (const [name, value] of parts) setCookie(c, name, value, { ...cookieAttributes, maxAge })
      expireCookiesExcept(c, new Set(parts.keys()))
      written.set(c, new Set([...(written.get(c) ?? []), ...parts.keys()]))
    },
    clear(c) {
      expireCookiesExcept(c, new Set())
    },
  }
}

/** What of a browser's cookies may be a sealed session: the single cookie, or the numbered ones joined. */
function sealedCandidates(cookies: Record<string, string>): string[] {
  const parts: string[] = []
  for (let part = cookies[`${cookieName}.0`]; part !== undefined;) {
    parts.push(part)
    part = cookies[`${cookieName}.${parts.length}`]
  }
  return [cookies[cookieName] ?? '', parts.join('')].filter((sealed) => sealed !== '')
}

function splitIntoCookies(sealed: string): Map<string, string> {
  if (sealed.length <= chunkLength) return new Map([[cookieName, sealed]])
  const count = Math.ceil(sealed.length / chunkLength)
  return new Map(
    Array.from({ length: count }, (_, index) => [
      `${cookieName}.${index}`,
      sealed.slice(index * chunkLength, (index + 1) * chunkLength),
    ]),
  )
}
