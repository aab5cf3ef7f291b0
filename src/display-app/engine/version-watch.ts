import { minute, second } from '#src/domain/time/duration.ts'
import type { ReloadGuard } from './reload-guard.ts'
import { withTimeout, type TimerId, type Timers } from './polling-task.ts'

/** Watches for new versions of the app. Checks the health of this version if it was loaded automatically. */
export type VersionWatch = {
  /** Call with the version that the gateway serves. */
  onServedVersion: (served: string) => void
  /** Call when the board changes its page, because a reload is least disruptive then. */
  onPageChange: () => void
  /** Call when a live board has been rendered. */
  markHealthy: () => void
  stop: () => void
}

type VersionStatus = {
  update: { version: string; ready: boolean } | null
  unhealthyVersion: string | null
}

/** All displays detect a new version within one poll, and spread their requests for its page over this time. */
const updateSpreadMs = 30 * second
/** Delay before the next request for a page that the gateway does not serve yet. */
const retryMs = 30 * second
const pageCheckTimeoutMs = 20 * second
/** Maximum delay of an update, for boards that never change their page or fail to render. */
const maxUpdateDelayMs = 4 * minute
/** Time within which an automatically loaded version must become healthy. */
const probationMs = minute

/**
 * Creates a version watch. If an automatic update loaded this version, its probation starts immediately.
 *
 * @param options.version version of this page; null if unknown, which disables updates
 * @param options.getServedVersion requests the version of the page that the gateway serves
 */
export function createVersionWatch(options: {
  version: string | null
  guard: ReloadGuard
  getServedVersion: (signal: AbortSignal) => Promise<string | null>
  timers: Timers
  random: () => number
  onStatusChange: (change: Partial<VersionStatus>) => void
  beforeReload: () => void
}): VersionWatch {
  const { version, guard, timers } = options
  let targetVersion: string | null = null
  let isReady = false
  let isStopped = false
  /** Timers for a pending update, and for the probation of this version. */
  const updateTimers = createTimerGroup(timers)
  const probationTimers = createTimerGroup(timers)

  const updateIfReady = () => {
    if (targetVersion === null || !isReady || !guard.canUpdateTo(targetVersion)) return
    options.beforeReload()
    guard.reloadToUpdate(targetVersion)
  }
  const forceUpdate = () => {
    updateIfReady()
    updateTimers.after(minute, forceUpdate)
  }

  const check = async (wanted: string) => {
    const limit = { timers, ms: pageCheckTimeoutMs, what: 'GET /display' }
    const served = await withTimeout(limit, new AbortController(), options.getServedVersion).catch(
      () => null,
    )
    if (isStopped || targetVersion !== wanted) return
    isReady = served === wanted
    if (isReady) options.onStatusChange({ update: { version: wanted, ready: isReady } })
    else updateTimers.after(retryMs, () => void check(wanted))
  }

  if (version !== null && guard.loadedForVersion === version) {
    probationTimers.after(probationMs, () => options.onStatusChange({ unhealthyVersion: version }))
  }

  return {
    onServedVersion(served) {
      const wanted = served === version || version === null || served === '' ? null : served
      if (wanted === targetVersion) return
      updateTimers.clear()
      targetVersion = wanted
      isReady = false
      options.onStatusChange({
        update: wanted === null ? null : { version: wanted, ready: isReady },
      })
      if (wanted === null) return
      updateTimers.after(updateSpreadMs * options.random(), () => void check(wanted))
      updateTimers.after(maxUpdateDelayMs * (1 - 0.2 * options.random()), forceUpdate)
    },
    onPageChange: updateIfReady,
    markHealthy() {
      probationTimers.clear()
      options.onStatusChange({ unhealthyVersion: null })
    },
    stop() {
      isStopped = true
      updateTimers.clear()
      probationTimers.clear()
    },
  }
}

function createTimerGroup(timers: Timers) {
  const pending = new Set<TimerId>()
  return {
    after(ms: number, task: () => void) {
      const id = timers.set(() => {
        pending.delete(id)
        task()
      }, ms)
      pending.add(id)
    },
    clear() {
      for (const id of pending) timers.clear(id)
      pending.clear()
    },
  }
}
