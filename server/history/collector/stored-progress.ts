import { loadIndex } from '#server/history/files/history-index.ts'
import { toMinute, type CollectorOptions } from './collector-options.ts'
import { describeProgress, type CollectorStatus } from './collector-status.ts'
import { historyRange } from './due-minutes.ts'

/** What the files contain while this gateway does not collect: queries read them even if nothing can be collected. */
type StoredProgress = {
  progress: () => Partial<CollectorStatus>
  /**
   * Reads the files if the last read was too long ago. Resolves with whether it read them. Rejects with file system errors
   * and `NewerFileError`.
   *
   * @param now Unix milliseconds; null if unknown
   */
  update: (now: number | null) => Promise<boolean>
  /** Makes the next update read the files. */
  expire: () => void
}

const readIntervalMs = 5 * 60_000

export function createStoredProgress(options: CollectorOptions): StoredProgress {
  const { files, root, elapsed, machineTime } = options
  let progress: Partial<CollectorStatus> = {}
  let readAt = Number.NEGATIVE_INFINITY
  return {
    progress: () => progress,
    async update(now) {
      if (elapsed() - readAt < readIntervalMs) return false
      readAt = elapsed()
      const index = await loadIndex(files, root, async () => undefined)
      const range = historyRange(index, toMinute(now ?? machineTime()), options)
      progress = describeProgress(index, range, [])
      return true
    },
    expire() {
      readAt = Number.NEGATIVE_INFINITY
    },
  }
}
