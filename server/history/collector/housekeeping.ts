import {
  minutesPerDay,
  smallRoomMinutes,
  type MinuteRange,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import type { SensorDayInfo } from '#server/history/files/file-info.ts'
import type { HistoryFiles } from '#server/history/files/history-files.ts'
import type { PrivateReadings } from '#server/history/files/sensor-day.ts'
import type { OutdatedDays } from './outdated-days.ts'
import {
  deletableBefore,
  finalAnywayMinutes,
  finalBefore,
  smallRooms,
  type FinalTime,
} from './small-rooms.ts'

/**
 * Deletes one day or one topology snapshot from before the range, and returns true. If there is nothing to delete, it
 * deletes the unreadable files of days before the range and returns false. If `now` is given, it instead deletes an
 * unreadable file 48 hours after its day, because the file may contain minutes of small rooms.
 */
export async function deleteOldDays(
  files: HistoryFiles,
  range: MinuteRange,
  now: UnixMinute | null,
): Promise<boolean> {
  const { sensors, rooms, snapshots } = files.index
  for (const days of [sensors, ...Object.values(rooms)]) {
    for (const [building, byDay] of days) {
      for (const day of byDay.keys()) {
        if (day + minutesPerDay > range.from) continue
        await files.deleteDay(building, day)
        return true
      }
    }
  }
  const [first, second] = snapshots
  if (first !== undefined && second !== undefined && second.at <= range.from) {
    await files.deleteSnapshot(first)
    return true
  }
  await files.deleteSetAside(now === null ? range.from : now - smallRoomMinutes)
  return false
}

/**
 * Deletes the old minutes of rooms for one or two people, one day at a time. First derives again the days whose hours
 * have become final. Returns whether it changed anything.
 */
export async function deleteSmallRoomMinutes(
  files: HistoryFiles,
  outdated: OutdatedDays,
  time: FinalTime,
): Promise<boolean> {
  const { index } = files
  const { now } = time
  for (const [building, days] of index.sensors) {
    if (![...days.keys()].some((day) => smallRooms(index, building, day).rooms.size > 0)) continue
    for (const [day, info] of [...days].toSorted(([a], [b]) => b - a)) {
      const found = smallRooms(index, building, day)
      // If a capacity changed after the last deletion, that deletion may have missed some of these rooms.
      const deletedUntil = isDeleted(found, info) ? (info.deletedBefore ?? day) : day
      if (deletedUntil === day + minutesPerDay) continue
      const final = finalBefore(index, building, day, time) ?? day
      const known = index.rooms['room-hours'].get(building)?.get(day)?.finalBefore ?? day
      const isOld = day + minutesPerDay <= now - finalAnywayMinutes
      if ((isOld || index.rooms['room-hours'].get(building)?.has(day) === true) && final > known) {
        if (await outdated.derive(building, day, time)) return true
        continue
      }
      const before = deletableBefore(index, building, day, time)
      if (before === null || before <= deletedUntil) continue
      await files.deleteMinutes(building, day, found, Math.max(before, info.deletedBefore ?? day))
      outdated.addAround(day)
      return true
    }
  }
  return false
}

/** Returns whether the metadata of a day lists all of the rooms and sensors as deleted. */
function isDeleted({ rooms, sensors }: PrivateReadings, info: SensorDayInfo): boolean {
  const deleted = new Set([...info.deletedRooms, ...info.deletedSensors])
  return [...rooms, ...sensors].every((id) => deleted.has(id))
}
