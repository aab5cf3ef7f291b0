import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { ButlrError, isUnauthorized } from '#server/gateway/butlr/butlr-error.ts'
import { type ClientSession, type Grant, withGrant, type Session } from './session.ts'
import { abortable } from '#server/gateway/http/abortable.ts'
import { startRace, type Race } from '#server/gateway/http/race.ts'
import { isWaiting, startWait, type Wait } from '#server/gateway/http/wait.ts'

/** State of one pair of API credentials between requests. */
type ClientAccount = {
  grant?: Grant
  /** The sign-in in flight, shared by all requests. */
  signInInFlight?: { race: Race<Grant>; result: Promise<Grant> }
  /**
   * Set if a renewal failed for a reason other than a rejection (401) or a request to wait. Until `wait` ends, renewals
   * fail with the same error, without a call to Butlr.
   */
  backoff?: { wait: Wait; failure: ButlrError }
}

/**
 * Returns a function that returns the account of a session and creates it if necessary. Beyond `capacity`, evicts the
 * least recently used accounts, which costs them one additional sign-in.
 */
export function createClientAccounts(capacity: number) {
  const accounts = new LRUCache<string, ClientAccount>({ max: capacity, memoMethod: () => ({}) })
  return function accountOf({ clientId, clientSecret }: ClientSession): ClientAccount {
    // The key includes the secret; otherwise a client ID alone would give access to another session's token.
    const key = createHash('sha256')
      .update(JSON.stringify([clientId, clientSecret]))
      .digest('base64')
    return accounts.memo(key)
  }
}

/** The session has ended and cannot be renewed. */
export class SessionEndedError extends Error {
  override readonly name = 'SessionEndedError'
}

export type TokenRenewal = {
  /**
   * Stores the token of a new session, so that sessions in older cookies with the same credentials use this token too.
   */
  storeGrant: (session: Session) => void
  /** Returns the session with a valid token. Throws `SessionEndedError`, or `ButlrError` (the session continues). */
  ensureFreshToken: (session: Session, signal: AbortSignal) => Promise<Session>
  /** Returns the session with a new token after Butlr rejected the current token. Throws like `ensureFreshToken`. */
  replaceToken: (session: Session, signal: AbortSignal) => Promise<Session>
}

type TokenRenewalDeps = {
  /** Signs in again with the credentials of a session. */
  signIn: (session: ClientSession) => Promise<Grant>
  /** Returns the time in Unix milliseconds. */
  now: () => number
}

/** Minimum time from the start of a failed sign-in to the next sign-in, in milliseconds. */
const failureBackoffMs = 5_000
/** Maximum wait for a new token while the old token is still valid, in milliseconds. */
const maxRenewalWaitMs = 3_000
/** Maximum number of API credentials whose state is in memory. */
const maxAccounts = 1_000

/**
 * Creates the renewal of API credential sessions. All concurrent requests with the same credentials share one sign-in,
 * including requests that still send the previous cookie.
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

/** Joins the sign-in in flight for these credentials or starts one; stores the result for later requests. */
async function sharedSignIn(
  account: ClientAccount,
  session: ClientSession,
  { signIn, now }: TokenRenewalDeps,
): Promise<Grant> {
  if (account.backoff && isWaiting(account.backoff.wait, now())) throw account.backoff.failure
  account.signInInFlight ??= startSharedSignIn(account, () => signIn(session), now)
  account.signInInFlight.race.repeatIfSlow()
  return account.signInInFlight.result
}

function startSharedSignIn(
  account: ClientAccount,
  signIn: () => Promise<Grant>,
  now: () => number,
): { race: Race<Grant>; result: Promise<Grant> } {
  const startedAt = now()
  const race = startRace(signIn, now)
  const result = race.result.then(
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
      // Rejected credentials end only the sessions that wait for this sign-in. If Butlr asked the account to wait, the
      // Butlr client enforces the wait.
      if (!isUnauthorized(failure) && !failure.asksToWait) {
        const elapsedMs = Math.max(0, now() - startedAt)
        const askedMs = (failure.retryAfterSeconds ?? 0) * 1_000
        const waitMs = Math.max(failureBackoffMs - elapsedMs, askedMs)
        account.backoff = { wait: startWait(now(), waitMs), failure }
      }
      throw failure
    },
  )
  // Prevents an unhandled rejection if all requests that waited for the sign-in have given up.
  result.catch(() => undefined)
  return { race, result }
}
