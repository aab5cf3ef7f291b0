import type { HistoryFiles } from '#server/history/files/history-files.ts'
import { toMinute, type CollectorOptions } from './collector-options.ts'
import { historyRange } from './due-minutes.ts'
import { deleteOldDays, deleteSmallRoomMinutes } from './housekeeping.ts'
import type { OutdatedDays } from './outdated-days.ts'
import type { FinalTime } from './small-rooms.ts'

const intervalMs = 3_600_000

/**
 * Returns a function that calls `work` once and returns whether anything changed. After a call without a change, it
 * calls `work` again only when the next round begins, an hour after the beginning of the current round.
 */
function inRounds(now: () => number, work: () => Promise<boolean>): () => Promise<boolean> {
  let round = { startedAt: Number.NEGATIVE_INFINITY, isDone: true }
  return async () => {
    const age = now() - round.startedAt
    // If the round began later than now, the clock was wrong at the time, so a new round begins.
    if (age >= intervalMs || age < 0) round = { startedAt: now(), isDone: false }
    if (round.isDone) return false
    // After an error, the next attempt is in the next round, so that collection continues.
    round.isDone = true
    const isChanged = await work()
    round.isDone = !isChanged
    return isChanged
  }
}

/**
 * Creates the functions that delete old days and minutes of small rooms, one day at a time. Each of them returns
 * whether it changed anything.
 */
export function createCleanUp(
  files: HistoryFiles,
  options: CollectorOptions & { now: () => number },
  outdated: OutdatedDays,
) {
  const { now, machineTime, areSmallRoomsKept } = options

  /**
   * Returns the earlier of both clocks. Neither clock alone may delete data or make it final: Butlr's time is wrong if
   * a proxy or an attacker sets the `Date` headers.
   */
  function final(): FinalTime {
    const earlier = toMinute(Math.min(now(), machineTime()))
    return { now: earlier, range: historyRange(files.index, earlier, options) }
  }
  const deleteOld = inRounds(now, () => {
    const time = final()
    return deleteOldDays(files, time.range, areSmallRoomsKept ? null : time.now)
  })
  const deletePrivate = inRounds(now, async () =>
    areSmallRoomsKept ? false : deleteSmallRoomMinutes(files, outdated, final()),
  )
  return { deleteOld, deletePrivate, final }
}
