/**
 * Determines when the next request may be sent. `elapsed` is in milliseconds of a monotonic clock, because a wrong time
 * would block all requests after it is corrected.
 */
export type RequestBudget = {
  /** Returns the milliseconds to wait before the next request. */
  waitMs: (elapsed: number) => number
  onRequest: (elapsed: number) => void
  /**
   * Records a failed request. The next request waits for the time that the server specifies, else 5 seconds after the
   * first failure, and twice as long after each further failure, up to a minute.
   */
  onFailure: (elapsed: number, retryAfterSeconds: number | undefined) => void
  onSuccess: () => void
}

const firstDelayMs = 5_000
const maxDelayMs = 60_000
/** The longest wait that is accepted from a server. */
const maxRetryAfterMs = 3_600_000

/** Creates a budget that spreads requests evenly over a minute. */
export function createRequestBudget(requestsPerMinute: number): RequestBudget {
  const spacingMs = 60_000 / requestsPerMinute
  let next = Number.NEGATIVE_INFINITY
  let failures = 0
  return {
    waitMs: (elapsed) => Math.max(0, next - elapsed),
    onRequest(elapsed) {
      next = Math.max(next, elapsed) + spacingMs
    },
    onFailure(elapsed, retryAfterSeconds) {
      const delay = Math.min(firstDelayMs * 2 ** failures, maxDelayMs)
      const wait = retryAfterSeconds === undefined ? delay : retryAfterSeconds * 1_000
      next = Math.max(next, elapsed + Math.min(wait, maxRetryAfterMs))
      failures += 1
    },
    onSuccess() {
      failures = 0
    },
  }
}
