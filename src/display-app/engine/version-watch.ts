import { minute, second } from '#src/domain/time/duration.ts'
import type { ReloadGuard } from './reload-guard.ts'
import { withTimeout, type TimerId, type Timers } from './polling-task.ts'

/** Watches for new versions of the app, and checks this version if it was loaded automatically. */
export type VersionWatch = {
  /** Call with the version that the gateway serves. */
  onServedVersion: (served: string) => void
  /** Call when the page of the board changes, because a reload is least disruptive then. */
  onPageChange: () => void
  /** Call when a live board was rendered. */
  markHealthy: () => void
  stop: () => void
}

/** Version status, to be shown and reported to the gateway. */
type VersionStatus = {
  update: { version: string; ready: boolean } | null
  unhealthyVersion: string | null
}

/**
 * All displays learn of a new version within one poll. They spread their requests for the page of that version over
 * this time.
 */
const updateSpreadMs = 30 * second
/** Delay before the next request for the page of a version that the gateway does not serve yet. */
const retryMs = 30 * second
/** Timeout of the request for the page of a new version. */
const pageCheckTimeoutMs = 20 * second
/** A board that never changes pages, or fails to render, updates after this time. */
const maxUpdateDelayMs = 4 * minute
/** Time in which a version that was loaded automatically must become healthy. */
const probationMs = minute

/**
 * Creates a version watch. If this version was loaded by an automatic update, its probation starts immediately.
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
  /** Timers of a pending update, and of the probation of this version. */
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
