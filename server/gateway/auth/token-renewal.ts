import { createHash } from 'node:crypto'
import { ButlrFailure, isRefusal } from '#server/gateway/butlr/butlr-error.ts'
import { type ClientSession, type Grant, withGrant, type Session } from './session.ts'
import { unlessAborted } from '#server/gateway/http/abortable.ts'

/** What the gateway remembers of one pair of API credentials between requests. */
export type ClientAccount = {
  /** The newest token. */
  grant?: Grant
  /** The sign-in under way, which every request waits for together. */
  renewing?: Promise<Grant>
  /** After a failed renewal, the failure is repeated until then (epoch ms) instead of asking Butlr again. */
  pause?: { until: number; failure: ButlrFailure }
}

/**
 * Finds the account of a session, or starts an empty one. At most `capacity` are kept; the longest unused go first,
 * which costs them one sign-in more.
 */
export function createClientAccounts(capacity: number) {
  const accounts = new Map<string, ClientAccount>()
  return function accountOf({ clientId, clientSecret }: ClientSession): ClientAccount {
    // The secret is part of the key: without it, a client id alone would give access to another's token.
    const key = createHash('sha256')
      .update(JSON.stringify([clientId, clientSecret]))
      .digest('base64')
    const account = accounts.get(key) ?? {}
    accounts.delete(key)
    accounts.set(key, account)
    const oldest = accounts.keys().next()
    if (accounts.size > capacity && !oldest.done) accounts.delete(oldest.value)
    return account
  }
}

/** The session is over: nothing renews it. */
export class SessionEnded extends Error {
  override name = 'SessionEnded' as const
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
  signIn: (session: ClientSession) => Promise<Grant>
  /** Epoch milliseconds. */
  now: () => number
}

const pauseMs = 5_000
/** While the old token is still good, nobody waits longer than this for the new one. */
const patienceMs = 3_000
const rememberedAccounts = 1_000

/**
 * Renews API-credential sessions: one sign-in per credentials however many requests need it at that moment, also
 * for the requests that still carry the cookie from before.
 */
export function createRenewal(options: RenewalOptions): Renewal {
  const { now } = options
  const accountOf = createClientAccounts(rememberedAccounts)

  return {
    remember(session) {
      if (session.kind !== 'client') return
      const { token, tokenUntil, renewAt } = session
      const account = accountOf(session)
      delete account.pause
      account.grant = { token, tokenUntil, renewAt }
    },
    async current(session, signal) {
      if (session.kind === 'password') {
        if (now() < session.tokenUntil) return session
        throw new SessionEnded()
      }
      const account = accountOf(session)
      const { grant } = account
      const isNewer = grant !== undefined && grant.renewAt > session.renewAt
      const known = isNewer ? withGrant(session, grant, now()) : session
      if (now() < known.renewAt) return known
      if (now() >= known.tokenUntil) return renewed(account, known, signal, options)
      const impatient = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
      try {
        return await renewed(account, known, impatient, options)
      } catch (error) {
        if (error instanceof SessionEnded) throw error
        return known
      }
    },
    async replace(session, signal) {
      if (session.kind === 'password') throw new SessionEnded()
      const account = accountOf(session)
      const { grant } = account
      if (grant && grant.token !== session.token && now() < grant.tokenUntil) {
        return withGrant(session, grant, now())
      }
      delete account.grant
      return renewed(account, session, signal, options)
    },
  }
}

async function renewed(
  account: ClientAccount,
  session: ClientSession,
  signal: AbortSignal,
  options: RenewalOptions,
): Promise<ClientSession> {
  try {
    const grant = await unlessAborted(renew(account, session, options), signal)
    return withGrant(session, grant, options.now())
  } catch (error) {
    if (isRefusal(error)) throw new SessionEnded()
    if (error instanceof ButlrFailure) throw error
    throw new ButlrFailure('timeout', { cause: error })
  }
}

/** The sign-in under way for these credentials, or a new one; its outcome is kept for whoever comes later. */
async function renew(
  account: ClientAccount,
  session: ClientSession,
  { signIn, now }: RenewalOptions,
): Promise<Grant> {
  if (account.pause && now() < account.pause.until) throw account.pause.failure
  account.renewing ??= signIn(session).then(
    ({ token, tokenUntil, renewAt }) => {
      delete account.renewing
      delete account.pause
      account.grant = { token, tokenUntil, renewAt }
      return account.grant
    },
    (error: unknown) => {
      delete account.renewing
      const failure =
        error instanceof ButlrFailure ? error : new ButlrFailure('unreachable', { cause: error })
      // How long an account still has to wait, the door to Butlr says.
      if (!failure.asksToWait) {
        const waitMs = Math.max(pauseMs, (failure.retryAfterSeconds ?? 0) * 1_000)
        account.pause = { until: now() + waitMs, failure }
      }
      throw failure
    },
  )
  return account.renewing
}
