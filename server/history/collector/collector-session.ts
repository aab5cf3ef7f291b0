import {
  minuteMs,
  minutesPerDay,
  type MinuteRange,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import type { HistoryFiles } from '#server/history/files/history-files.ts'
import { unite, type MinuteSet } from '#server/history/files/minute-ranges.ts'
import { createCleanUp } from './clean-up.ts'
import { toMinute, type CollectorOptions } from './collector-options.ts'
import type { ConfirmedClock } from './confirmed-clock.ts'
import { describeProgress, failureReasons, type CollectorStatus } from './collector-status.ts'
import { historyRange, nextWindow } from './due-minutes.ts'
import { checkPauseMs, createFileChecks } from './file-checks.ts'
import type { Resolution } from './minute-request.ts'
import { createOutdatedDays } from './outdated-days.ts'
import { createTopologyRecorder } from './topology-recorder.ts'
import { windowSteps } from './window-collection.ts'
import { createWindowCollector } from './window-collector.ts'

/** Collects while this process holds the lease. */
export type CollectorSession = {
  /**
   * Fetches a window, derives a day, or deletes data. Rejects with `LostLeaseError` or a file system error; the next
   * call tries again.
   *
   * @returns milliseconds until there is more to do
   */
  step: () => Promise<number>
  status: () => CollectorStatus
  /** Checks the content of the files soon, because a query could not read one of them. */
  checkFiles: () => void
}

/** Interval between fetches of the newest minutes, in minutes. */
const cycleMinutes = 5
/** Differences between the clocks of less than this are not logged, in minutes. */
const toleratedDifference = 10
/**
 * Maximum age in days, or the backfill if it is longer, of minutes to fetch again because they may not have been past
 * when they were fetched.
 */
const refetchDays = 7

type SessionOptions = CollectorOptions & Pick<ConfirmedClock, 'now'>

export function createSession(files: HistoryFiles, options: SessionOptions): CollectorSession {
  const { now, machineTime, backfillDays, log } = options
  const { index } = files
  const windows = createWindowCollector(files, options, (day) => outdated.addAround(day))
  const outdated = createOutdatedDays(files, { ...options, setAside: windows.setAside })
  const topology = createTopologyRecorder(files, options, outdated.addAll)
  const checks = createFileChecks(files, now, outdated.addAround)
  /** The end of the current cycle, and the windows fetched in this cycle. */
  let cycle: { to: UnixMinute; done: MinuteSet } = { to: 0, done: [] }
  let isBackfilled = false
  outdated.addAll()

  async function collect(window: MinuteRange, resolution: Resolution): Promise<void> {
    const isCollected = await windows.collect(window, resolution)
    if (isCollected) cycle.done = unite(cycle.done, [window])
  }

  /**
   * Compares the clocks. Minutes that were fetched while Butlr's time was further ahead of the machine's are due again.
   */
  function compareClocks(): void {
    const lead = Math.floor((now() - machineTime()) / minuteMs)
    const refetchFrom = toMinute(now()) - Math.max(backfillDays, refetchDays) * minutesPerDay
    const isDifferent = Math.abs(lead) >= toleratedDifference
    const wasDifferent = Math.abs(index.clock.lead) >= toleratedDifference
    if (isDifferent && !wasDifferent) {
      log.warn({ minutes: lead }, "Butlr's time differs from this machine's clock")
    }
    index.clock = { lead, refetchFrom }
  }

  const rangeNow = () => historyRange(index, cycle.to || toMinute(now()), options)
  const { deleteOld, deletePrivate, final } = createCleanUp(files, options, outdated)

  return {
    checkFiles: checks.restart,
    async step() {
      compareClocks()
      // Old days are deleted first, because deletion needs neither Butlr nor disk space.
      if (await deleteOld()) return 0
      const waitForTopology = await topology.update()
      // Without a topology, all rooms would be stored as unlisted.
      if (!topology.isKnown()) return waitForTopology
      const resolution = windows.resolution()
      const wait = windows.waitMs()
      if (resolution === null || windows.isProbeDue()) {
        if (wait > 0) return (await deletePrivate()) ? 0 : wait
        await windows.probe()
        return 0
      }
      const step = windowSteps[resolution]
      const end = Math.floor(toMinute(now()) / step) * step
      const cycleLength = Math.max(step, cycleMinutes)
      if (end >= cycle.to + cycleLength || end < cycle.to) cycle = { to: end, done: [] }
      const range = rangeNow()
      const skipped = unite(cycle.done, windows.setAside())
      const window = nextWindow(index, range, skipped, { length: windows.length(), step })
      isBackfilled = window === null || window.to > range.to - minutesPerDay
      const isPresent = window !== null && window.to > cycle.to - minutesPerDay
      if (window !== null && isPresent && wait === 0) {
        await collect(window, resolution)
        return 0
      }
      if (await outdated.deriveNext(final())) return 0
      if (await deletePrivate()) return 0
      const retry = windows.nextRetry(range)
      const next = window === null || (retry?.to ?? 0) > window.to ? retry : window
      if (next !== null && wait === 0) {
        await collect(next, resolution)
        return 0
      }
      const isChecked = await checks.checkNext()
      const untilCycle = (cycle.to + cycleLength) * minuteMs - now()
      const untilNext = Math.min(next === null ? untilCycle : wait, untilCycle)
      return Math.max(0, isChecked ? Math.min(untilNext, checkPauseMs) : untilNext)
    },
    status() {
      const failure = windows.failure()
      const isFailing = failure !== null && failure.code !== 'too_large'
      const progress = describeProgress(index, rangeNow(), windows.undelivered())
      const isComplete = isBackfilled && progress.daysCollected === progress.daysDue
      return {
        state: isFailing ? 'unavailable' : isComplete ? 'current' : 'collecting',
        reason: isFailing ? failureReasons[failure.code] : null,
        ...progress,
        resolution: windows.resolution() ?? 'minute',
      }
    },
  }
}
