import { failureOf, isRefusal, type ButlrFailure } from '#server/gateway/butlr/butlr-failure.ts'
import { GatewayProblem } from '#server/gateway/http/problem.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { accountKey } from '#server/gateway/topology/topology-accounts.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import { createPlacesReader, type KnownPlaces } from './known-places.ts'
import type { Scope } from './scope.ts'

/** What the people who are signed in see in their own topology. */
export type OwnScopes = {
  /**
   * What an account sees, as Butlr said within the last hour. Throws `forbidden` where Butlr refuses it, `access_unknown`
   * where nothing is known, and `ButlrFailure` where Butlr refuses the session (401).
   */
  get: (session: Session, signal: AbortSignal) => Promise<Scope>
  /** The same as of the last minute, where Butlr answers in time. */
  fresh: (session: Session, signal: AbortSignal) => Promise<Scope>
  /** Whether Butlr refused this account its topology within the last minute. */
  isRefused: (session: Session) => boolean
}

type Account = { read: (json: string) => KnownPlaces; refusedAt: number }

const mostAccounts = 200
const minuteMs = 60_000
/** How long a change waits for a newer answer while an older one would do. */
const patienceMs = 3_000
const retrySeconds = 5

/** @param now epoch milliseconds */
export function createOwnScopes(topology: TopologyCache, now: () => number): OwnScopes {
  const accounts = new Map<string, Account>()

  function accountOf(session: Session): Account {
    const key = accountKey(session)
    const account = accounts.get(key) ?? {
      read: createPlacesReader(now),
      refusedAt: Number.NEGATIVE_INFINITY,
    }
    accounts.delete(key)
    accounts.set(key, account)
    for (const oldest of accounts.keys()) if (accounts.size > mostAccounts) accounts.delete(oldest)
    return account
  }

  async function ask(
    session: Session,
    fresherThanSeconds: number | undefined,
    signal: AbortSignal,
  ) {
    const account = accountOf(session)
    const request = {
      document: 'places' as const,
      ...(fresherThanSeconds === undefined ? {} : { fresherThanSeconds }),
    }
    try {
      const { scope } = account.read(await topology.get(session, request, signal))
      account.refusedAt = Number.NEGATIVE_INFINITY
      return scope
    } catch (error) {
      const failure = failureOf(error, signal)
      if (failure.status === 403) account.refusedAt = now()
      throw failure
    }
  }

  async function get(session: Session, signal: AbortSignal): Promise<Scope> {
    try {
      return await ask(session, undefined, signal)
    } catch (error) {
      throw problemFrom(failureOf(error, signal))
    }
  }

  return {
    get,
    async fresh(session, signal) {
      const scope = await get(session, signal)
      const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
      try {
        return await ask(session, minuteMs / 1_000, patience)
      } catch (error) {
        const failure = failureOf(error, patience)
        if (isRefusal(failure) || failure.status === 403) throw problemFrom(failure)
        return scope
      }
    },
    isRefused: (session) => now() - accountOf(session).refusedAt < minuteMs,
  }
}

function problemFrom(failure: ButlrFailure): ButlrFailure | GatewayProblem {
  if (isRefusal(failure)) return failure
  if (failure.status === 403) {
    return new GatewayProblem('forbidden', {
      message:
        'Your Butlr account may not read the topology, so Headroom cannot tell which boards and displays are yours.',
      cause: failure,
    })
  }
  return accessUnknown(failure)
}

/** The problem of not knowing who may do what, because Butlr does not say. */
export function accessUnknown(failure: ButlrFailure | GatewayProblem): GatewayProblem {
  const isForbidden = failure instanceof GatewayProblem && failure.code === 'forbidden'
  return new GatewayProblem('access_unknown', {
    retryAfterSeconds: failure.retryAfterSeconds ?? retrySeconds,
    cause: failure,
    ...(isForbidden && {
      message:
        'Butlr refuses the topology to the gateway’s own account, so Headroom cannot check your access. Ask your administrator.',
    }),
  })
}
