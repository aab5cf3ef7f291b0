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

/** The gateway account at Butlr, which all displays share. */
export type ServiceAccount = {
  /** A hash that identifies the account without revealing its client ID; null if no account is configured. */
  key: string | null
  /** Makes one call to Butlr. Throws `GatewayError`: `no_account`, or the code for Butlr's error. */
  call: AccountCall
  /**
   * Makes one GraphQL call. A 401 only pauses GraphQL calls and does not mark the account as rejected, because the
   * reporting API may still accept it.
   */
  callTopology: AccountCall
  /** Whether the account is usable; signs in if there is no token yet. */
  state: (signal: AbortSignal) => Promise<'ready' | 'missing' | 'refused'>
}

/** Pause after Butlr rejects the account; the next request then retries, in case the account has been fixed. */
const refusalBackoffMs = 60_000

/**
 * @param credentials null if none are configured
 * @param renewal shares one sign-in among concurrent requests
 * @param now epoch milliseconds
 */
export function createServiceAccount(
  credentials: ServiceCredentials | null,
  renewal: TokenRenewal,
  now: () => number,
): ServiceAccount {
  let session: ClientSession | null = credentials && createSignedOutSession(credentials)
  let refusal: Wait | null = null
  let topologyRefusal: Wait | null = null

  function throwIfWaiting(wait: Wait | null): void {
    if (wait !== null && isWaiting(wait, now())) throw accountRefusedError(wait.until - now())
  }

  async function freshSession(signal: AbortSignal): Promise<Session> {
    if (session === null) throw new GatewayError('no_account')
    throwIfWaiting(refusal)
    const current = await renewal.ensureFreshToken(session, signal)
    if (current.kind === 'client') session = current
    return current
  }

  async function callWithRetry<T>(
    make: (session: Session, signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
    api: 'any' | 'topology',
  ): Promise<T> {
    if (api === 'topology') throwIfWaiting(topologyRefusal)
    try {
      const current = await freshSession(signal)
      try {
        return await make(current, signal)
      } catch (error) {
        if (!isUnauthorized(error)) throw error
        const replaced = await renewal.replaceToken(current, signal)
        if (replaced.kind === 'client') session = replaced
        return await make(replaced, signal)
      }
    } catch (error) {
      if (error instanceof SessionEndedError || isUnauthorized(error)) {
        const wait = startWait(now(), refusalBackoffMs)
        if (api === 'topology' && isUnauthorized(error)) topologyRefusal = wait
        else {
          session = credentials && createSignedOutSession(credentials)
          refusal = wait
        }
        throw accountRefusedError(refusalBackoffMs)
      }
      throw error instanceof ButlrError ? toGatewayError(error) : error
    }
  }
  const call: AccountCall = (make, signal) => callWithRetry(make, signal, 'any')

  return {
    key: credentials && accountKey(createSignedOutSession(credentials)),
    call,
    callTopology: (make, signal) => callWithRetry(make, signal, 'topology'),
    async state(signal) {
      if (credentials === null) return 'missing'
      try {
        await call(async () => undefined, signal)
        return 'ready'
      } catch (error) {
        // A temporary failure of Butlr does not mean that the account is rejected.
        return error instanceof GatewayError && error.code === 'no_account' ? 'refused' : 'ready'
      }
    },
  }
}

/**
 * Returns a session with an expired token, so that the first call signs in. No cookie contains it, so its ID is unused.
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

/** Whether Butlr returned errors without data (status 200), rejected the query (400) or denied access to it (403). */
function isQueryRefused(error: unknown): boolean {
  return error instanceof ButlrError && [200, 400, 403].includes(error.status ?? 0)
}
