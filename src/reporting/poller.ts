import { HttpError } from '#src/api/errors.ts'

/** A failing poll is never repeated sooner than this, nor (unless asked to wait longer) later than the longest pause. */
const shortestPauseMs = 1_000
const usualLongestPauseMs = 60_000
/** Displays that start together drift apart by this share of the interval. */
const jitter = 0.1

/**
 * When the next poll is due. One for each polled query; it knows no timer: React Query's `refetchInterval` asks it.
 * Times are milliseconds of any monotonic clock.
 */
export type Poller = {
  readonly intervalMs: number
  /** A poll begins. */
  begin(): void
  /** It was answered. */
  succeeded(): void
  /** It failed; the error may ask to wait. */
  failed(error: unknown): void
  /** Milliseconds until the next poll is due, at least 1. */
  delay(): number
  /** How long the last answer took in milliseconds; null before the first. */
  latencyMs(): number | null
}

/**
 * The one function that decides when to poll.
 * In health: by deadline, so that the period is the interval and not interval plus latency, with ± 10 % jitter. In
 * failure: exponential with full jitter up to a minute, never sooner than `Retry-After`; the next poll is the retry.
 *
 * @param intervalMs milliseconds between polls in health
 * @param now a monotonic clock in milliseconds
 * @param random uniform in [0, 1)
 * @param longestPauseMs how far repeated failures space polls out, unless the interval itself is longer
 */
export function createPoller(
  intervalMs: number,
  now: () => number,
  random: () => number,
  longestPauseMs = usualLongestPauseMs,
): Poller {
  let begunAt = now()
  let dueAt = begunAt
  let failures = 0
  let latency: number | null = null

  return {
    intervalMs,
    begin() {
      begunAt = now()
    },
    succeeded() {
      failures = 0
      latency = now() - begunAt
      dueAt = begunAt + intervalMs * (1 + jitter * (2 * random() - 1))
    },
    failed(error) {
      failures += 1
      const ceiling = Math.min(Math.max(longestPauseMs, intervalMs), intervalMs * 2 ** failures)
      const asked = error instanceof HttpError ? (error.retryAfterMs ?? 0) : 0
      const pause = Math.max(shortestPauseMs, ceiling * random())
      // Waiting a little longer than asked keeps clients that were refused together from returning together.
      dueAt = now() + (asked > 0 ? Math.max(asked * (1 + jitter * random()), pause) : pause)
    },
    delay() {
      return Math.max(1, dueAt - now())
    },
    latencyMs() {
      return latency
    },
  }
}
