import { currentOccupancyRequest } from '#src/contract/reporting.ts'
import type { ServiceAccount } from '#server/gateway/auth/service-account.ts'
import { sessionRetryAfterKey } from '#server/gateway/auth/session.ts'
import type { AnswerReader } from '#server/gateway/butlr/answer-reader.ts'
import type { ButlrClient } from '#server/gateway/butlr/butlr-client.ts'
import type { ReadingColumns } from '#server/gateway/butlr/reading-columns.ts'
import { answerSizeLimits } from '#server/gateway/butlr/report-limits.ts'
import { abortable } from '#server/gateway/http/abortable.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { startRace, type Race } from '#server/gateway/http/race.ts'
import { isWaiting, startWait, type Wait } from '#server/gateway/http/wait.ts'

/**
 * The readings of all rooms, and when Butlr sent them (`at`, in Unix milliseconds). `incomplete` is true if Butlr sent
 * an error with them; missing data is then unknown.
 */
export type ReadingsSnapshot = { at: number; readings: ReadingColumns; incomplete: boolean }
export type SharedReadings = { get: (signal: AbortSignal) => Promise<ReadingsSnapshot> }

/** Delay before the next request after a failure; until then, all displays receive the same failure. */
const failureBackoffMs = 1_000

type SharedReadingsDeps = {
  butlr: ButlrClient
  read: AnswerReader
  account: ServiceAccount
  /** Returns the time in Unix milliseconds. */
  now: () => number
  /** Milliseconds between two calls to Butlr. */
  intervalMs: number
  /** Timeout of one call, in milliseconds. */
  deadlineMs: number
}

/**
 * Shares one poll among all displays: sends Butlr one request per interval for any number of displays, and none while
 * no display polls. A poll that hangs is repeated. Displays also share a failure, for a second or for its retry delay.
 * Throws `GatewayError`.
 */
export function createSharedReadings(parts: SharedReadingsDeps): SharedReadings {
  const { now, intervalMs } = parts
  let snapshot: ReadingsSnapshot | null = null
  let inFlight: { race: Race<ReadingsSnapshot>; result: Promise<ReadingsSnapshot> } | null = null
  let backoff: { wait: Wait; problem: unknown } | null = null

  async function settle(race: Race<ReadingsSnapshot>): Promise<ReadingsSnapshot> {
    try {
      snapshot = await race.result
      backoff = null
      return snapshot
    } catch (error) {
      // `createButlrClient` enforces the wait of a rate-limited account.
      const seconds =
        error instanceof GatewayError && error.code !== 'rate_limited'
          ? (error.retryAfterSeconds ?? 0)
          : 0
      const waitMs = Math.max(failureBackoffMs, seconds * 1_000)
      backoff = { wait: startWait(now(), waitMs), problem: error }
      throw error
    } finally {
      inFlight = null
    }
  }

  function poll() {
    const race = startRace((signal) => fetchReadings(parts, signal), now)
    const result = settle(race)
    // Prevents an unhandled rejection if all displays that waited for the poll have given up.
    result.catch(() => undefined)
    return { race, result }
  }

  return {
    async get(signal) {
      const age = snapshot === null ? Number.POSITIVE_INFINITY : now() - snapshot.at
      // A negative age means that the clock was set back, so the actual age of the snapshot is unknown.
      if (snapshot !== null && age >= 0 && age < intervalMs) return snapshot
      if (inFlight === null && backoff !== null && isWaiting(backoff.wait, now())) {
        throw backoff.problem
      }
      inFlight ??= poll()
      inFlight.race.repeatIfSlow()
      return abortable(inFlight.result, signal)
    },
  }
}

async function fetchReadings(
  { butlr, read, account, now, deadlineMs }: SharedReadingsDeps,
  decided: AbortSignal,
): Promise<ReadingsSnapshot> {
  // The call has its own timeout, because many displays wait for it and none of them may cancel it for the others.
  const signal = AbortSignal.any([decided, AbortSignal.timeout(deadlineMs)])
  return account.call(async (session) => {
    const body = currentOccupancyRequest
    const { readings, complete } = await butlr({
      path: '/api/v3/reporting',
      body,
      token: session.token,
      account: sessionRetryAfterKey(session),
      signal,
      read: read({ kind: 'readings' }),
      maxBytes: answerSizeLimits.live,
    })
    return { at: now(), readings, incomplete: !complete }
  }, signal)
}
