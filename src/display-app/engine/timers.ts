import { TimeoutError } from '#src/contract/errors.ts'

/** What waits: the page's own timers, or in a test ones that somebody else turns. Delays are milliseconds. */
export type Timers = {
  set: (task: () => void, delayMs: number) => TimerId
  clear: (id: TimerId) => void
}
/** An opaque handle: a number in browsers, an object in Node. */
export type TimerId = object | number

/**
 * Work with a deadline that holds even when the work never ends and does not heed its signal.
 *
 * @param abort aborted at the deadline; whoever aborts it sooner ends the wait as well
 * @throws TimeoutError, the reason of the abort, or what the work throws
 */
export async function within<TResult>(
  { timers, ms, what }: { timers: Timers; ms: number; what: string },
  abort: AbortController,
  work: (signal: AbortSignal) => Promise<TResult>,
): Promise<TResult> {
  const { signal } = abort
  return new Promise<TResult>((resolve, reject) => {
    const timer = timers.set(() => abort.abort(new TimeoutError(what, ms)), ms)
    const aborted = () => reject(signal.reason)
    signal.addEventListener('abort', aborted)
    work(signal)
      .then(resolve, reject)
      .finally(() => {
        timers.clear(timer)
        signal.removeEventListener('abort', aborted)
      })
    if (signal.aborted) aborted()
  })
}
