import { HttpError, NetworkError } from '#src/contract/errors.ts'

/** The longest pause after a failure (unless asked to wait longer), and what it is at least for slow requests. */
const defaultMaximumPauseMs = 60_000
const slowPauseMs = 30_000
/** Displays that start together drift apart by this share of the interval. */
const jitter = 0.1

/**
 * When a request is due again. One for each query; it knows no timer: React Query's `refetchInterval` asks it.
 * Times are milliseconds of any monotonic clock.
 */
export type Poller = {
  readonly intervalMs: number
  /** A request begins. */
  begin(): void
  /** It was answered. */
  succeeded(): void
  /** It failed; the error may ask to wait. */
  failed(error: unknown): void
  /** Milliseconds until the next request is due, at least 1. */
  delay(): number
  /** Milliseconds in which no request may go out, whatever wants one; 0 when it may. */
  hold(): number
  /** A person asks for it: of what holds requests only `Retry-After` remains. */
  release(): void
  /** How long the last answer took in milliseconds; null before the first. */
  latencyMs(): number | null
}

/**
 * The one function that decides when to ask again.
 * In health: by deadline, so that the period is the interval and not interval plus latency, with ± 10 % jitter. In
 * failure: exponential with full jitter up to a minute (displays: 15 s), never sooner than in health (or half a minute) nor than
 * `Retry-After`; the next request is the retry. Requests that are abandoned before their answer are spaced likewise,
 * from the second on.
 *
 * @param intervalMs milliseconds between requests in health; Infinity to ask once
 * @param now a monotonic clock in milliseconds
 * @param random uniform in [0, 1)
 * @param maximumPauseMs how far repeated failures space requests out, unless the interval itself is longer
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
  /** Since the last answer. */
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
      // Waiting a little longer than asked keeps clients that were refused together from returning together.
      const pause = Math.max(least + (most - least) * random(), asked * (1 + jitter * random()))
      dueAt = now() + pause
      retryAfterUntil = now() + asked
      // Where nothing was reached, a network that is back may be tried sooner.
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
