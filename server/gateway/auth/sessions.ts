import type { Context } from 'hono'
import type { EndReason } from '#src/contract/problem.ts'
import { GatewayProblem } from '#server/gateway/http/problem.ts'
import type { Unsealed } from './seal.ts'
import type { SessionCookie } from './session-cookie.ts'
import {
  latestEnd,
  sessionEnd,
  sessionFromOld,
  type OldSession,
  type SealedSession,
  type Session,
} from './session.ts'
import { StoreFailure } from '#server/gateway/store/store.ts'
import type { CurrentUpstream } from './current-upstream.ts'
import type { EndedSessions } from './ended-sessions.ts'
import { completes, differenceBetween } from './upstream.ts'

/** What a session is opened for: while the store is away, reads continue and changes are refused. */
export type Purpose = 'read' | 'change'

/** The session of a request, or why it has none where that is worth telling. */
export type OpenedSession = { session: Session } | { session: null; reason?: EndReason }

export type Sessions = {
  /**
   * Opens the session of a request: sealed here, for this upstream, and not ended. One in an older form, or sealed with
   * a previous secret, is sealed again. Throws `StoreFailure` for changes while the store is away.
   */
  open: (c: Context, purpose: Purpose) => Promise<OpenedSession>
  /** Puts a session on the answer. Throws `not_allowed` for an account that may not use this gateway. */
  write: (c: Context, session: Session) => Promise<void>
  /** Ends a session for good: no copy of its cookie opens again. */
  end: (c: Context, session: Session) => Promise<void>
  /** Takes the session's cookies off the browser. */
  clear: (c: Context) => void
}

type Deps = {
  cookie: SessionCookie
  upstream: CurrentUpstream
  ended: EndedSessions
  /** Epoch milliseconds. */
  now: () => number
  /** Whether the account may use this gateway. */
  isStaff: (session: Session | OldSession) => boolean
  /** Told of every session that ends. */
  onEnded: (session: Session) => void
}

/** Opens, keeps and ends the sessions of people and API credentials. */
export function createSessions(deps: Deps): Sessions {
  const { cookie, upstream, ended, now, isStaff } = deps

  async function write(c: Context, session: Session): Promise<void> {
    // Only after Butlr accepted the credentials, so that strangers cannot find out who is listed.
    if (!isStaff(session)) {
      throw new GatewayProblem('not_allowed', {
        message: 'This account may not use Headroom here. Ask your administrator for access.',
      })
    }
    await cookie.write(c, { upstream: upstream.known(), session })
  }

  async function openOld(c: Context, old: OldSession, purpose: Purpose): Promise<OpenedSession> {
    const current = purpose === 'change' ? await upstream.resolved() : upstream.known()
    if (differenceBetween(await upstream.ofUnmarked(), current) !== null) return otherUpstream
    const session = sessionFromOld(old)
    if (await hasEnded([session.id, cookieIdOf(session)], purpose)) return none
    // The first opening replaces the cookie, so whoever still sends it a minute later has a copy.
    await ifStoreAnswers(purpose, ended.addSoon(cookieIdOf(session), latestEnd(session)))
    await write(c, session)
    return { session }
  }

  async function openSealed(
    c: Context,
    { content, isCurrent }: Unsealed<SealedSession>,
    purpose: Purpose,
  ): Promise<OpenedSession> {
    const { session } = content
    const current = purpose === 'change' ? await upstream.resolved() : upstream.known()
    if (differenceBetween(content.upstream, current) !== null) return otherUpstream
    if (await hasEnded([session.id], purpose)) return none
    if (!isCurrent || completes(current, content.upstream)) await write(c, session)
    return { session }
  }

  async function hasEnded(ids: readonly string[], purpose: Purpose): Promise<boolean> {
    const found = await Promise.all(ids.map((id) => ifStoreAnswers(purpose, ended.has(id))))
    return found.includes(true)
  }

  /** For reads nothing depends on the store alone: without it they go on. */
  async function ifStoreAnswers<T>(purpose: Purpose, work: Promise<T>): Promise<T | null> {
    try {
      return await work
    } catch (error) {
      if (purpose === 'change' || !(error instanceof StoreFailure)) throw error
      return null
    }
  }

  return {
    async open(c, purpose) {
      let opened: OpenedSession = none
      for (const { content, isCurrent } of await cookie.read(c)) {
        const session = 'session' in content ? content.session : content
        if (now() >= sessionEnd(session) || !isStaff(session)) continue
        opened =
          'session' in content
            ? await openSealed(c, { content, isCurrent }, purpose)
            : await openOld(c, content, purpose)
        if (opened.session !== null) return opened
      }
      return opened
    },
    write,
    async end(c, session) {
      cookie.clear(c)
      deps.onEnded(session)
      await ended.add(session.id, latestEnd(session))
    },
    clear: cookie.clear,
  }
}

const none: OpenedSession = { session: null }
const otherUpstream: OpenedSession = { session: null, reason: 'upstream_changed' }

/** Of the cookie that an old session came in, as opposed to the session itself. */
function cookieIdOf({ id }: Session): string {
  return `cookie of ${id}`
}
