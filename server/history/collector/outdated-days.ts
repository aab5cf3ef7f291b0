import { minutesPerDay, type MinuteRange, type UnixMinute } from '#src/domain/history/minutes.ts'
import type { HistoryFiles } from '#server/history/files/history-files.ts'
import { LostLeaseError } from '#server/history/files/fenced-writer.ts'
import { fileErrorCode } from '#server/history/files/file-system.ts'
import { NewerFileError } from '#server/history/files/parquet-table.ts'
import { dayStart } from '#server/history/files/layout.ts'
import { subtract, type MinuteSet } from '#server/history/files/minute-ranges.ts'
import type { CollectorOptions } from './collector-options.ts'
import { deriveDay, type DeriveRoomMinutes } from './derive-day.ts'
import { isBeforeFirstSnapshot, isOutdated, nearbyDays } from './derivation-inputs.ts'
import { dueMinutesOfDay } from './due-minutes.ts'
import { finalBefore, isSmallRoom, type FinalTime } from './small-rooms.ts'

/** The days whose derived files may have to be derived again. */
export type OutdatedDays = {
  /** Adds a day and the days that depend on its readings. */
  addAround: (day: UnixMinute) => void
  addAll: () => void
  /** Derives the newest outdated day, for one building. Returns false if no day is outdated. */
  deriveNext: (time: FinalTime) => Promise<boolean>
  /**
   * Derives a day, even if it is not outdated. Resolves with whether it succeeded: a day that cannot be derived is
   * logged, and must not stop the other days.
   */
  derive: (building: string, day: UnixMinute, time: FinalTime) => Promise<boolean>
}

export function createOutdatedDays(
  files: HistoryFiles,
  {
    areSmallRoomsKept,
    derive: deriveMinutes,
    setAside,
    log,
  }: {
    log: CollectorOptions['log']
    areSmallRoomsKept: boolean
    derive: DeriveRoomMinutes
    /** The minutes that Butlr does not deliver. */
    setAside: () => MinuteSet
  },
): OutdatedDays {
  const { index } = files
  const days = new Set<UnixMinute>()

  /**
   * Returns whether a day can be derived. The readings of the day before decide whether missing minutes count as 0, so
   * a backfilled day waits until the day before is collected. Collecting the day before adds the waiting day again.
   */
  function isReady(day: UnixMinute, range: MinuteRange): boolean {
    if (day >= dayStart(range.to - 1) - minutesPerDay) return true
    const isCollected = (one: UnixMinute) =>
      subtract(dueMinutesOfDay(index, one, range), setAside()).length === 0
    return isCollected(day) && (day <= range.from || isCollected(day - minutesPerDay))
  }
  async function derive(building: string, day: UnixMinute, time: FinalTime) {
    try {
      await deriveDay(files, building, day, {
        isSmall: (roomId) => !areSmallRoomsKept && isSmallRoom(index, roomId),
        derive: deriveMinutes,
        before: areSmallRoomsKept ? null : finalBefore(index, building, day, time),
      })
      return true
    } catch (error) {
      const isOfFiles = error instanceof LostLeaseError || error instanceof NewerFileError
      if (isOfFiles || fileErrorCode(error) !== null) throw error
      log.warn({ building, day, error: String(error) }, 'cannot derive a day of the history')
      return false
    }
  }

  return {
    addAround(day) {
      const reach = isBeforeFirstSnapshot(index, day) ? nearbyDays : 1
      for (let shift = -reach; shift <= reach; shift += 1) days.add(day + shift * minutesPerDay)
    },
    addAll() {
      for (const byDay of index.sensors.values()) for (const day of byDay.keys()) days.add(day)
    },
    async deriveNext(time) {
      while (days.size > 0) {
        const day = Math.max(...days)
        if (isReady(day, time.range)) {
          for (const building of index.sensors.keys()) {
            if (!isOutdated(index, building, day)) continue
            if (await derive(building, day, time)) return true
          }
        }
        days.delete(day)
      }
      return false
    },
    derive,
  }
}
