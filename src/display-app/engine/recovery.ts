import { minute, second } from '#src/domain/time/duration.ts'
import type { ReloadGuard } from './reload-guard.ts'
import type { RecoveryStage } from './display-state.ts'
import { reloadMayHelp } from './display-api.ts'
import { withTimeout, type Timers } from './polling-task.ts'

/** Recovers from faults step by step (see `RecoveryStage`). */
export type RecoveryController = {
  succeeded: () => void
  failed: (error: unknown) => void
  /** Call after restarting a stalled task. */
  taskRestarted: () => void
  /** Call when the board fails to render. */
  renderFailed: () => void
  renderSucceeded: () => void
  /** Reloads the page if a reload is due and possible. Call this periodically. */
  evaluate: () => void
  stop: () => void
}

/** How long contract errors must persist before a reload is due, in milliseconds. */
const contractErrorGraceMs = 2 * minute
const pageCheckTimeoutMs = 20 * second

/**
 * Creates a recovery controller.
 *
 * @param options.getServedVersion requests the version of the page that a reload would load. If the request fails, the
 *   controller does not reload, because the display would lose its board
 */
export function createRecoveryController(options: {
  guard: ReloadGuard
  getServedVersion: (signal: AbortSignal) => Promise<string | null>
  timers: Timers
  monotonic: () => number
  onStageChange: (stage: RecoveryStage) => void
  beforeReload: () => void
}): RecoveryController {
  const { guard, timers, monotonic } = options
  let contractErrorSince: number | null = null
  let hasRenderFailed = false
  let isChecking = false
  let isStopped = false
  let stage: RecoveryStage = 'none'

  const isReloadDue = () =>
    hasRenderFailed ||
    (contractErrorSince !== null && monotonic() - contractErrorSince >= contractErrorGraceMs)
  const publish = () => options.onStageChange(isReloadDue() ? 'reload-due' : stage)

  const reload = async () => {
    isChecking = true
    const limit = { timers, ms: pageCheckTimeoutMs, what: 'GET /display' }
    try {
      await withTimeout(limit, new AbortController(), options.getServedVersion)
      if (isStopped || !isReloadDue()) return
      options.beforeReload()
      options.onStageChange('reloading')
      guard.reloadToRecover()
    } catch {
      // The page is not available, so the board stays, and the next evaluation tries again.
    } finally {
      isChecking = false
    }
  }

  const evaluate = () => {
    publish()
    if (!isChecking && isReloadDue() && guard.canReload()) void reload()
  }

  return {
    succeeded() {
      contractErrorSince = null
      stage = 'none'
      publish()
    },
    failed(error) {
      stage = 'retrying'
      contractErrorSince = reloadMayHelp(error) ? (contractErrorSince ?? monotonic()) : null
      evaluate()
    },
    taskRestarted() {
      stage = 'restarted'
      publish()
    },
    renderFailed() {
      hasRenderFailed = true
      evaluate()
    },
    renderSucceeded() {
      hasRenderFailed = false
      publish()
    },
    evaluate,
    stop() {
      isStopped = true
    },
  }
}
