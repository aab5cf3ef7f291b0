import type { TimerId, Timers } from '#src/display-app/engine/polling-task.ts'

/** Time that a test turns: timers, a monotonic clock, and a device's clock that may be set. */
export type FakeClock = {
  timers: Timers
  monotonic: () => number
  /** The true time, Unix milliseconds. */
  now: () => number
  /** Turns time by so much, timer by timer; what a timer begins goes on as far as it can before the next. */
  advance: (ms: number) => Promise<void>
  /** Lets the time pass in which no timer can fire, as in a machine that sleeps. */
  sleep: (ms: number) => void
  /** How many timers are set. */
  pendingTimers: () => number
}

type ScheduledTask = { at: number; order: number; task: () => void }

/**
 * @param begin Unix milliseconds
 * @param isBusy whether something is under way that takes real time, which the turned time then waits for
 */
export function createFakeClock(begin: number, isBusy: () => boolean = () => false): FakeClock {
  const waiting = new Map<TimerId, ScheduledTask>()
  let elapsed = 0
  let slept = 0
  let order = 0

  /** Until every promise that can go on has gone on: in Node, a turn of its event loop comes after all of them. */
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
