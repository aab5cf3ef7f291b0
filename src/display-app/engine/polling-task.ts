import { TimeoutError } from '#src/contract/errors.ts'
import type { RequestSchedule } from './request-schedule.ts'

/** The page's own timers, or fake timers in a test. Delays are in milliseconds. */
export type Timers = {
  set: (task: () => void, delayMs: number) => TimerId
  clear: (id: TimerId) => void
}
/** An opaque handle: a number in browsers, an object in Node. */
export type TimerId = object | number

/**
 * Runs work with a timeout that takes effect even if the work never ends and ignores its signal.
 *
 * @param abort aborted at the timeout; aborting it sooner also ends the wait
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

/** A request that is repeated, each time with a timeout, until it is stopped. */
export type PollingTask = {
  /** Starts after this many milliseconds. Restarts a running task. */
  start(delayMs: number): void
  stop(): void
  /** Brings the next request forward; no effect while one is in flight, or when stopped. */
  scheduleSooner(delayMs: number): void
  /** When the next request is due, by the monotonic clock; null while one is in flight or when stopped. */
  dueAt(): number | null
  /**
   * Restarts the task if nothing has happened for much longer than any step can take, for example after a lost timer or
   * a sleep. Returns whether it restarted.
   */
  restartIfStalled(): boolean
}

/** The clock, timers and random numbers of a display, which tests control. */
export type TaskTiming = {
  /** Monotonic clock, milliseconds. */
  monotonic: () => number
  timers: Timers
  /** Returns a uniform random number in [0, 1). */
  random: () => number
}

type PollingTaskOptions<TAnswer> = {
  /** Name of the request in errors. */
  name: string
  /** Returns the schedule of the requests. Called for each request, since the interval may change. */
  schedule: () => RequestSchedule
  /** Returns the timeout of the next request, in milliseconds. */
  timeoutMs: () => number
  timers: Timers
  monotonic: () => number
  request: (signal: AbortSignal) => Promise<TAnswer>
  /**
   * Called with the result, unless the task was stopped or restarted in the meantime. If it throws, the request counts
   * as failed.
   */
  onResult: (answer: TAnswer) => void
  onError: (error: unknown) => void
  /** Maximum delay after a successful request in milliseconds, even if the schedule would wait longer. */
  maxDelayMs?: () => number
}

/** How long a request may be overdue before the task counts as stalled. */
const stallTimeoutMs = 30_000

/** Creates a task that is not started yet. */
export function createPollingTask<TAnswer>(options: PollingTaskOptions<TAnswer>): PollingTask {
  const { timers, monotonic } = options
  let timer: TimerId | null = null
  let dueAt: number | null = null
  /** Deadline by which the task must make progress, by the monotonic clock; null when stopped. */
  let expectedAt: number | null = null
  /** Generation counter; results of earlier generations are ignored. */
  let generation = 0
  let controller: AbortController | null = null

  const scheduleIn = (delayMs: number) => {
    if (timer !== null) timers.clear(timer)
    const token = generation
    dueAt = monotonic() + delayMs
    expectedAt = dueAt + stallTimeoutMs
    timer = timers.set(() => void tick(token), delayMs)
  }

  const tick = async (token: number) => {
    timer = null
    dueAt = null
    const timeoutMs = options.timeoutMs()
    expectedAt = monotonic() + timeoutMs + stallTimeoutMs
    controller = new AbortController()
    const schedule = options.schedule()
    const limit = { timers, ms: timeoutMs, what: options.name }
    let maxDelayMs = Number.POSITIVE_INFINITY
    schedule.begin()
    try {
      const answer = await withTimeout(limit, controller, options.request)
      if (token !== generation) return
      options.onResult(answer)
      schedule.succeeded()
      maxDelayMs = options.maxDelayMs?.() ?? maxDelayMs
    } catch (error) {
      if (token !== generation) return
      schedule.failed(error)
      options.onError(error)
    }
    // If a callback has stopped or restarted the task, this run schedules nothing.
    if (token === generation) scheduleIn(schedule.delay(maxDelayMs))
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
      scheduleIn(delayMs)
    },
    stop,
    scheduleSooner(delayMs) {
      if (dueAt !== null && monotonic() + delayMs < dueAt) scheduleIn(delayMs)
    },
    dueAt: () => dueAt,
    restartIfStalled() {
      if (expectedAt === null || monotonic() < expectedAt) return false
      stop()
      scheduleIn(0)
      return true
    },
  }
}
