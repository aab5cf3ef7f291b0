import {
  minuteMs,
  minutesPerDay,
  type HistoryBuilding,
  type MinuteRange,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import type { HistoryFiles } from '#server/history/files/history-files.ts'
import { unite, type MinuteSet } from '#server/history/files/minute-ranges.ts'
import { toMinute, type CollectorOptions } from './collector-options.ts'
import type { ConfirmedClock } from './confirmed-clock.ts'
import { describeProgress, failureReasons, type CollectorStatus } from './collector-status.ts'
import { historyRange, nextWindow } from './due-minutes.ts'
import { deleteOldDays, deleteSmallRoomMinutes } from './housekeeping.ts'
import type { Resolution } from './minute-request.ts'
import { createOutdatedDays } from './outdated-days.ts'
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
}

/** Interval between fetches of the newest minutes, in minutes. */
const cycleMinutes = 5
const topologyIntervalMs = 5 * 60_000
const topologyRetryMs = 30_000
const housekeepingIntervalMs = 3_600_000

type SessionOptions = CollectorOptions & Pick<ConfirmedClock, 'now'>
type OutdatedDays = ReturnType<typeof createOutdatedDays>

function createTopologyRecorder(
  files: HistoryFiles,
  { gateway, now, log }: SessionOptions,
  outdated: OutdatedDays,
) {
  const { index } = files
  let nextAt = 0
  let wasReceived = false
  async function record(): Promise<void> {
    nextAt = now() + topologyRetryMs
    const capacities = await gateway.capacities()
    if (capacities.ok) index.capacities = new Map(Object.entries(capacities.value))
    const result = await gateway.topology()
    if (!result.ok) return
    nextAt = now() + topologyIntervalMs
    wasReceived = true
    const buildings = result.value
    const at = toMinute(now())
    // Ignores snapshots later than now: they were stored while the clock was wrong.
    const known = index.snapshots.findLast((snapshot) => snapshot.at <= at)
    if (buildings === null || isSameTopology(buildings, known?.buildings)) return
    await files.addSnapshot({ at, buildings })
    log.info({ buildings: buildings.length }, 'history recorded a change to the topology')
    outdated.addAll()
  }
  return {
    /** Requests the topology if a request is due. Returns the milliseconds until the next request is due. */
    async update(): Promise<number> {
      // A `nextAt` more than one interval ahead was set while the clock was wrong, so it is ignored.
      if (now() >= nextAt || now() < nextAt - topologyIntervalMs) await record()
      return nextAt - now()
    },
    isKnown: () => wasReceived || index.snapshots.length > 0,
  }
}

/**
 * Returns a function that calls `work` once and returns whether anything changed. After a call without a change, it
 * calls `work` again only when the next round begins, an hour after the beginning of this one.
 */
function inRounds(
  now: () => number,
  work: (startedAt: UnixMinute) => Promise<boolean>,
): () => Promise<boolean> {
  let round = { startedAt: Number.NEGATIVE_INFINITY, isDone: true }
  return async () => {
    const age = now() - round.startedAt
    // If the round began later than now, the clock was wrong at the time, so a new round begins.
    if (age >= housekeepingIntervalMs || age < 0) round = { startedAt: now(), isDone: false }
    if (round.isDone) return false
    // After an error, the next attempt is in the next round, so that collection continues.
    round.isDone = true
    const isChanged = await work(toMinute(round.startedAt))
    round.isDone = !isChanged
    return isChanged
  }
}

/**
 * Creates the functions that delete old days and minutes of small rooms, one day at a time. Each of them returns
 * whether it changed anything.
 */
function createCleanUp(
  files: HistoryFiles,
  options: SessionOptions,
  outdated: OutdatedDays,
  rangeNow: () => MinuteRange,
) {
  const { now, machineTime, areSmallRoomsKept } = options
  const deleteOld = inRounds(now, (minute) => {
    // Butlr's time alone must not delete the history: it is wrong if a proxy or an attacker sets the `Date` headers.
    const earlier = Math.min(minute, toMinute(machineTime()))
    const range = historyRange(files.index, earlier, options)
    return deleteOldDays(files, range, areSmallRoomsKept ? null : minute)
  })
  const deletePrivate = inRounds(now, async (minute) =>
    areSmallRoomsKept ? false : deleteSmallRoomMinutes(files, outdated, rangeNow(), minute),
  )
  return { deleteOld, deletePrivate }
}

export function createSession(files: HistoryFiles, options: SessionOptions): CollectorSession {
  const { now } = options
  const { index } = files
  const windows = createWindowCollector(files, options, (day) => outdated.addAround(day))
  const outdated = createOutdatedDays(files, { ...options, setAside: windows.setAside })
  const topology = createTopologyRecorder(files, options, outdated)
  /** The end of the current cycle, and the windows fetched in this cycle. */
  let cycle: { to: UnixMinute; done: MinuteSet } = { to: 0, done: [] }
  let isBackfilled = false
  outdated.addAll()

  async function collect(window: MinuteRange, resolution: Resolution): Promise<void> {
    const isCollected = await windows.collect(window, resolution)
    if (isCollected) cycle.done = unite(cycle.done, [window])
  }

  const rangeNow = () => historyRange(index, cycle.to || toMinute(now()), options)
  const { deleteOld, deletePrivate } = createCleanUp(files, options, outdated, rangeNow)

  return {
    async step() {
      // Old days are deleted first, because deletion needs neither Butlr nor disk space.
      if (await deleteOld()) return 0
      const waitForTopology = await topology.update()
      // Without a topology, all rooms would be stored as unlisted.
      if (!topology.isKnown()) return waitForTopology
      const resolution = windows.resolution()
      const wait = windows.waitMs()
      if (resolution === null) {
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
      if (await outdated.deriveNext(range, toMinute(now()))) return 0
      if (await deletePrivate()) return 0
      const next = window ?? windows.nextRetry(range)
      if (next !== null && wait === 0) {
        await collect(next, resolution)
        return 0
      }
      const untilCycle = (cycle.to + cycleLength) * minuteMs - now()
      return Math.max(0, Math.min(next === null ? untilCycle : wait, untilCycle))
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

function isSameTopology(
  one: readonly HistoryBuilding[],
  other: readonly HistoryBuilding[] | undefined,
): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
