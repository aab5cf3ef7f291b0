import { LostLeaseError } from '#server/history/files/fenced-writer.ts'
import { fileErrorCode } from '#server/history/files/file-system.ts'
import { openHistoryFiles, type HistoryFiles } from '#server/history/files/history-files.ts'
import { NewerFileError } from '#server/history/files/parquet-table.ts'
import { leaseMs } from '#server/history/protocol.ts'
import type { CollectorOptions } from './collector-options.ts'
import { createSession, type CollectorSession } from './collector-session.ts'
import type { CollectorStatus } from './collector-status.ts'
import { createConfirmedClock } from './confirmed-clock.ts'
import { createStoredProgress } from './stored-progress.ts'
import { emptyHistory, type HistoryReason } from '#src/contract/history-status.ts'

/** Collects the history while no other gateway does so. */
export type Collector = {
  /**
   * Does the next piece of work. Does not reject if Butlr, the store or the file system fails: the status describes the
   * problem, and later calls try again.
   *
   * @returns milliseconds to wait before the next call
   */
  step: () => Promise<number>
  status: () => CollectorStatus
  /** Checks the content of the files soon, if this gateway collects. */
  checkFiles: () => void
  /** Butlr's time in Unix milliseconds; null while it is unknown. */
  confirmedTime: () => number | null
}

/** Interval between extensions of the lease. It must be shorter than the lease (`leaseMs`). */
const leaseIntervalMs = 10_000
const retryMs = 30_000
/**
 * Pause after the files could not be opened. It is longer than a lease and than the interval at which other gateways
 * request the lease, so that one of them can take it.
 */
const openPauseMs = leaseMs + 2 * retryMs

export function createCollector(options: CollectorOptions): Collector {
  const { gateway, files, root, elapsed, log } = options
  const clock = createConfirmedClock(gateway, elapsed)
  let session: CollectorSession | null = null
  let generation: number | null = null
  let leasedAt = Number.NEGATIVE_INFINITY
  /** The status while there is no session. */
  let idle: CollectorStatus = unavailable('starting')
  /** The last file error; null after a successful step. */
  let problem: HistoryReason | null = null
  const stored = createStoredProgress(options)
  /** This gateway does not take the lease before this time. */
  let pausedUntil = Number.NEGATIVE_INFINITY

  function endSession(status: CollectorStatus): void {
    if (session !== null) stored.expire()
    session = null
    generation = null
    leasedAt = Number.NEGATIVE_INFINITY
    idle = status
  }

  /** Returns whether the time is known. Any response from Butlr confirms the time. */
  async function confirmTime(): Promise<boolean> {
    if (await clock.update()) return true
    idle = unavailable('time_unknown')
    await gateway.topology()
    return clock.update()
  }

  /**
   * Takes or extends the lease, and opens the files if the lease is new. Returns whether this process holds the lease.
   */
  async function hold(): Promise<boolean> {
    if (session !== null && elapsed() - leasedAt < leaseIntervalMs) return true
    if (elapsed() < pausedUntil) return false
    const result = await gateway.lease(generation)
    if (!result.ok) {
      idle = unavailable('store_unreachable')
      return false
    }
    if (result.value === null) {
      endSession({ ...unavailable(null), state: 'elsewhere' })
      return false
    }
    leasedAt = elapsed()
    if (session !== null && result.value === generation) return true
    endSession(unavailable('starting'))
    generation = result.value
    leasedAt = elapsed()
    session = createSession(await open(generation), { ...options, now: clock.now })
    log.info({ generation }, 'took the lease of the history')
    return true
  }

  /** Opens the files. If that fails, lets the lease expire, because another gateway may be able to change the files. */
  async function open(held: number): Promise<HistoryFiles> {
    try {
      return await openHistoryFiles(files, { root, generation: held, log })
    } catch (error) {
      generation = null
      if (!(error instanceof LostLeaseError)) pausedUntil = elapsed() + openPauseMs
      throw error
    }
  }

  return {
    async step() {
      try {
        if (!(await confirmTime()) || !(await hold())) {
          const isRead = await stored.update(clock.confirmed())
          // The last error no longer matters if another gateway collects.
          if (isRead && idle.state === 'elsewhere') problem = null
          return retryMs
        }
        const wait = (await session?.step()) ?? retryMs
        problem = null
        return Math.min(wait, leaseIntervalMs)
      } catch (error) {
        const isLost = error instanceof LostLeaseError
        if (isLost || error instanceof NewerFileError) endSession(unavailable('lease_lost'))
        if (!isLost) problem = describeFileError(error, log)
        return retryMs
      }
    },
    checkFiles: () => session?.checkFiles(),
    confirmedTime: clock.confirmed,
    status() {
      const status = session?.status() ?? { ...idle, ...stored.progress() }
      return problem === null ? status : { ...status, state: 'unavailable', reason: problem }
    },
  }
}

/** Logs an error of the files and returns its reason. Throws other errors. */
function describeFileError(error: unknown, log: CollectorOptions['log']): HistoryReason {
  if (error instanceof NewerFileError) {
    log.warn(
      { problem: error.message },
      'cannot change history files of a later version of Headroom',
    )
    return 'file_error'
  }
  const code = fileErrorCode(error)
  if (code === null) throw error
  log.warn({ code }, 'cannot change history files')
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'disk_full' : 'file_error'
}

function unavailable(reason: HistoryReason | null): CollectorStatus {
  return {
    state: 'unavailable',
    reason,
    ...emptyHistory,
    resolution: 'minute',
  }
}
