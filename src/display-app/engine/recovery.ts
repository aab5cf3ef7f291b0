import * as v from 'valibot'
import { hour, minute, second } from '#src/domain/time/duration.ts'
import type { KeyValueStorage } from './safe-storage.ts'
import type { RecoveryStage } from './display-state.ts'
import { reloadMayHelp } from './display-api.ts'
import { withTimeout, type Timers } from './polling-task.ts'

/** The page as far as the engine may touch it. */
export type PageControl = {
  reload: () => void
  /** Whether this page itself came by a reload, as the browser says. */
  loadedByReload: boolean
}

/** Why the page was loaded last: how often in a row to heal, or to get a version. */
const ReloadRecord = v.object({ healed: v.number(), version: v.nullable(v.string()) })
type ReloadRecord = v.InferOutput<typeof ReloadRecord>

/** Decides when the page may be reloaded, so that no trouble becomes a loop of reloads. */
export type ReloadGuard = {
  /** Whether a reload to heal is allowed now. */
  canReload: () => boolean
  reloadToRecover: () => void
  /** Whether a reload to get this version is allowed now. */
  canUpdateTo: (version: string) => boolean
  reloadToUpdate: (version: string) => void
  /** The version that this page was reloaded for; null when it was for another reason. */
  loadedForVersion: string | null
  /** The board is live: what was wrong is over. */
  markHealthy: () => void
}

const recordKey = 'headroom.display.reload'
const minReloadIntervalMs = 5 * minute
/** Troubles that reloads do not end are met with reloads at ever greater distances, up to this many doublings. */
const maxDoublings = 4
/** When the page that came for a version was not of that version. */
const updateRetryMs = hour

/**
 * Measured is how long this page has been up, by a clock that nobody can set: when it came by a reload and has been up
 * for five minutes, the last reload was five minutes ago, whatever the device's clock says or the memory lost.
 *
 * @param version of this page
 * @param monotonic milliseconds
 */
export function createReloadGuard(
  page: PageControl,
  storage: KeyValueStorage,
  version: string | null,
  monotonic: () => number,
): ReloadGuard {
  /** When this page came, or asked to be loaded anew and is still here. */
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
    // Nothing was kept, or nothing that can be read.
  }
  return { healed: 0, version: null }
}

/** What is done about trouble, one step after the other (see the states of `Healing`). */
export type RecoveryController = {
  succeeded: () => void
  failed: (error: unknown) => void
  /** A loop was found dead and begun anew. */
  taskRestarted: () => void
  /** The board could not be drawn. */
  renderFailed: () => void
  renderSucceeded: () => void
  /** Looks whether what is due can be done; to be called now and then. */
  evaluate: () => void
  stop: () => void
}

/** How long gateway and page may misunderstand each other before the page is given up. */
const contractErrorGraceMs = 2 * minute
const pageCheckTimeoutMs = 20 * second

/**
 * @param served asks for the page that a reload would load: without it the board that still stands would be lost
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
      // No page to be had: the board stays as it is, and this is looked at again.
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
