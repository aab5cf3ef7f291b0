import { TimeoutError } from '#src/contract/errors.ts'
import type { Poller } from '#src/lib/poller.ts'

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
export async function withTimeout<TResult>(
  { timers, ms, what: label }: { timers: Timers; ms: number; what: string },
  abort: AbortController,
  work: (signal: AbortSignal) => Promise<TResult>,
): Promise<TResult> {
  const { signal } = abort
  return new Promise<TResult>((resolve, reject) => {
    const timer = timers.set(() => abort.abort(new TimeoutError(label, ms)), ms)
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort)
    work(signal)
      .then(resolve, reject)
      .finally(() => {
        timers.clear(timer)
        signal.removeEventListener('abort', onAbort)
      })
    if (signal.aborted) onAbort()
  })
}

/** Something that is asked for again and again, each time with a deadline, until it is stopped. */
export type PollingTask = {
  /** Begins, after so many milliseconds. A loop that runs starts over. */
  start(delayMs: number): void
  stop(): void
  /** Asks sooner than is due; nothing when it is asking already, or stopped. */
  scheduleSooner(delayMs: number): void
  /** When the next request is due, by the monotonic clock; null while one is under way or when it is stopped. */
  dueAt(): number | null
  /**
   * Starts over when nothing has happened for far longer than anything may take: a lost timer, a page that slept.
   * Says whether it had to.
   */
  restartIfStalled(): boolean
}

export type PollingTaskOptions<TAnswer> = {
  /** What is asked for, in errors. */
  name: string
  /** Decides when to ask. Asked for anew each time, since the interval may change. */
  poller: () => Poller
  deadlineMs: number
  timers: Timers
  monotonic: () => number
  request: (signal: AbortSignal) => Promise<TAnswer>
  /** Told the answer, unless the loop was stopped or started over in the meantime. What it throws counts as failure. */
  onResult: (answer: TAnswer) => void
  onError: (error: unknown) => void
  /** After an answer, the next request comes within so many milliseconds, though the poller would wait longer. */
  maxDelayMs?: () => number
}

/** How long after it was due a request may be missing before the loop counts as dead. */
const stallTimeoutMs = 30_000

/** A loop that is not started yet. */
export function createPollingTask<TAnswer>(options: PollingTaskOptions<TAnswer>): PollingTask {
  const { timers, monotonic } = options
  let timer: TimerId | null = null
  let dueAt: number | null = null
  /** When the loop must have moved on, whatever it is doing; null when it is stopped. */
  let expectedAt: number | null = null
  /** Of the run that goes on; a turn of an earlier one ends without a trace. */
  let generation = 0
  let controller: AbortController | null = null

  const schedule = (delayMs: number) => {
    if (timer !== null) timers.clear(timer)
    const token = generation
    dueAt = monotonic() + delayMs
    expectedAt = dueAt + stallTimeoutMs
    timer = timers.set(() => void tick(token), delayMs)
  }

  const tick = async (own: number) => {
    timer = null
    dueAt = null
    expectedAt = monotonic() + options.deadlineMs + stallTimeoutMs
    controller = new AbortController()
    const poller = options.poller()
    const limit = { timers, ms: options.deadlineMs, what: options.name }
    let maxDelayMs = Number.POSITIVE_INFINITY
    poller.begin()
    try {
      const answer = await withTimeout(limit, controller, options.request)
      if (own !== generation) return
      options.onResult(answer)
      poller.succeeded()
      maxDelayMs = options.maxDelayMs?.() ?? maxDelayMs
    } catch (error) {
      if (own !== generation) return
      poller.failed(error)
      options.onError(error)
    }
    // What was told may have stopped the loop or started it over.
    if (own === generation) schedule(Math.min(poller.delay(), maxDelayMs))
  }

  const stop = () => {
    generation += 1
    controller?.abort()
    controller = null
    if (timer !== null) timers.clear(timer)
    timer = null
    dueAt = null
    expectedAt = null
  }

  return {
    start(delayMs) {
      stop()
      schedule(delayMs)
    },
    stop,
    scheduleSooner(delayMs) {
      if (dueAt !== null && monotonic() + delayMs < dueAt) schedule(delayMs)
    },
    dueAt: () => dueAt,
    restartIfStalled() {
      if (expectedAt === null || monotonic() < expectedAt) return false
      stop()
      schedule(0)
      return true
    },
  }
}
