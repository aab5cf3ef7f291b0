import { sensorHealthIntervalMs } from '#src/contract/display.ts'
import type { DocumentName, DocumentRequest } from '#src/contract/topology.ts'
import {
  butlrErrorFields,
  type ButlrError,
  toButlrError,
  isUnauthorized,
} from '#server/gateway/butlr/butlr-error.ts'
import { compressBody, type CompressedBody } from '#server/gateway/http/compressed-body.ts'
import type { Log } from '#server/gateway/http/request-log.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { createAccountCache, type CachedAnswer, type CacheEntry } from './account-cache.ts'
import type { LoadTopology } from './topology-loader.ts'
import type { TopologySummary, TopologyDocument } from './topology-summary.ts'
import { abortable } from '#server/gateway/http/abortable.ts'
import { isWaiting, startWait } from '#server/gateway/http/wait.ts'

export type TopologyCache = {
  /**
   * Returns the response for a document: the same object while it is cached. The caller must have validated the
   * session. Throws `ButlrError`. A 401 always concerns the token of this session.
   */
  get: (
    session: Session,
    request: DocumentRequest,
    signal: AbortSignal,
  ) => Promise<TopologyDocument>
  /** Like `get`, but returns a compressed and tagged body, which is created once per cached response. */
  getCompressed: (
    session: Session,
    request: DocumentRequest,
    signal: AbortSignal,
  ) => Promise<CompressedBody>
  /**
   * Returns the summary of an account's cached response of any age. If there is none, returns null if the last call
   * failed, or if Butlr rejected this token within the last minute; otherwise undefined. Never calls Butlr.
   */
  cached: (session: Session, document: DocumentName) => TopologySummary | null | undefined
  /** Evicts all entries of an account whose session has ended. */
  drop: (session: Session) => void
}

type TopologyCacheDeps = {
  load: LoadTopology
  /** Returns the time in Unix milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
  /** Timeout of one call to Butlr, in milliseconds. */
  deadlineMs: number
}
type Lookup = { session: Session; document: DocumentName; slot: CacheEntry }

const second = 1_000
const minute = 60 * second
/**
 * Maximum ages of a response, in milliseconds. Up to `fresh`, it is returned as is; up to `usable`, it is returned
 * while a newer response loads in the background.
 */
const maxAges: Record<DocumentName, { fresh: number; usable: number }> = {
  places: { fresh: 10 * minute, usable: 60 * minute },
  // Sensor health decides between Free and No data, so the response must be recent.
  sensors: { fresh: sensorHealthIntervalMs, usable: sensorHealthIntervalMs },
}
/**
 * Delay before an incomplete response is requested again, and before a retry after a failure while a cached response is
 * usable.
 */
const retryMs = minute
/** Delay before a retry after a failure without a usable cached response. */
const firstRetryMs = 5 * second
/** Maximum number of accounts, and maximum total size of their cached responses in bytes. */
const capacity = { accounts: 200, bytes: 64 * 1024 * 1024 }

/**
 * Caches topology between requests (decision 0011): one call to Butlr per account and document for all concurrent
 * requests, and none while the cached response is fresh.
 */
export function createTopologyCache({
  load,
  now,
  log,
  deadlineMs,
}: TopologyCacheDeps): TopologyCache {
  const accounts = createAccountCache(capacity)

  return {
    drop: accounts.drop,
    cached: (session, document) =>
      cachedSummary(accounts.entry(session, document), session.token, now()),
    get: async (session, request, signal) => (await getCached(session, request, signal)).document,
    async getCompressed(session, request, signal) {
      const kept = await getCached(session, request, signal)
      kept.compressed ??= compressBody(kept.document.json, kept.document.tag)
      return kept.compressed
    },
  }

  async function getCached(
    session: Session,
    { document, fresherThanSeconds }: DocumentRequest,
    signal: AbortSignal,
  ): Promise<CachedAnswer> {
    const slot = accounts.entry(session, document)
    const { kept } = slot
    const wished = (fresherThanSeconds ?? Number.POSITIVE_INFINITY) * second
    if (
      kept === undefined ||
      !isWithin(now(), kept.at, Math.min(maxAges[document].usable, wished))
    ) {
      return fetchShared(session, document, signal)
    }
    const { fresh } = maxAges[document]
    if (isWithin(now(), kept.at, kept.complete ? fresh : Math.min(fresh, retryMs))) return kept
    if (!isPaused(slot, now(), retryMs)) {
      void sharedLoad({ session, document, slot }).catch(() => undefined)
    }
    return kept
  }

  async function fetchShared(
    session: Session,
    document: DocumentName,
    signal: AbortSignal,
  ): Promise<CachedAnswer> {
    for (;;) {
      const slot = accounts.entry(session, document)
      const recentFailure = findRecentFailure(slot, now())
      if (recentFailure) throw recentFailure
      const token = slot.inFlight?.token ?? session.token
      try {
        return await abortable(sharedLoad({ session, document, slot }), signal)
      } catch (error) {
        // Another session's token was rejected, which does not concern this session.
        if (!isUnauthorized(error) || token === session.token) throw toButlrError(error, signal)
      }
    }
  }

  function sharedLoad(trip: Lookup): Promise<CachedAnswer> {
    const { slot, session } = trip
    return (slot.inFlight ??= { token: session.token, landing: loadIntoCache(trip) }).landing
  }

  async function loadIntoCache({ session, document, slot }: Lookup): Promise<CachedAnswer> {
    // The call has its own timeout, because many requests wait for it and none of them may cancel it for the others.
    const signal = AbortSignal.timeout(deadlineMs)
    try {
      slot.kept = await load(document, session, signal)
      delete slot.failed
      accounts.trim((kept, name) => isWithin(now(), kept.at, maxAges[name].usable))
      return slot.kept
    } catch (error) {
      const failure = toButlrError(error, signal)
      if (isUnauthorized(failure)) {
        accounts.drop(session)
        accounts.entry(session, document).refused = { token: session.token, at: now() }
      } else slot.failed = { at: now(), failure }
      if (slot.kept) log.warn({ document, ...butlrErrorFields(failure) }, 'cannot refresh topology')
      throw failure
    } finally {
      delete slot.inFlight
    }
  }
}

/**
 * Returns whether an event happened less than `ms` ago. Returns false for a time in the future, because the age is
 * unknown once the clock has been set back.
 */
export function isWithin(now: number, at: number, ms: number): boolean {
  const age = now - at
  return age >= 0 && age < ms
}

/**
 * Returns whether the next call has to wait after a failure: for `ms`, or for Butlr's Retry-After if that is longer.
 */
function isPaused({ failed }: CacheEntry, now: number, ms: number): boolean {
  if (failed === undefined) return false
  const wait = Math.max(ms, (failed.failure.retryAfterSeconds ?? 0) * second)
  return isWaiting(startWait(failed.at, wait), now)
}

/** Returns the failure to throw instead of calling Butlr again, or undefined if a call is allowed. */
function findRecentFailure(slot: CacheEntry, now: number): ButlrError | undefined {
  const { failed } = slot
  // `createButlrClient` enforces `Retry-After`.
  const isRecent = failed && !failed.failure.asksToWait && isPaused(slot, now, firstRetryMs)
  return isRecent ? failed.failure : undefined
}

function cachedSummary(
  { kept, failed, refused }: CacheEntry,
  token: string,
  now: number,
): TopologySummary | null | undefined {
  const isRefused = refused?.token === token && isWithin(now, refused.at, retryMs)
  return kept?.document.summary ?? (failed || isRefused ? null : undefined)
}
