import { LRUCache } from 'lru-cache'
import { type ButlrError, toButlrError, isUnauthorized } from '#server/gateway/butlr/butlr-error.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { accountKey } from '#server/gateway/topology/account-cache.ts'
import { isWithin, type TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import type { PlacesSummary } from '#server/gateway/topology/topology-summary.ts'
import { type AccessScope, createKnownPlaces, type KnownPlaces } from './access-scope.ts'

export type AccountScopes = {
  /**
   * Returns what an account sees, from a response under an hour old. Throws `forbidden` if Butlr denies access to the
   * topology, `access_unknown` if there is no response, and `ButlrError` if Butlr rejects the session (401).
   */
  get: (session: Session, signal: AbortSignal) => Promise<AccessScope>
  /** Like `get`, but from a response under a minute old if Butlr responds in time. */
  fresh: (session: Session, signal: AbortSignal) => Promise<AccessScope>
  /** Returns whether Butlr denied this account access to the topology within the last minute. */
  isRefused: (session: Session) => boolean
}

type AccountEntry = { learn: (latest: PlacesSummary) => KnownPlaces; refusedAt: number }

const maxAccounts = 200
const minuteMs = 60_000
/** Maximum time that a change waits for a newer response when an older response is available, in milliseconds. */
const maxFreshWaitMs = 3_000
/** Value of `Retry-After` while access is unknown. */
const retrySeconds = 5

/** @param now Unix milliseconds */
export function createAccountScopes(topology: TopologyCache, now: () => number): AccountScopes {
  const accounts = new LRUCache<string, AccountEntry>({
    max: maxAccounts,
    memoMethod: () => ({ learn: createKnownPlaces(now), refusedAt: Number.NEGATIVE_INFINITY }),
  })

  async function loadScope(
    session: Session,
    fresherThanSeconds: number | undefined,
    signal: AbortSignal,
  ) {
    const account = accounts.memo(accountKey(session))
    const request = {
      document: 'places' as const,
      ...(fresherThanSeconds === undefined ? {} : { fresherThanSeconds }),
    }
    try {
      const { summary } = await topology.get(session, request, signal)
      const { scope } = account.learn(summary)
      account.refusedAt = Number.NEGATIVE_INFINITY
      return scope
    } catch (error) {
      const failure = toButlrError(error, signal)
      if (failure.status === 403) account.refusedAt = now()
      throw failure
    }
  }

  async function get(session: Session, signal: AbortSignal): Promise<AccessScope> {
    try {
      return await loadScope(session, undefined, signal)
    } catch (error) {
      throw toScopeError(toButlrError(error, signal))
    }
  }

  return {
    get,
    async fresh(session, signal) {
      const scope = await get(session, signal)
      const waitSignal = AbortSignal.any([signal, AbortSignal.timeout(maxFreshWaitMs)])
      try {
        return await loadScope(session, minuteMs / 1_000, waitSignal)
      } catch (error) {
        const failure = toButlrError(error, waitSignal)
        if (isUnauthorized(failure) || failure.status === 403) throw toScopeError(failure)
        return scope
      }
    },
    isRefused: (session) => isWithin(now(), accounts.memo(accountKey(session)).refusedAt, minuteMs),
  }
}

function toScopeError(failure: ButlrError): ButlrError | GatewayError {
  if (isUnauthorized(failure)) return failure
  if (failure.status === 403) {
    return new GatewayError('forbidden', {
      message:
        'Your Butlr account doesn’t have access to building details, so Headroom can’t tell which boards and displays to show you.',
      cause: failure,
    })
  }
  return accessUnknownError(failure)
}

/** Returns the error for access that is unknown because Butlr failed or denied access to the topology. */
export function accessUnknownError(failure: ButlrError | GatewayError): GatewayError {
  const isForbidden = failure instanceof GatewayError && failure.code === 'forbidden'
  return new GatewayError('access_unknown', {
    retryAfterSeconds: failure.retryAfterSeconds ?? retrySeconds,
    cause: failure,
    ...(isForbidden && {
      message:
        'Headroom’s own Butlr account doesn’t have access to building details, so Headroom can’t check your access. Contact your administrator.',
    }),
  })
}
