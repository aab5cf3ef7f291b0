import { HttpError, NetworkError } from '#src/contract/errors.ts'

/** Maximum pause after a failure, in milliseconds. A longer `Retry-After` takes precedence. */
const maximumPauseMs = 60_000
/** The minimum pause after a failure is the interval, but at most this long, in milliseconds. */
const slowPauseMs = 30_000
/** Maximum random deviation as a share of the interval, so that pages that start together drift apart. */
const jitter = 0.1

/**
 * The request schedule of one query. It has no timer, because React Query's `refetchInterval` reads `delay`. Times are
 * in milliseconds by any monotonic clock.
 */
export type Poller = {
  readonly intervalMs: number
  begin(): void
  succeeded(): void
  /** Records a failure, whose error can contain `Retry-After`. */
  failed(error: unknown): void
  /** Returns the time until the next request is due in milliseconds, at least 1. */
  delay(): number
  /**
   * Returns how long a request must still wait in milliseconds, regardless of what triggers it; 0 if it can be sent
   * now.
   */
  hold(): number
  /** Allows an immediate request, for a manual refresh. Only `Retry-After` can still delay it. */
  release(): void
  /** Returns the latency of the last response in milliseconds, or null before the first response. */
  latencyMs(): number | null
}

/**
 * Creates a poller, which alone decides when the next request is sent.
 * - After a success, the next request is due one interval after the start of the last one, with ± 10% jitter. Latency
 *   does not lengthen the period.
 * - After a failure, the pause grows exponentially up to a minute, with full jitter. It is never shorter than the
 *   interval or half a minute, whichever is shorter, or than `Retry-After`. The next request is the retry.
 * - Requests that are cancelled before their response also cause a pause, from the second one on.
 *
 * @param intervalMs poll interval in milliseconds; Infinity for a single request
 * @param now monotonic clock in milliseconds
 * @param random returns a uniform random number in [0, 1)
 */
export function createPoller(intervalMs: number, now: () => number, random: () => number): Poller {
  let startedAt = now()
  let dueAt = startedAt
  let heldUntil = startedAt
  let retryAfterUntil = startedAt
  /** Number of requests since the last success. */
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
      // A slightly longer wait than `Retry-After` keeps clients that were rejected together from retrying together.
      const pause = Math.max(least + (most - least) * random(), asked * (1 + jitter * random()))
      dueAt = now() + pause
      retryAfterUntil = now() + asked
      // After a network error, a request may be sent sooner, because the network may be back.
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
