import { LRUCache } from 'lru-cache'
import { currentOccupancyRequest } from '#src/contract/reporting.ts'
import { maxPlacesAgeMs } from '#server/gateway/access/access-scope.ts'
import { sessionRetryAfterKey, type Session } from '#server/gateway/auth/session.ts'
import type { AnswerReader } from '#server/gateway/butlr/answer-reader.ts'
import type { ButlrClient } from '#server/gateway/butlr/butlr-client.ts'
import { ButlrError, isUnauthorized } from '#server/gateway/butlr/butlr-error.ts'
import { answerSizeLimits, type ReportLimits } from '#server/gateway/butlr/report-limits.ts'
import { createSharedCall, type SharedCall } from '#server/gateway/butlr/shared-call.ts'
import { accountKey } from '#server/gateway/topology/account-cache.ts'

/**
 * Returns the IDs of the rooms in the live reports that the gateway requested for the account within the last hour. If
 * the request fails and no rooms are known, or the token is rejected (401), throws `ButlrError` or `GatewayError`
 * (`busy`).
 */
export type ReportedRooms = (session: Session, signal: AbortSignal) => Promise<ReadonlySet<string>>

type ReportedRoomsDeps = {
  butlr: ButlrClient
  read: AnswerReader
  /** Limits of live reports, which the live polls of pages use too. */
  liveLimits: ReportLimits
  /** Returns the time in Unix milliseconds. */
  now: () => number
  /** Timeout of one call to Butlr, in milliseconds. */
  deadlineMs: number
}
type AccountReports = {
  /** When the last report arrived, or failed while rooms were known, in Unix milliseconds. */
  triedAt: number
  lastSeen: Map<string, number>
  report: SharedCall<void>
}

const maxAccounts = 200
const refreshIntervalMs = 60_000

/** Creates the lookup of reported rooms, with one report per account for all concurrent requests. */
export function createReportedRooms(deps: ReportedRoomsDeps): ReportedRooms {
  const { now } = deps
  const accounts = new LRUCache<string, AccountReports>({
    max: maxAccounts,
    memoMethod: () => ({
      triedAt: Number.NEGATIVE_INFINITY,
      lastSeen: new Map(),
      report: createSharedCall(deps),
    }),
  })

  /**
   * Requests a report and records its rooms here, because the waiting requests may have been aborted when the report
   * arrives.
   */
  async function requestReport(
    session: Session,
    account: AccountReports,
    signal: AbortSignal,
  ): Promise<void> {
    const ids = await fetchIds(session, signal, deps)
    account.triedAt = now()
    for (const id of ids) account.lastSeen.set(id, now())
  }

  return async function reportedRooms(session, signal) {
    const account = accounts.memo(accountKey(session))
    const { lastSeen, report } = account
    const age = now() - account.triedAt
    if (age < 0 || age >= refreshIntervalMs) {
      try {
        await report(session.token, (until) => requestReport(session, account, until), signal)
      } catch (error) {
        forgetOldRooms(lastSeen, now())
        if (isUnauthorized(error) || lastSeen.size === 0) throw error
        if (error instanceof ButlrError && !signal.aborted) account.triedAt = now()
      }
    }
    forgetOldRooms(lastSeen, now())
    return new Set(lastSeen.keys())
  }
}

function forgetOldRooms(lastSeen: Map<string, number>, now: number): void {
  for (const [id, at] of lastSeen) if (now - at >= maxPlacesAgeMs) lastSeen.delete(id)
}

async function fetchIds(
  session: Session,
  signal: AbortSignal,
  { butlr, read, liveLimits }: ReportedRoomsDeps,
): Promise<readonly string[]> {
  const leave = await liveLimits.acquire(session.id, signal, sessionRetryAfterKey(session))
  try {
    const { ids } = await butlr({
      path: '/api/v3/reporting',
      body: currentOccupancyRequest,
      token: session.token,
      account: sessionRetryAfterKey(session),
      signal,
      read: read({ kind: 'room-ids' }),
      maxBytes: answerSizeLimits.live,
    })
    return ids
  } finally {
    leave()
  }
}
