import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import type { Log } from '#server/gateway/http/request-log.ts'
import { StoreError, type Store } from '#server/gateway/store/store.ts'
import type { Context } from 'hono'
import type { SessionEndReason } from '#src/contract/errors.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Unsealed } from './sealed-cookie.ts'
import {
  type SessionCookie,
  latestSessionEnd,
  sessionEnd,
  migrateSession,
  type LegacySession,
  type SealedSession,
  type Session,
} from './session.ts'
import { type CurrentUpstream, addsOrganisation, upstreamDifference } from './upstream.ts'

/** Sessions that have ended, so that copies of their cookies are rejected. */
type RevokedSessions = {
  /** Whether a session has ended. Throws `StoreError` if the store is unreachable and this process has no record. */
  has: (id: string) => Promise<boolean>
  /** Ends a session. `until` (epoch ms) is when its cookie expires. Does not throw if the store is unreachable. */
  add: (id: string, until: number) => Promise<void>
  /** Ends a session after a grace period of one minute, unless it is recorded already. Throws `StoreError`. */
  addAfterGracePeriod: (id: string, until: number) => Promise<void>
}

type Revocation = { from: number; until: number }

const StoredRevocation = v.pipe(v.string(), v.regex(/^\d{1,16}(\.\d+)?$/), v.transform(Number))
/** Grace period in which requests that were sent together with the first one still succeed. */
const graceMs = 60_000
const retryMs = 5_000
/** Maximum number of records in memory; the store contains all of them. */
const maxRemembered = 10_000

/**
 * Records a hash of each ended session's ID until its cookie expires. While the store is unreachable, keeps unwritten
 * records in memory and retries.
 *
 * @param now epoch milliseconds
 */
export function createRevokedSessions(
  store: Store,
  now: () => number,
  log: Pick<Log, 'warn'>,
): RevokedSessions {
  const remembered = new LRUCache<string, Revocation>({ max: maxRemembered })
  const unwritten = new LRUCache<string, Revocation>({ max: maxRemembered })
  let triedAt = Number.NEGATIVE_INFINITY

  const write = (key: string, { from, until }: Revocation) =>
    store.put(key, { value: String(from), untilMs: until })

  /**
   * Retries at most once per `retryMs`: a store that can be read may still reject writes, for example on a full disk.
   */
  async function retryUnwritten(): Promise<void> {
    if (unwritten.size === 0 || (now() >= triedAt && now() < triedAt + retryMs)) return
    triedAt = now()
    const missed = [...unwritten]
    unwritten.clear()
    for (const [key, ended] of missed) {
      if (ended.until <= now()) continue
      await write(key, ended).catch(() => unwritten.set(key, ended))
    }
  }

  return {
    async has(id) {
      const key = revocationKey(id)
      const own = remembered.get(key)
      if (own !== undefined) return own.from <= now()
      const parsed = v.safeParse(StoredRevocation, await store.get(key))
      void retryUnwritten()
      return parsed.success && parsed.output <= now()
    },
    async add(id, until) {
      if (until <= now()) return
      const key = revocationKey(id)
      const ended = { from: now(), until }
      remembered.set(key, ended)
      try {
        await write(key, ended)
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        unwritten.set(key, ended)
        triedAt = now()
        log.warn({}, 'cannot store the ended session yet')
      }
    },
    async addAfterGracePeriod(id, until) {
      const ended = { from: now() + graceMs, until }
      await store.replace(revocationKey(id), null, { value: String(ended.from), untilMs: until })
    },
  }
}

/** Returns a hash of the ID, which is enough to recognise the session but not to create a cookie. */
function revocationKey(id: string): string {
  return `ended/${createHash('sha256').update(id).digest('base64url')}`
}

/** What a session is opened for. While the store is unreachable, reads continue and changes are rejected. */
export type SessionPurpose = 'read' | 'change'

/** The session of a request; null if there is none, with a reason if the page should show one. */
type OpenedSession = { session: Session } | { session: null; reason?: SessionEndReason }

export type Sessions = {
  /**
   * Opens the session of a request if it was sealed by this gateway for this upstream and has not ended. Reseals legacy
   * sessions and those sealed with a previous secret. For changes, throws `StoreError` if the store is unreachable.
   */
  open: (c: Context, purpose: SessionPurpose) => Promise<OpenedSession>
  /** Adds the session to the response. Throws `GatewayError` (`not_allowed`) if the account is not staff. */
  write: (c: Context, session: Session) => Promise<void>
  /** Ends a session permanently, including all copies of its cookie. */
  end: (c: Context, session: Session) => Promise<void>
  /** Deletes the session cookies. */
  clear: (c: Context) => void
}

type SessionsDeps = {
  cookie: SessionCookie
  upstream: CurrentUpstream
  revoked: RevokedSessions
  /** Epoch milliseconds. */
  now: () => number
  /** Whether the account may use this gateway. */
  isStaff: (session: Session | LegacySession) => boolean
  /** Called for every session that ends. */
  onEnded: (session: Session) => void
}

/** Opens, writes and ends sessions of people and API credentials. */
export function createSessions(deps: SessionsDeps): Sessions {
  const { cookie, upstream, revoked, now, isStaff } = deps

  async function write(c: Context, session: Session): Promise<void> {
    // Checked only after Butlr accepts the credentials, so that attackers cannot find out which accounts are listed.
    if (!isStaff(session)) {
      throw new GatewayError('not_allowed', {
        message: 'Your account doesn’t have access to Headroom. Ask your administrator to add you.',
      })
    }
    await cookie.write(c, { upstream: upstream.current(), session })
  }

  async function openLegacy(
    c: Context,
    old: LegacySession,
    purpose: SessionPurpose,
  ): Promise<OpenedSession> {
    const current = purpose === 'change' ? await upstream.resolve() : upstream.current()
    if (upstreamDifference(await upstream.defaultOwner(), current) !== null) return upstreamChanged
    const session = migrateSession(old)
    if (await hasEnded([session.id, legacyCookieId(session)], purpose)) return noSession
    // The first response replaces the cookie, so a client that still sends the old one a minute later has a copy.
    await tolerateStoreOutage(
      purpose,
      revoked.addAfterGracePeriod(legacyCookieId(session), latestSessionEnd(session)),
    )
    await write(c, session)
    return { session }
  }

  async function openSealed(
    c: Context,
    { content, isCurrent }: Unsealed<SealedSession>,
    purpose: SessionPurpose,
  ): Promise<OpenedSession> {
    const { session } = content
    const current = purpose === 'change' ? await upstream.resolve() : upstream.current()
    if (upstreamDifference(content.upstream, current) !== null) return upstreamChanged
    if (await hasEnded([session.id], purpose)) return noSession
    if (!isCurrent || addsOrganisation(current, content.upstream)) await write(c, session)
    return { session }
  }

  async function hasEnded(ids: readonly string[], purpose: SessionPurpose): Promise<boolean> {
    const found = await Promise.all(ids.map((id) => tolerateStoreOutage(purpose, revoked.has(id))))
    return found.includes(true)
  }

  /** Resolves to null if the store is unreachable, so that reads continue without it. */
  async function tolerateStoreOutage<T>(
    purpose: SessionPurpose,
    work: Promise<T>,
  ): Promise<T | null> {
    try {
      return await work
    } catch (error) {
      if (purpose === 'change' || !(error instanceof StoreError)) throw error
      return null
    }
  }

  return {
    async open(c, purpose) {
      let opened: OpenedSession = noSession
      for (const { content, isCurrent } of await cookie.read(c)) {
        const session = 'session' in content ? content.session : content
        if (now() >= sessionEnd(session) || !isStaff(session)) continue
        opened =
          'session' in content
            ? await openSealed(c, { content, isCurrent }, purpose)
            : await openLegacy(c, content, purpose)
        if (opened.session !== null) return opened
      }
      return opened
    },
    write,
    async end(c, session) {
      cookie.clear(c)
      deps.onEnded(session)
      await revoked.add(session.id, latestSessionEnd(session))
    },
    clear: cookie.clear,
  }
}

const noSession: OpenedSession = { session: null }
const upstreamChanged: OpenedSession = { session: null, reason: 'upstream_changed' }

/** Returns the ID under which a legacy cookie is revoked while the session that it contained continues. */
function legacyCookieId({ id }: Session): string {
  return `cookie of ${id}`
}
