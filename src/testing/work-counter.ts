import { Session } from 'node:inspector'

/** Matches Headroom's code, except for tests and their helpers. */
const ownCode = /\/(?:src\/(?!testing\/)|server\/gateway\/)(?!.*\.test\.)/

/**
 * Maximum ratio of the work for an arbitrary response to the work for a healthy response of the same small building.
 * The healthy response takes a fraction of a second. In 600 runs with boards, the largest ratio was 2.1.
 */
export const maxWorkRatio = 10

/**
 * Counts the work of Headroom's code: how often its functions and blocks run, by V8's precise coverage. Tests compare
 * work instead of durations, because a limit that never fails on a busy machine would not find a defect on an idle one.
 * Excludes libraries and native functions such as regular expressions, which limits on text lengths and elements cover.
 */
export function createWorkCounter(): { take: () => number; close: () => void } {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  return {
    /** Returns the work since the previous call. */
    take() {
      let work = 0
      session.post('Profiler.takePreciseCoverage', (error, coverage) => {
        if (error) throw error
        for (const { url, functions } of coverage.result) {
          if (!ownCode.test(url)) continue
          for (const { ranges } of functions) {
            for (const { count } of ranges) work += count
          }
        }
      })
      return work
    },
    close: () => session.disconnect(),
  }
}
