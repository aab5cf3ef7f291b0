import { HttpError } from '#src/contract/errors.ts'
import { second } from '#src/domain/time/duration.ts'

/** Decides when the next request of a task is due. Unlike `createPoller`, it favours fast recovery. */
export type RequestSchedule = {
  readonly intervalMs: number
  begin(): void
  succeeded(): void
  /** Records a failure, whose error can contain `Retry-After`. */
  failed(error: unknown): void
  /** Returns the time until the next request is due in milliseconds, at least 1 and at most `maxMs`. */
  delay(maxMs?: number): number
  /** Returns the latency of the last response in milliseconds, or null before the first response. */
  latencyMs(): number | null
}

/** Limits of the time from the start of a failed request to the start of the next one, in milliseconds. */
type RetryLimits = { min: number; max: number }

/**
 * Boards are live within 15 s after an outage: the gateway detects its end within 6 s, displays retry within 8 s, and
 * the rest is latency. During the outage, 200 displays send 31 requests/s, fewer than the 40 requests/s of their usual
 * polls.
 */
const boardRetry: RetryLimits = { min: 5 * second, max: 8 * second }
/** Maximum random deviation as a share of the interval, so that displays that start together drift apart. */
const jitter = 0.1
/** Maximum time over which displays spread requests that would otherwise be simultaneous, in milliseconds. */
const maxSpreadMs = 5 * second

/**
 * Creates the schedule of a task.
 * - After a success, the next request is due one interval after the start of the last one, with ± 10% jitter. A
 *   response that took longer may have reached many displays at the same time. They then spread their next requests
 *   over an interval, or over the maximum delay if that is shorter.
 * - After a failure, the pause grows with each attempt within `retry`, with full jitter. It begins at the start of the
 *   request, so that a timeout does not delay the retry.
 * - `Retry-After` takes precedence. Displays that were rejected together spread their retries.
 *
 * @param options.monotonic monotonic clock in milliseconds
 * @param options.random returns a uniform random number in [0, 1)
 */
export function createRequestSchedule({
  intervalMs,
  monotonic,
  random,
  retry = boardRetry,
}: {
  intervalMs: number
  monotonic: () => number
  random: () => number
  retry?: RetryLimits
}): RequestSchedule {
  const spreadMs = Math.min(intervalMs, maxSpreadMs)
  let startedAt = monotonic()
  /** When the next request is due; null if the response arrived after that time. */
  let dueAt: number | null = startedAt
  /** Number of failures since the last success. */
  let failures = 0
  let latency: number | null = null

  return {
    intervalMs,
    begin() {
      startedAt = monotonic()
    },
    succeeded() {
      failures = 0
      const now = monotonic()
      latency = now - startedAt
      const regularAt = startedAt + intervalMs * (1 + jitter * (2 * random() - 1))
      dueAt = regularAt > now ? regularAt : null
    },
    failed(error) {
      failures += 1
      const now = monotonic()
      const min = Math.min(retry.min, intervalMs)
      const max = Math.max(min, Math.min(retry.max, intervalMs * 2 ** failures))
      const retryAt = startedAt + min + (max - min) * random()
      const askedMs = error instanceof HttpError ? (error.retryAfterMs ?? 0) : 0
      dueAt = askedMs > 0 ? Math.max(retryAt, now + askedMs + spreadMs * random()) : retryAt
    },
    delay(maxMs = Number.POSITIVE_INFINITY) {
      if (dueAt === null) return Math.max(1, Math.min(spreadMs, maxMs) * random())
      const regularMs = dueAt - monotonic()
      // The maximum delay ends at the same time for all displays with the same readings, so they spread their requests
      // before that time.
      return Math.max(1, regularMs > maxMs ? maxMs * (1 - jitter * random()) : regularMs)
    },
    latencyMs: () => latency,
  }
}
