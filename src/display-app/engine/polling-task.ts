import { TimeoutError } from '#src/contract/errors.ts'
import type { RequestSchedule } from './request-schedule.ts'

/** The page's timers, or fake timers in a test. Delays are in milliseconds. */
export type Timers = {
  set: (task: () => void, delayMs: number) => TimerId
  clear: (id: TimerId) => void
}
/** A number in browsers, an object in Node. */
export type TimerId = object | number

/**
 * Runs work with a timeout, even if the work never ends and ignores its signal.
 *
 * @param abort aborted at the timeout; aborting it earlier also ends the wait
 * @throws TimeoutError, the reason of the abort, or the error of the work
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

/** A request that repeats, each time with a timeout, until the task stops. */
export type PollingTask = {
  /** Sends the first request after this delay. Restarts a running task. */
  start(delayMs: number): void
  stop(): void
  /**
   * Sends the next request after this delay if it is due later. Has no effect during a request or while the task is
   * stopped.
   */
  scheduleSooner(delayMs: number): void
  /** When the next request is due, by the monotonic clock. Null during a request, and while the task is stopped. */
  dueAt(): number | null
  /**
   * Restarts the task if it is overdue for much longer than any step takes, for example after a lost timer or sleep.
   * Returns whether it restarted.
   */
  restartIfStalled(): boolean
}

/** The clock, timers and random numbers of a display. Tests control them. */
export type TaskTiming = {
  /** Monotonic clock in milliseconds. */
  monotonic: () => number
  timers: Timers
  /** Returns a uniform random number in [0, 1). */
  random: () => number
}

type PollingTaskOptions<TAnswer> = {
  /** Name of the request in error messages. */
  name: string
  /** Called before each request, because the interval can change. */
  schedule: () => RequestSchedule
  /** Returns the timeout of the next request, in milliseconds. */
  timeoutMs: () => number
  timers: Timers
  monotonic: () => number
  request: (signal: AbortSignal) => Promise<TAnswer>
  /**
   * Called with the result, unless the task was stopped or restarted meanwhile. If it throws, the request counts as
   * failed.
   */
  onResult: (answer: TAnswer) => void
  onError: (error: unknown) => void
  /** Returns the maximum delay after a successful request, in milliseconds. */
  maxDelayMs?: () => number
}

/** A task counts as stalled if a request is overdue for this long, in milliseconds. */
const stallTimeoutMs = 30_000

/** Creates a task. Call `start` to run it. */
export function createPollingTask<TAnswer>(options: PollingTaskOptions<TAnswer>): PollingTask {
  const { timers, monotonic } = options
  let timer: TimerId | null = null
  let dueAt: number | null = null
  /** When the task must have made progress, by the monotonic clock; null while it is stopped. */
  let expectedAt: number | null = null
  /** Incremented on each stop, so that results of earlier runs are ignored. */
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
    // Schedules nothing if a callback stopped or restarted the task.
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
