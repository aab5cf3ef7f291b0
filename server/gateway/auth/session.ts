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

/** A Butlr token with its expiry and renewal time, in Unix milliseconds. */
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
 * A signed-in session; `id` is random. A password session ends when its token expires, since Butlr documents no way to
 * refresh it. An API credential session contains the secret for renewal; it ends at `endsAt` if unused, and at
 * `latestEnd` at the latest.
 */
export const Session = v.variant('kind', [
  v.object({ ...legacyPasswordEntries, id: v.string() }),
  v.object({ ...legacyClientEntries, id: v.string(), latestEnd: EpochMs }),
])
export type Session = v.InferOutput<typeof Session>
export type ClientSession = Extract<Session, { kind: 'client' }>

/** Content of the cookie: a session, and the upstream that issued its token. */
export const SealedSession = v.object({ upstream: Upstream, session: Session })
export type SealedSession = v.InferOutput<typeof SealedSession>

/** Content of a cookie from an earlier version, in which sessions had no ID and no upstream. */
export const LegacySession = v.variant('kind', [
  v.object(legacyPasswordEntries),
  v.object(legacyClientEntries),
])
export type LegacySession = v.InferOutput<typeof LegacySession>

const dayMs = 24 * 3_600_000
/** Lifetime of an unused API credential session, in milliseconds; every renewal restarts it. */
export const clientSessionIdleMs = 30 * dayMs
/** Maximum lifetime of an API credential session, in milliseconds. */
export const maxClientSessionMs = 90 * dayMs
/** Returns the key that identifies a session's account in calls of `ButlrClient` (`account`). */
export function sessionRetryAfterKey(session: Session): string {
  return session.kind === 'client'
    ? retryAfterKey('client', session.clientId)
    : retryAfterKey('password', session.username)
}

/** Returns the email address or client ID of a session's account. */
export function accountName(session: Session): string {
  return session.kind === 'client' ? session.clientId : session.username
}

/** Returns the name that identifies a session's account: for a person, normalised by `normalizeSpelling`. */
export function accountId(session: Session): string {
  return session.kind === 'client' ? session.clientId : normalizeSpelling(session.username)
}

/** Returns whether a stored account name belongs to the session's account. */
export function isAccountName(name: string, session: Session): boolean {
  return session.kind === 'client'
    ? name === session.clientId
    : normalizeSpelling(name) === accountId(session)
}

/**
 * Normalises only case and canonical equivalence (NFC). NFKC could also equate names of different Butlr accounts, such
 * as names in full-width and in ASCII letters.
 */
export function normalizeSpelling(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC')
}

/** Returns when a session ends, in Unix milliseconds. */
export function sessionEnd(session: Session | LegacySession): number {
  return session.kind === 'client' ? session.endsAt : session.tokenUntil
}

/** Returns when all cookies of a session, including renewed cookies, become invalid, in Unix milliseconds. */
export function latestSessionEnd(session: Session): number {
  return session.kind === 'client' ? session.latestEnd : session.tokenUntil
}

/** Returns the API credential session with a newer token and an extended end, limited to `latestEnd`. */
export function withGrant(session: ClientSession, grant: Grant, now: number): ClientSession {
  const { token, tokenUntil, renewAt } = grant
  const endsAt = Math.min(now + clientSessionIdleMs, session.latestEnd)
  return { ...session, token, tokenUntil, renewAt, endsAt }
}

/**
 * Converts a legacy session to the current format. Derives the ID from the token, so that all copies of the cookie
 * become the same session. The maximum lifetime starts at the last renewal.
 */
export function migrateSession(old: LegacySession): Session {
  const id = createHash('sha256').update(`old session ${old.token}`).digest('base64url')
  return old.kind === 'password'
    ? { ...old, id }
    : { ...old, id, latestEnd: old.endsAt - clientSessionIdleMs + maxClientSessionMs }
}

/**
 * Returns the part of a session that the page may see. Without a session, returns why the last session ended, if known.
 */
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
/**
 * Length of the parts of a long session, in characters. Browsers reject a cookie whose name and value exceed 4,096
 * bytes.
 */
const chunkLength = 3_800
const cookieAttributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

export type SessionCookie = {
  /** Returns the content of all cookies that can be unsealed, including sessions that have ended. */
  read: (c: Context) => Promise<Unsealed<SealedSession | LegacySession>[]>
  /** Adds the session to the response, split across numbered cookies if it is too long for one cookie. */
  write: (c: Context, sealed: SealedSession) => Promise<void>
  clear: (c: Context) => void
}

/**
 * Creates functions for the session's `__Host-` cookies, which scripts cannot read.
 *
 * @param now Unix milliseconds
 */
export function createSessionCookie(
  seal: Seal<SealedSession | LegacySession>,
  now: () => number,
): SessionCookie {
  /** Names of the cookies already set on each response; a later write replaces all of them. */
  const written = new WeakMap<Context, Set<string>>()

  /**
   * Deletes the other session cookies, because remaining parts of a longer session would be appended to the new
   * session.
   */
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

/**
 * Returns the values that may be a sealed session: the value of the single cookie, and the joined values of the
 * numbered cookies.
 */
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
