import { StoreError, StoreFullError } from '#server/gateway/store/store.ts'
import type { Context } from 'hono'
import type { SessionEndReason } from '#src/contract/errors.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Unsealed } from './sealed-cookie.ts'
import { type RevokedSessions, toSessionReference } from './revoked-sessions.ts'
import {
  type SessionCookie,
  sessionEnd,
  migrateSession,
  type LegacySession,
  type SealedSession,
  type Session,
} from './session.ts'
import { type CurrentUpstream, addsOrganisation, upstreamDifference } from './upstream.ts'

/**
 * The kind of request for which a session is opened. While the store is unreachable, reads continue and changes are
 * rejected.
 */
export type SessionPurpose = 'read' | 'change'

/** The session of a request; null if there is none, with the reason if the page should show it. */
type OpenedSession = { session: Session } | { session: null; reason?: SessionEndReason }

export type Sessions = {
  /**
   * Opens the session of a request if one of the gateway's secrets sealed it for this upstream, the session has not
   * ended, and the account is staff. Reseals legacy sessions, sessions sealed with a previous secret, and sessions
   * sealed before the organisation was known. If the store is unreachable, throws `StoreError` for changes, and for a
   * legacy session if the default owner has not been read yet.
   */
  open: (c: Context, purpose: SessionPurpose) => Promise<OpenedSession>
  /** Adds the session to the response. Throws `GatewayError` (`not_allowed`) if the account is not staff. */
  write: (c: Context, session: Session) => Promise<void>
  /** Ends a session permanently: rejects all copies of its cookie. */
  end: (session: Session) => Promise<void>
  clear: (c: Context) => void
}

type SessionsDeps = {
  cookie: SessionCookie
  upstream: CurrentUpstream
  revoked: RevokedSessions
  /** Returns the time in Unix milliseconds. */
  now: () => number
  isStaff: (session: Session | LegacySession) => boolean
  onEnded: (session: Session) => void
}

export function createSessions(deps: SessionsDeps): Sessions {
  const { cookie, upstream, revoked, now, isStaff } = deps

  async function write(c: Context, session: Session): Promise<void> {
    // The list of staff is checked only after Butlr accepts the credentials, so that attackers cannot find out which
    // accounts are listed.
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
    const owner = await tolerateStoreOutage(purpose, upstream.defaultOwner())
    if (owner !== null && upstreamDifference(owner, current) !== null) return upstreamChanged
    const session = migrateSession(old)
    if (await hasEnded(session, [session.id, legacyCookieId(session)], purpose)) return noSession
    // The first response replaces the cookie, so a client that still sends the old cookie a minute later has a copy.
    await tolerateStoreOutage(
      purpose,
      revoked.addAfterGracePeriod(toSessionReference(session, legacyCookieId(session))),
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
    if (await hasEnded(session, [session.id], purpose)) return noSession
    if (!isCurrent || addsOrganisation(current, content.upstream)) await write(c, session)
    return { session }
  }

  async function hasEnded(
    session: Session,
    ids: readonly string[],
    purpose: SessionPurpose,
  ): Promise<boolean> {
    const found = await Promise.all(
      ids.map((id) => tolerateStoreOutage(purpose, revoked.has(toSessionReference(session, id)))),
    )
    return found.includes(true)
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
    async end(session) {
      deps.onEnded(session)
      await revoked.add(toSessionReference(session))
    },
    clear: cookie.clear,
  }
}

/**
 * If the store is unreachable or full, resolves to null for reads, which continue without the store, and rejects for
 * changes.
 */
async function tolerateStoreOutage<T>(
  purpose: SessionPurpose,
  work: Promise<T>,
): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    const isOutage = error instanceof StoreError || error instanceof StoreFullError
    if (purpose === 'change' || !isOutage) throw error
    return null
  }
}

const noSession: OpenedSession = { session: null }
const upstreamChanged: OpenedSession = { session: null, reason: 'upstream_changed' }

/** Returns the ID under which a legacy cookie is revoked while the session that it contained continues. */
function legacyCookieId({ id }: Session): string {
  return `cookie of ${id}`
}
