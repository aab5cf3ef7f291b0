import { HttpError, NetworkError } from '#src/contract/errors.ts'

/** Maximum pause after failures, and the cap on the minimum pause. A longer `Retry-After` takes precedence. */
const defaultMaximumPauseMs = 60_000
const slowPauseMs = 30_000
/** Maximum random deviation as a share of the interval, so that displays that start together drift apart. */
const jitter = 0.1

/**
 * The request schedule of one query. It has no timer: React Query's `refetchInterval` reads `delay`. Times are
 * milliseconds of any monotonic clock.
 */
export type Poller = {
  readonly intervalMs: number
  /** Records the start of a request. */
  begin(): void
  /** Records a successful response. */
  succeeded(): void
  /** Records a failure; the error may contain `Retry-After`. */
  failed(error: unknown): void
  /** Returns the milliseconds until the next request is due, at least 1. */
  delay(): number
  /**
   * Returns the milliseconds that any request must still wait, regardless of what triggers it; 0 when it may be sent.
   */
  hold(): number
  /** Allows an immediate request, for a manual refresh; only `Retry-After` still delays it. */
  release(): void
  /** Returns the latency of the last response in milliseconds; null before the first. */
  latencyMs(): number | null
}

/**
 * Creates a poller. All decisions on when to send the next request are made here.
 * After a success: at a deadline, so that the period is the interval and not interval plus latency, with ± 10% jitter.
 * After a failure: exponential backoff with full jitter up to a minute (15 s on displays), never sooner than the
 * interval or half a minute, whichever is shorter, nor than `Retry-After`; the next request is the retry. Requests
 * cancelled before their response back off as well, from the second on.
 *
 * @param intervalMs poll interval in milliseconds; Infinity for a single request
 * @param now a monotonic clock in milliseconds
 * @param random returns a uniform random number in [0, 1)
 * @param maximumPauseMs maximum backoff in milliseconds, unless the minimum pause is longer
 */
export function createPoller(
  intervalMs: number,
  now: () => number,
  random: () => number,
  maximumPauseMs = defaultMaximumPauseMs,
): Poller {
  let startedAt = now()
  let dueAt = startedAt
  let heldUntil = startedAt
  let retryAfterUntil = startedAt
  /** Requests since the last success. */
  let attempts = 0
  let latency: number | null = null

  return {
    intervalMs,
    begin() {
      startedAt = now()
      attempts += 1
      if (attempts > 1) heldUntil = startedAt + Math.min(maximumPauseMs, 500 * 2 ** attempts)
    },
    succeeded() {
      attempts = 0
      latency = now() - startedAt
      heldUntil = startedAt
      dueAt = startedAt + intervalMs * (1 + jitter * (2 * random() - 1))
    },
    failed(error) {
      const least = Math.min(slowPauseMs, intervalMs)
      const most = Math.max(least, Math.min(maximumPauseMs, intervalMs * 2 ** attempts))
      const asked = error instanceof HttpError ? (error.retryAfterMs ?? 0) : 0
      // Waiting slightly longer than `Retry-After` keeps clients that were rejected together from retrying together.
      const pause = Math.max(least + (most - least) * random(), asked * (1 + jitter * random()))
      dueAt = now() + pause
      retryAfterUntil = now() + asked
      // After a network error, a restored network may be tried sooner.
      if (!(error instanceof NetworkError)) heldUntil = dueAt
    },
    delay() {
      return Math.max(1, dueAt - now(), heldUntil - now())
    },
    hold() {
      return Math.max(0, heldUntil - now())
    },
    release() {
      heldUntil = retryAfterUntil
    },
    latencyMs() {
      return latency
    },
  }
}
