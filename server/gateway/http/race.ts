/** A call to Butlr that is repeated while it hangs; the first response counts. */
export type Race<T> = {
  /** Rejects with the last error once all calls have failed. */
  result: Promise<T>
  /** Starts another call if the newest call has been in flight for `repeatAfterMs`. */
  repeatIfSlow: () => void
}

/**
 * Age at which a call is repeated, in milliseconds. After an outage, Butlr may respond to new calls while a call from
 * before the outage hangs until its timeout.
 */
const repeatAfterMs = 5_000

/**
 * Starts a call that can be repeated while it hangs.
 *
 * @param make makes one call; its signal aborts once another call has succeeded
 * @param now Unix milliseconds
 */
export function startRace<T>(
  make: (signal: AbortSignal) => Promise<T>,
  now: () => number,
): Race<T> {
  const decided = new AbortController()
  let newestAt = now()
  let pending = 0
  let start = (): void => undefined
  const result = new Promise<T>((resolve, reject) => {
    start = () => {
      newestAt = now()
      pending += 1
      make(decided.signal).then(resolve, (error: unknown) => {
        pending -= 1
        if (pending === 0) reject(error)
      })
    }
  })
  // Everything that waited for the result may have given up, so nothing else handles its rejection.
  result.finally(() => decided.abort()).catch(() => undefined)
  start()

  return {
    result,
    repeatIfSlow() {
      const age = now() - newestAt
      // A negative age means that the clock was set back, so the actual age is unknown.
      if (age < 0 || age >= repeatAfterMs) start()
    },
  }
}
