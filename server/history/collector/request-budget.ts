/** When the next request may be sent. Times are in Unix milliseconds. */
export type RequestBudget = {
  /** Returns the milliseconds to wait before the next request. */
  waitMs: (now: number) => number
  onRequest: (now: number) => void
  /**
   * Records a failed request: the next one waits as long as the server asks, else 5 seconds after the first failure, and
   * twice as long after each further one, up to a minute.
   */
  onFailure: (now: number, retryAfterSeconds: number | undefined) => void
  onSuccess: () => void
}

const firstDelayMs = 5_000
const maxDelayMs = 60_000
/** The longest wait that a server can ask for. */
const maxRetryAfterMs = 3_600_000

/** Creates a budget of a number of requests per minute, evenly spaced. */
export function createRequestBudget(requestsPerMinute: number): RequestBudget {
  const spacingMs = 60_000 / requestsPerMinute
  let next = 0
  let failures = 0
  return {
    waitMs: (now) => Math.min(Math.max(0, next - now), maxRetryAfterMs),
    onRequest(now) {
      // A wrong time can have set `next` far in the future, so the wait is limited.
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
