/** The time at Butlr, according to the `Date` headers of its responses. It does not depend on this machine's clock. */
export type ButlrClock = {
  addResponse: (response: Response) => void
  /**
   * Returns the time in Unix milliseconds, or null until two responses in a row agree. The time is early by up to a
   * second plus the latency of a response, and never late.
   */
  now: () => number | null
}

/** Two responses agree if the difference of their `Date` headers is within this tolerance of the time between them. */
const toleranceMs = 60 * 60_000

/**
 * Creates a clock that changes only when two successive responses agree, so that one wrong header (of a proxy, for
 * example) has no effect.
 *
 * @param elapsed returns the milliseconds of a monotonic clock
 */
export function createButlrClock(elapsed: () => number = () => performance.now()): ButlrClock {
  /**
   * Butlr's time minus the elapsed time, in milliseconds: `latest` from the last response, `confirmed` from two
   * responses that agree.
   */
  let latest: number | null = null
  let confirmed: number | null = null
  return {
    addResponse({ headers }) {
      const date = Date.parse(headers.get('Date') ?? '')
      if (Number.isNaN(date)) return
      const offset = date - elapsed()
      if (latest !== null && Math.abs(offset - latest) <= toleranceMs) confirmed = offset
      latest = offset
    },
    now: () => (confirmed === null ? null : Math.floor(confirmed + elapsed())),
  }
}
