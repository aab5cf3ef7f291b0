/** The trace categories that contain the tasks of each thread. */
export const taskCategories = ['toplevel', 'devtools.timeline']

const taskName = 'ThreadControllerImpl::RunTask'
/**
 * The microtasks that run directly after a task, such as the continuation of an `await`. They count as part of that
 * task.
 */
const microtasksName = 'BlinkScheduler_PerformMicrotaskCheckpoint'

/**
 * Returns the longest task and the total task time of the page's main thread, in milliseconds of CPU time, which does
 * not include the load of other processes.
 *
 * @param {Buffer} trace Chromium trace as JSON
 */
export function tasksOf(trace) {
  /** @type {{ traceEvents: { name: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number, args?: { name?: string } }[] }} */
  const { traceEvents } = JSON.parse(trace.toString())
  const threads = traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => `${pid} ${tid}`)
  const times = threads.flatMap((thread) =>
    taskTimes(traceEvents.filter(({ pid, tid }) => thread === `${pid} ${tid}`)),
  )
  return { longestMs: Math.max(0, ...times), totalMs: times.reduce((sum, ms) => sum + ms, 0) }
}

/** @param {{ name: string, ts: number, dur?: number, tdur?: number }[]} events the events of one thread */
function taskTimes(events) {
  /** @type {number[]} */
  const times = []
  let end = 0
  for (const { name, ts, dur = 0, tdur = 0 } of events.toSorted((a, b) => a.ts - b.ts)) {
    // Skips nested tasks and microtasks, because the time of the outer task includes them.
    if ((name !== taskName && name !== microtasksName) || ts < end) continue
    end = ts + dur
    const ms = tdur / 1_000
    if (name === taskName) times.push(ms)
    else times.push((times.pop() ?? 0) + ms)
  }
  return times
}
