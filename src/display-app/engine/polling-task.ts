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

/** Something that is asked for again and again, each time with a deadline, until it is stopped. */
export type Loop = {
  /** Begins, after so many milliseconds. A loop that runs starts over. */
  start(delayMs: number): void
  stop(): void
  /** Asks sooner than is due; nothing when it is asking already, or stopped. */
  hasten(delayMs: number): void
  /** When the next request is due, by the monotonic clock; null while one is under way or when it is stopped. */
  dueAt(): number | null
  /**
   * Starts over when nothing has happened for far longer than anything may take: a lost timer, a page that slept.
   * Says whether it had to.
   */
  watch(): boolean
}

export type LoopParts<TAnswer> = {
  /** What is asked for, in errors. */
  name: string
  /** Decides when to ask. Asked for anew each time, since the interval may change. */
  poller: () => Poller
  deadlineMs: number
  timers: Timers
  monotonic: () => number
  ask: (signal: AbortSignal) => Promise<TAnswer>
  /** Told the answer, unless the loop was stopped or started over in the meantime. What it throws counts as failure. */
  answered: (answer: TAnswer) => void
  failed: (error: unknown) => void
  /** After an answer, the next request comes within so many milliseconds, though the poller would wait longer. */
  withinMs?: () => number
}

/** How long after it was due a request may be missing before the loop counts as dead. */
const overdueMs = 30_000

/** A loop that is not started yet. */
export function createLoop<TAnswer>(parts: LoopParts<TAnswer>): Loop {
  const { timers, monotonic } = parts
  let timer: TimerId | null = null
  let dueAt: number | null = null
  /** When the loop must have moved on, whatever it is doing; null when it is stopped. */
  let expectedAt: number | null = null
  /** Of the run that goes on; a turn of an earlier one ends without a trace. */
  let run = 0
  let abort: AbortController | null = null

  const plan = (delayMs: number) => {
    if (timer !== null) timers.clear(timer)
    const own = run
    dueAt = monotonic() + delayMs
    expectedAt = dueAt + overdueMs
    timer = timers.set(() => void turn(own), delayMs)
  }

  const turn = async (own: number) => {
    timer = null
    dueAt = null
    expectedAt = monotonic() + parts.deadlineMs + overdueMs
    abort = new AbortController()
    const poller = parts.poller()
    const limit = { timers, ms: parts.deadlineMs, what: parts.name }
    let withinMs = Number.POSITIVE_INFINITY
    poller.begin()
    try {
      const answer = await within(limit, abort, parts.ask)
      if (own !== run) return
      parts.answered(answer)
      poller.succeeded()
      withinMs = parts.withinMs?.() ?? withinMs
    } catch (error) {
      if (own !== run) return
      poller.failed(error)
      parts.failed(error)
    }
    // What was told may have stopped the loop or started it over.
    if (own === run) plan(Math.min(poller.delay(), withinMs))
  }

  const stop = () => {
    run += 1
    abort?.abort()
    abort = null
    if (timer !== null) timers.clear(timer)
    timer = null
    dueAt = null
    expectedAt = null
  }

  return {
    start(delayMs) {
      stop()
      plan(delayMs)
    },
    stop,
    hasten(delayMs) {
      if (dueAt !== null && monotonic() + delayMs < dueAt) plan(delayMs)
    },
    dueAt: () => dueAt,
    watch() {
      if (expectedAt === null || monotonic() < expectedAt) return false
      stop()
      plan(0)
      return true
    },
  }
}
