import * as v from 'valibot'
import { hour, minute, second } from '#src/domain/time/duration.ts'
import type { KeyValueStorage } from './safe-storage.ts'
import type { RecoveryStage } from './display-state.ts'
import { reloadMayHelp } from './display-api.ts'
import { withTimeout, type Timers } from './polling-task.ts'

/** Page operations available to the engine. */
export type PageControl = {
  reload: () => void
  /** Whether this page was loaded by a reload, according to the browser. */
  loadedByReload: boolean
}

/** Why the page was last reloaded: number of consecutive recovery reloads, or the version that it was reloaded for. */
const ReloadRecord = v.object({ healed: v.number(), version: v.nullable(v.string()) })
type ReloadRecord = v.InferOutput<typeof ReloadRecord>

/** Decides when the page may be reloaded, so that no fault causes a reload loop. */
export type ReloadGuard = {
  /** Whether a recovery reload is allowed now. */
  canReload: () => boolean
  reloadToRecover: () => void
  /** Whether a reload to get this version is allowed now. */
  canUpdateTo: (version: string) => boolean
  reloadToUpdate: (version: string) => void
  /** The version that this page was reloaded for; null if it was reloaded for another reason. */
  loadedForVersion: string | null
  /** Call when the board is live: the fault is over. */
  markHealthy: () => void
}

const recordKey = 'headroom.display.reload'
const minReloadIntervalMs = 5 * minute
/** Maximum number of times that the delay doubles after unsuccessful recovery reloads. */
const maxDoublings = 4
/** Delay before retrying an update that loaded another version. */
const updateRetryMs = hour

/**
 * Measures how long this page has been up, by a clock that cannot be set. If the page was loaded by a reload and has
 * been up for five minutes, the last reload was at least five minutes ago, even if the device's clock or the storage is
 * wrong.
 *
 * @param version version of this page
 * @param monotonic monotonic clock, milliseconds
 */
export function createReloadGuard(
  page: PageControl,
  storage: KeyValueStorage,
  version: string | null,
  monotonic: () => number,
): ReloadGuard {
  /** When this page was loaded, or requested a reload that has not happened. */
  let startedAt = monotonic()
  const uptimeMs = () => monotonic() - startedAt
  let record = readRecord(storage)
  const loadedForVersion = record.version
  const saveRecord = (next: ReloadRecord) => {
    record = next
    return storage.write(recordKey, JSON.stringify(next))
  }
  const isPersistent = saveRecord(record)
  const reload = (next: ReloadRecord) => {
    saveRecord(next)
    startedAt = monotonic()
    page.reload()
  }

  return {
    canReload() {
      if (record.healed === 0 && !page.loadedByReload) return true
      return (
        uptimeMs() >=
        minReloadIntervalMs * 2 ** Math.min(Math.max(0, record.healed - 1), maxDoublings)
      )
    },
    reloadToRecover: () => reload({ ...record, healed: record.healed + 1 }),
    canUpdateTo(other) {
      const tried = record.version === other || (!isPersistent && page.loadedByReload)
      return !tried || uptimeMs() >= updateRetryMs
    },
    reloadToUpdate: (other) => reload({ healed: 0, version: other }),
    loadedForVersion,
    markHealthy() {
      const next = { healed: 0, version: record.version === version ? null : record.version }
      if (next.healed !== record.healed || next.version !== record.version) saveRecord(next)
    },
  }
}

function readRecord(storage: KeyValueStorage): ReloadRecord {
  try {
    const parsed = v.safeParse(ReloadRecord, JSON.parse(storage.read(recordKey) ?? ''))
    if (parsed.success) return parsed.output
  } catch {
    // No record is stored, or it cannot be parsed.
  }
  return { healed: 0, version: null }
}

/** Recovers from faults step by step (see `RecoveryStage`). */
export type RecoveryController = {
  succeeded: () => void
  failed: (error: unknown) => void
  /** Call when a stalled task was restarted. */
  taskRestarted: () => void
  /** Call when the board failed to render. */
  renderFailed: () => void
  renderSucceeded: () => void
  /** Reloads the page if a reload is due and possible; call it periodically. */
  evaluate: () => void
  stop: () => void
}

/** Reload after contract errors persist this long. */
const contractErrorGraceMs = 2 * minute
const pageCheckTimeoutMs = 20 * second

/**
 * @param options.served requests the page that a reload would load: without it, the board that is still shown would be
 *   lost
 */
export function createRecoveryController(options: {
  guard: ReloadGuard
  served: (signal: AbortSignal) => Promise<string | null>
  timers: Timers
  monotonic: () => number
  step: (healing: RecoveryStage) => void
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
  const publish = () => options.step(isReloadDue() ? 'reload-due' : stage)

  const reload = async () => {
    isChecking = true
    const limit = { timers, ms: pageCheckTimeoutMs, what: 'GET /display' }
    try {
      await withTimeout(limit, new AbortController(), options.served)
      if (isStopped || !isReloadDue()) return
      options.beforeReload()
      options.step('reloading')
      guard.reloadToRecover()
    } catch {
      // The page is not available: the board stays as it is, and the next evaluation tries again.
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
