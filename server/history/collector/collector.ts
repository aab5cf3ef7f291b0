import { LostLeaseError } from '#server/history/files/fenced-writer.ts'
import { fileErrorCode } from '#server/history/files/file-system.ts'
import { openHistoryFiles } from '#server/history/files/history-files.ts'
import { loadIndex } from '#server/history/files/history-index.ts'
import { toMinute, type CollectorOptions } from './collector-options.ts'
import { createSession, type CollectorSession } from './collector-session.ts'
import { describeProgress, type CollectorStatus } from './collector-status.ts'
import { historyRange } from './due-minutes.ts'

/** Collects the history, while no other gateway does. */
export type Collector = {
  /**
   * Does the next piece of work. Does not reject if Butlr, the store or the file system fails: the status describes the
   * problem, and later calls try again.
   *
   * @returns milliseconds to wait before the next call
   */
  step: () => Promise<number>
  status: () => CollectorStatus
}

/** Interval between extensions of the lease, which must last longer (`leaseMs`). */
const leaseIntervalMs = 10_000
const retryMs = 30_000
/** Interval between reads of the progress of another gateway, while that gateway collects. */
const progressIntervalMs = 5 * 60_000

export function createCollector(options: CollectorOptions): Collector {
  const { gateway, files, root, now, log } = options
  let session: CollectorSession | null = null
  let generation: number | null = null
  let leasedAt = Number.NEGATIVE_INFINITY
  /** The status while there is no session. */
  let idle: CollectorStatus = unavailable('starting')
  /** Code of the last file error; null after a successful step. */
  let problem: string | null = null
  let progressReadAt = Number.NEGATIVE_INFINITY

  function endSession(status: CollectorStatus): void {
    session = null
    generation = null
    leasedAt = Number.NEGATIVE_INFINITY
    idle = status
  }

  /**
   * Takes or extends the lease, and opens the files if the lease is new. Returns whether this process holds the lease.
   */
  async function hold(): Promise<boolean> {
    if (session !== null && now() - leasedAt < leaseIntervalMs && now() >= leasedAt) return true
    const result = await gateway.lease(generation)
    if (!result.ok) {
      idle = unavailable(result.failure.code)
      return false
    }
    if (result.value === null) {
      if (idle.state !== 'elsewhere' || now() - progressReadAt >= progressIntervalMs) {
        progressReadAt = now()
        endSession({ ...(await readProgress(options)), state: 'elsewhere' })
      }
      return false
    }
    leasedAt = now()
    if (session !== null && result.value === generation) return true
    endSession(unavailable('starting'))
    generation = result.value
    leasedAt = now()
    session = createSession(await openHistoryFiles(files, { root, generation, log }), options)
    log.info({ generation }, 'history collector has the lease')
    return true
  }

  return {
    async step() {
      try {
        if (!(await hold())) return retryMs
        const wait = (await session?.step()) ?? retryMs
        problem = null
        return Math.min(wait, leaseIntervalMs)
      } catch (error) {
        if (error instanceof LostLeaseError) {
          endSession(unavailable('elsewhere'))
          return retryMs
        }
        const code = fileErrorCode(error)
        if (code === null) throw error
        log.warn({ code }, 'history files cannot be changed')
        problem = code === 'ENOSPC' || code === 'EDQUOT' ? 'disk_full' : code
        return retryMs
      }
    },
    status() {
      const status = session?.status() ?? idle
      return problem === null ? status : { ...status, state: 'unavailable', reason: problem }
    },
  }
}

function unavailable(reason: string): CollectorStatus {
  return {
    state: 'unavailable',
    reason,
    daysCollected: 0,
    daysDue: 0,
    from: null,
    to: null,
    resolution: 'minute',
  }
}

/** Returns how much another gateway has collected, from its files. */
async function readProgress(options: CollectorOptions): Promise<CollectorStatus> {
  const index = await loadIndex(options.files, options.root, async () => undefined)
  const range = historyRange(index, toMinute(options.now()), options)
  return { ...unavailable(''), reason: null, ...describeProgress(index, range) }
}
