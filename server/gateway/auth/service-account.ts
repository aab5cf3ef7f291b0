import { isUnauthorized, toGatewayError, ButlrError } from '#server/gateway/butlr/butlr-error.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { SessionEndedError, type TokenRenewal } from './token-renewal.ts'
import { type ClientSession, type Session, sessionRetryAfterKey } from './session.ts'
import * as v from 'valibot'
import type { ButlrClient } from '#server/gateway/butlr/butlr-client.ts'
import { accountKey } from '#server/gateway/topology/account-cache.ts'
import { organisationQuery } from '#server/gateway/topology/topology-loader.ts'
import { parseGraphqlAnswer, requiredList } from '#server/gateway/topology/graphql-answer.ts'
import { butlrTimeoutMs } from './with-session.ts'
import { isWaiting, startWait, type Wait } from '#server/gateway/http/wait.ts'

/** The API credentials that displays use. */
export type ServiceCredentials = { clientId: string; clientSecret: string }

type AccountCall = <T>(
  make: (session: Session, signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
) => Promise<T>

/** The gateway's Butlr account, which all displays share. */
export type ServiceAccount = {
  /** A hash that identifies the account without revealing its client ID; null if no account is configured. */
  key: string | null
  /** Makes one reporting call to Butlr. Throws `GatewayError`: `no_account`, or the code for Butlr's error. */
  call: AccountCall
  /**
   * Makes one GraphQL call. A 401 from GraphQL pauses only GraphQL calls and does not mark the account as rejected,
   * because the reporting API may still accept it.
   */
  callTopology: AccountCall
  /** Returns whether the account is usable, as far as is known. First signs in if it has no valid token. */
  state: (signal: AbortSignal) => Promise<'ready' | 'missing' | 'refused'>
}

/**
 * Pauses between attempts while Butlr rejects the account, in milliseconds. With the first two, displays recover within
 * 15 seconds of the end of an outage. The last applies after an hour of rejections, which probably mean that the
 * credentials are wrong.
 */
const pausesMs = { first: 5_000, outage: 8_000, lasting: 60_000 }
/** Duration of a series of rejections, in milliseconds, after which the `lasting` pause applies. */
const outageMs = 3_600_000

/** Tracks consecutive rejections of one kind, and the pause after the last rejection. */
function createRefusals(now: () => number) {
  /** When the first rejection of the series occurred; null if there is none. */
  let since: number | null = null
  let pause: Wait | null = null
  const leftMs = () => (pause !== null && isWaiting(pause, now()) ? pause.until - now() : 0)
  const nextPauseMs = () => {
    if (since === null) return pausesMs.first
    return now() - since < outageMs ? pausesMs.outage : pausesMs.lasting
  }
  return {
    leftMs,
    /** Starts the next pause, unless one is in progress, because concurrent calls are rejected together. */
    add() {
      if (leftMs() > 0) return
      pause = startWait(now(), nextPauseMs())
      since ??= now()
    },
    /**
     * Ends the series after a successful call, except during a pause, because such a call was sent before the
     * rejection.
     */
    reset() {
      if (leftMs() === 0) since = null
    },
  }
}

/**
 * @param credentials null if none are configured
 * @param renewal shares one sign-in among concurrent requests
 * @param now Unix milliseconds
 */
export function createServiceAccount(
  credentials: ServiceCredentials | null,
  renewal: TokenRenewal,
  now: () => number,
): ServiceAccount {
  let session: ClientSession | null = credentials && createSignedOutSession(credentials)
  // Rejections are counted separately, because one API may accept the account while another rejects it.
  const refusals = {
    signIn: createRefusals(now),
    reporting: createRefusals(now),
    topology: createRefusals(now),
  }
  type Kind = keyof typeof refusals

  function throwIfPaused(kind: Kind): void {
    const leftMs = refusals[kind].leftMs()
    if (leftMs > 0) throw accountRefusedError(leftMs)
  }

  async function freshSession(signal: AbortSignal): Promise<Session> {
    if (session === null) throw new GatewayError('no_account')
    throwIfPaused('signIn')
    throwIfPaused('reporting')
    const current = await renewal.ensureFreshToken(session, signal)
    if (current.kind === 'client') session = current
    return current
  }

  /** Records a rejection and returns the error to throw. */
  function refuse(kind: Kind): GatewayError {
    if (kind !== 'topology') session = credentials && createSignedOutSession(credentials)
    refusals[kind].add()
    return accountRefusedError(refusals[kind].leftMs())
  }

  async function callWithRetry<T>(
    make: (session: Session, signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
    api: 'reporting' | 'topology',
  ): Promise<T> {
    throwIfPaused(api)
    try {
      const result = await makeWithFreshToken(make, signal)
      // The result cannot come from a cache, because a rejection (401) clears the account's cached topology.
      refusals.signIn.reset()
      refusals[api].reset()
      return result
    } catch (error) {
      if (error instanceof SessionEndedError) throw refuse('signIn')
      if (isUnauthorized(error)) throw refuse(api)
      throw error instanceof ButlrError ? toGatewayError(error) : error
    }
  }

  async function makeWithFreshToken<T>(
    make: (session: Session, signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const current = await freshSession(signal)
    try {
      return await make(current, signal)
    } catch (error) {
      if (!isUnauthorized(error)) throw error
      const replaced = await renewal.replaceToken(current, signal)
      if (replaced.kind === 'client') session = replaced
      return await make(replaced, signal)
    }
  }

  return {
    key: credentials && accountKey(createSignedOutSession(credentials)),
    call: (make, signal) => callWithRetry(make, signal, 'reporting'),
    callTopology: (make, signal) => callWithRetry(make, signal, 'topology'),
    async state(signal) {
      if (credentials === null) return 'missing'
      try {
        await freshSession(signal)
        return 'ready'
      } catch (error) {
        if (error instanceof SessionEndedError) refuse('signIn')
        // A temporary failure of Butlr does not mean that the account is rejected.
        const isRefused = refusals.signIn.leftMs() > 0 || refusals.reporting.leftMs() > 0
        return isRefused ? 'refused' : 'ready'
      }
    },
  }
}

/**
 * Returns a session with an expired token, so that the first call signs in. No cookie contains this session, so its ID
 * is unused.
 */
function createSignedOutSession({ clientId, clientSecret }: ServiceCredentials): ClientSession {
  const [endsAt, latestEnd] = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
  const grant = { token: '', tokenUntil: 0, renewAt: 0 }
  return { kind: 'client', id: 'gateway', clientId, clientSecret, endsAt, latestEnd, ...grant }
}

function accountRefusedError(waitMs: number): GatewayError {
  return new GatewayError('no_account', {
    message: 'Butlr rejected Headroom’s BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET.',
    retryAfterSeconds: Math.ceil(waitMs / 1_000),
  })
}

const Site = v.object({ org_id: v.pipe(v.string(), v.trim(), v.minLength(1)) })

/**
 * Returns a function that finds the organisation ID of the gateway account: null if its sites belong to no organisation
 * or to several, or if Butlr rejects the query. The function throws `GatewayError` if Butlr fails or there is no
 * account.
 */
export function createOrganisationLookup(
  butlr: ButlrClient,
  account: ServiceAccount,
): () => Promise<string | null> {
  const body = { query: organisationQuery }
  return function findOrganisation() {
    return account.callTopology(async (session, signal) => {
      const { token } = session
      try {
        return singleOrganisationId(
          await butlr({
            path: '/api/v3/graphql',
            body,
            token,
            account: sessionRetryAfterKey(session),
            signal,
          }),
        )
      } catch (error) {
        if (isQueryRefused(error)) return null
        throw error
      }
    }, AbortSignal.timeout(butlrTimeoutMs))
  }
}

function singleOrganisationId(answer: unknown): string | null {
  const sites = requiredList(parseGraphqlAnswer(answer), 'sites')
  const parsed = (Array.isArray(sites) ? sites : []).map((site) => v.safeParse(Site, site))
  const ids = new Set(parsed.flatMap((site) => (site.success ? [site.output.org_id] : [])))
  const [id] = ids
  return ids.size === 1 && id !== undefined ? id : null
}

/**
 * Returns whether Butlr returned errors without data (status 200), rejected the query (400) or denied access to it
 * (403).
 */
function isQueryRefused(error: unknown): boolean {
  return error instanceof ButlrError && [200, 400, 403].includes(error.status ?? 0)
}
