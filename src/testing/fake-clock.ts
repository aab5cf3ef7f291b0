import type { TimerId, Timers } from '#src/display-app/engine/polling-task.ts'

/** A clock that a test controls: timers, a monotonic clock, and the true time. */
export type FakeClock = {
  timers: Timers
  monotonic: () => number
  /** The true time in Unix milliseconds. */
  now: () => number
  /** Advances time by this many milliseconds, timer by timer. Promises settle before the next timer fires. */
  advance: (ms: number) => Promise<void>
  /** Advances the true time by this many milliseconds, but not the monotonic clock or the timers, as during sleep. */
  sleep: (ms: number) => void
  pendingTimers: () => number
}

type ScheduledTask = { at: number; order: number; task: () => void }

/**
 * Creates a fake clock.
 *
 * @param begin the first true time, in Unix milliseconds
 * @param isBusy whether work that takes real time is in progress, which the fake clock waits for
 */
export function createFakeClock(begin: number, isBusy: () => boolean = () => false): FakeClock {
  const waiting = new Map<TimerId, ScheduledTask>()
  let elapsed = 0
  let slept = 0
  let order = 0

  /** Waits until no promise can make progress. In Node, a macrotask runs after all promises that can. */
  const settle = async () => {
    do await nextMacrotask()
    while (isBusy())
    await nextMacrotask()
  }

  const nextDue = (until: number): [TimerId, ScheduledTask] | null => {
    let found: [TimerId, ScheduledTask] | null = null
    for (const entry of waiting) {
      const [, { at, order }] = entry
      if (at > until) continue
      if (found && (found[1].at < at || (found[1].at === at && found[1].order < order))) continue
      found = entry
    }
    return found
  }

  return {
    timers: {
      set(task, delayMs) {
        const id = {}
        order += 1
        waiting.set(id, { at: elapsed + Math.max(0, delayMs), order, task })
        return id
      },
      clear: (id) => void waiting.delete(id),
    },
    monotonic: () => elapsed,
    now: () => begin + elapsed + slept,
    async advance(ms) {
      const until = elapsed + ms
      await settle()
      for (let due = nextDue(until); due !== null; due = nextDue(until)) {
        const [id, { at, task }] = due
        waiting.delete(id)
        elapsed = Math.max(elapsed, at)
        task()
        await settle()
      }
      elapsed = until
    },
    sleep(ms) {
      slept += ms
    },
    pendingTimers: () => waiting.size,
  }
}

function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
