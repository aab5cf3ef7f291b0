import { createHash } from 'node:crypto'
import { ButlrError, isUnauthorized } from '#server/gateway/butlr/butlr-error.ts'
import { type ClientSession, type Grant, withGrant, type Session } from './session.ts'
import { abortable } from '#server/gateway/http/abortable.ts'

/** What the gateway remembers of one pair of API credentials between requests. */
type ClientAccount = {
  /** The newest token. */
  grant?: Grant
  /** The sign-in under way, which every request waits for together. */
  signInInFlight?: Promise<Grant>
  /** After a failed renewal, the failure is repeated until then (epoch ms) instead of asking Butlr again. */
  backoff?: { until: number; failure: ButlrError }
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
export class SessionEndedError extends Error {
  override readonly name = 'SessionEndedError'
}

export type TokenRenewal = {
  /** Takes a new session's token into account, so that older cookies of the same credentials use it too. */
  storeGrant: (session: Session) => void
  /** The session with a token that is good now. Throws `SessionEnded`, or `ButlrFailure` (the session stays). */
  ensureFreshToken: (session: Session, signal: AbortSignal) => Promise<Session>
  /** The session with another token than this one, which Butlr refused. Throws as `current` does. */
  replaceToken: (session: Session, signal: AbortSignal) => Promise<Session>
}

type TokenRenewalDeps = {
  /** Signs the credentials of a session in anew. */
  signIn: (session: ClientSession) => Promise<Grant>
  /** Epoch milliseconds. */
  now: () => number
}

const failureBackoffMs = 5_000
/** While the old token is still good, nobody waits longer than this for the new one. */
const maxRenewalWaitMs = 3_000
const maxAccounts = 1_000

/**
 * Renews API-credential sessions: one sign-in per credentials however many requests need it at that moment, also
 * for the requests that still carry the cookie from before.
 */
export function createTokenRenewal(options: TokenRenewalDeps): TokenRenewal {
  const { now } = options
  const getAccount = createClientAccounts(maxAccounts)

  return {
    storeGrant(session) {
      if (session.kind !== 'client') return
      const { token, tokenUntil, renewAt } = session
      const account = getAccount(session)
      delete account.backoff
      account.grant = { token, tokenUntil, renewAt }
    },
    async ensureFreshToken(session, signal) {
      if (session.kind === 'password') {
        if (now() < session.tokenUntil) return session
        throw new SessionEndedError()
      }
      const account = getAccount(session)
      const { grant } = account
      const isNewer = grant !== undefined && grant.renewAt > session.renewAt
      const known = isNewer ? withGrant(session, grant, now()) : session
      if (now() < known.renewAt) return known
      if (now() >= known.tokenUntil) return renewSession(account, known, signal, options)
      const impatient = AbortSignal.any([signal, AbortSignal.timeout(maxRenewalWaitMs)])
      try {
        return await renewSession(account, known, impatient, options)
      } catch (error) {
        if (error instanceof SessionEndedError) throw error
        return known
      }
    },
    async replaceToken(session, signal) {
      if (session.kind === 'password') throw new SessionEndedError()
      const account = getAccount(session)
      const { grant } = account
      if (grant && grant.token !== session.token && now() < grant.tokenUntil) {
        return withGrant(session, grant, now())
      }
      delete account.grant
      return renewSession(account, session, signal, options)
    },
  }
}

async function renewSession(
  account: ClientAccount,
  session: ClientSession,
  signal: AbortSignal,
  options: TokenRenewalDeps,
): Promise<ClientSession> {
  try {
    const grant = await abortable(sharedSignIn(account, session, options), signal)
    return withGrant(session, grant, options.now())
  } catch (error) {
    if (isUnauthorized(error)) throw new SessionEndedError()
    if (error instanceof ButlrError) throw error
    throw new ButlrError('timeout', { cause: error })
  }
}

/** The sign-in under way for these credentials, or a new one; its outcome is kept for whoever comes later. */
async function sharedSignIn(
  account: ClientAccount,
  session: ClientSession,
  { signIn, now }: TokenRenewalDeps,
): Promise<Grant> {
  if (account.backoff && now() < account.backoff.until) throw account.backoff.failure
  account.signInInFlight ??= signIn(session).then(
    ({ token, tokenUntil, renewAt }) => {
      delete account.signInInFlight
      delete account.backoff
      account.grant = { token, tokenUntil, renewAt }
      return account.grant
    },
    (error: unknown) => {
      delete account.signInInFlight
      const failure =
        error instanceof ButlrError ? error : new ButlrError('unreachable', { cause: error })
      // How long an account still has to wait, the door to Butlr says.
      if (!failure.asksToWait) {
        const waitMs = Math.max(failureBackoffMs, (failure.retryAfterSeconds ?? 0) * 1_000)
        account.backoff = { until: now() + waitMs, failure }
      }
      throw failure
    },
  )
  return account.signInInFlight
}
