/** Determines when the next request may be sent. `now` is in Unix milliseconds. */
export type RequestBudget = {
  /** Returns the milliseconds to wait before the next request. */
  waitMs: (now: number) => number
  onRequest: (now: number) => void
  /**
   * Records a failed request. The next request waits for the time that the server specifies, else 5 seconds after the
   * first failure, and twice as long after each further failure, up to a minute.
   */
  onFailure: (now: number, retryAfterSeconds: number | undefined) => void
  onSuccess: () => void
}

const firstDelayMs = 5_000
const maxDelayMs = 60_000
/** The longest wait that is accepted from a server. */
const maxRetryAfterMs = 3_600_000

/** Creates a budget that spreads requests evenly over a minute. */
export function createRequestBudget(requestsPerMinute: number): RequestBudget {
  const spacingMs = 60_000 / requestsPerMinute
  let next = 0
  let failures = 0
  return {
    waitMs: (now) => Math.min(Math.max(0, next - now), maxRetryAfterMs),
    onRequest(now) {
      // A wrong clock can have set `next` far in the future, so the wait is limited.
      next = Math.min(Math.max(next, now), now + maxRetryAfterMs) + spacingMs
    },
    onFailure(now, retryAfterSeconds) {
      const delay = Math.min(firstDelayMs * 2 ** failures, maxDelayMs)
      const wait = retryAfterSeconds === undefined ? delay : retryAfterSeconds * 1_000
      next = Math.max(next, now + Math.min(wait, maxRetryAfterMs))
      failures += 1
    },
    onSuccess() {
      failures = 0
    },
  }
}
