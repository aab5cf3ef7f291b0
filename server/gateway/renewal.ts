import { createHash } from 'node:crypto'
import { ButlrFailure, isRefusal } from './butlr-failure.ts'
import type { Grant, Session, ClientSession } from './session.ts'
import { withGrant } from './session.ts'
import { unlessAborted } from './unless-aborted.ts'

/** The session is over: nothing renews it. */
export class SessionEnded extends Error {
  override name = 'SessionEnded' as const
}

type Account = {
  grant?: Grant
  renewing?: Promise<Grant>
  /** After a failed renewal, the failure is repeated until then (epoch ms) instead of asking Butlr again. */
  pause?: { until: number; failure: ButlrFailure }
}

export type Renewal = {
  /** Takes a new session's token into account, so that older cookies of the same credentials use it too. */
  remember: (session: Session) => void
  /** The session with a token that is good now. Throws `SessionEnded`, or `ButlrFailure` (the session stays). */
  current: (session: Session, signal: AbortSignal) => Promise<Session>
  /** The session with another token than this one, which Butlr refused. Throws as `current` does. */
  replace: (session: Session, signal: AbortSignal) => Promise<Session>
}

type RenewalOptions = {
  /** Signs the credentials of a session in anew. */
  signIn: (session: ClientSession) => Promise<ClientSession>
  /** Epoch milliseconds. */
  now: () => number
  /** How many credentials are remembered; the longest unused go first. */
  capacity?: number
}

const pauseMs = 5_000
/** While the old token is still good, nobody waits longer than this for the new one. */
const patienceMs = 3_000

/**
 * Renews API-credential sessions: one sign-in per credentials however many requests need it at that moment, also
 * for the requests that still carry the cookie from before.
 */
export function createRenewal({ signIn, now, capacity = 1_000 }: RenewalOptions): Renewal {
  const accounts = new Map<string, Account>()

  function accountOf(session: ClientSession): Account {
    // The secret is part of the key: without it, a client id alone would give access to another's token.
    const key = createHash('sha256')
      .update(JSON.stringify([session.clientId, session.clientSecret]))
      .digest('base64')
    const account = accounts.get(key) ?? {}
    accounts.delete(key)
    accounts.set(key, account)
    const oldest = accounts.keys().next()
    if (accounts.size > capacity && !oldest.done) accounts.delete(oldest.value)
    return account
  }

  function renew(account: Account, session: ClientSession): Promise<Grant> {
    if (account.pause && now() < account.pause.until) return Promise.reject(account.pause.failure)
    account.renewing ??= signIn(session).then(
      (renewed) => {
        delete account.renewing
        delete account.pause
        account.grant = renewed
        return renewed
      },
      (error: unknown) => {
        delete account.renewing
        const failure =
          error instanceof ButlrFailure ? error : new ButlrFailure('unreachable', { cause: error })
        const waitMs = Math.max(pauseMs, (failure.retryAfterSeconds ?? 0) * 1_000)
        account.pause = { until: now() + waitMs, failure }
        throw failure
      },
    )
    return account.renewing
  }

  async function renewed(account: Account, session: ClientSession, signal: AbortSignal) {
    try {
      return withGrant(session, await unlessAborted(renew(account, session), signal), now())
    } catch (error) {
      if (isRefusal(error)) throw new SessionEnded()
      if (error instanceof ButlrFailure) throw error
      throw new ButlrFailure('timeout', { cause: error })
    }
  }

  return {
    remember(session) {
      if (session.kind !== 'client') return
      const account = accountOf(session)
      delete account.pause
      account.grant = session
    },
    async current(session, signal) {
      if (session.kind === 'password') {
        if (now() < session.tokenUntil) return session
        throw new SessionEnded()
      }
      const account = accountOf(session)
      const { grant } = account
      const known =
        grant && grant.renewAt > session.renewAt ? withGrant(session, grant, now()) : session
      if (now() < known.renewAt) return known
      if (now() >= known.tokenUntil) return renewed(account, known, signal)
      const impatient = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
      try {
        return await renewed(account, known, impatient)
      } catch (error) {
        if (error instanceof SessionEnded) throw error
        return known
      }
    },
    async replace(session, signal) {
      if (session.kind === 'password') throw new SessionEnded()
      const account = accountOf(session)
      if (
        account.grant &&
        account.grant.token !== session.token &&
        now() < account.grant.tokenUntil
      ) {
        return withGrant(session, account.grant, now())
      }
      delete account.grant
      return renewed(account, session, signal)
    },
  }
}
