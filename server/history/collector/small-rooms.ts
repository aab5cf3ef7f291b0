import {
  minutesPerDay,
  smallRoomCapacity,
  smallRoomMinutes,
  type MinuteRange,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import { findRoom } from '#src/domain/history/snapshots.ts'
import { zeroMarginMinutes } from '#server/history/files/file-info.ts'
import type { HistoryIndex } from '#server/history/files/history-index.ts'
import { endOfRun, subtract, unite, type MinuteSet } from '#server/history/files/minute-ranges.ts'

// The minutes of a room for one or two people are attendance records, so they are deleted. Its hours stay. An hour is
// final as soon as no reading can change it any more: readings up to 12 hours away decide whether a missing minute
// counts as 0. A reading is deleted only when all hours within that distance are final.

/** Hours are final when they ended this long ago. Deletion begins 14 hours later: 12 hours, and whole hours. */
const finalAfterMinutes = smallRoomMinutes - zeroMarginMinutes - 120
const deletionMarginMinutes = zeroMarginMinutes + 60

/** Returns the IDs of the rooms for one or two people, by their latest known capacity. */
export function smallRooms(index: HistoryIndex, building: string, day: UnixMinute): Set<string> {
  const { reported = [] } = index.sensors.get(building)?.get(day) ?? {}
  const rooms = new Set(reported.map(({ roomId }) => roomId))
  return new Set([...rooms].filter((roomId) => isSmallRoom(index, roomId)))
}

/** Returns whether a room is for one or two people, by its latest known capacity. */
export function isSmallRoom({ snapshots }: HistoryIndex, roomId: string): boolean {
  const capacity = findRoom(snapshots, roomId, Number.POSITIVE_INFINITY)?.room.capacity ?? null
  return capacity !== null && capacity <= smallRoomCapacity
}

/**
 * Returns the minute before which the rows of a day's small rooms are final; null if none are.
 *
 * @param range the minutes that the history contains or will contain
 * @param now in minutes
 */
export function finalBefore(
  index: HistoryIndex,
  building: string,
  day: UnixMinute,
  range: MinuteRange,
  now: UnixMinute,
): UnixMinute | null {
  const days = index.sensors.get(building)
  const settled = [day - minutesPerDay, day, day + minutesPerDay].reduce<MinuteSet>((set, at) => {
    const info = days?.get(at)
    return info === undefined ? set : unite(set, subtract(info.collected, info.provisional))
  }, [])
  const from = Math.max(range.from, day - zeroMarginMinutes)
  const before = Math.min(
    endOfRun(settled, from) - zeroMarginMinutes,
    now - finalAfterMinutes,
    day + minutesPerDay,
  )
  return before > day ? before : null
}

/**
 * Returns the minute before which readings of a day's small rooms are to be deleted; null if there are none. Parameters as
 * for `finalBefore`.
 */
export function deletableBefore(
  index: HistoryIndex,
  building: string,
  day: UnixMinute,
  range: MinuteRange,
  now: UnixMinute,
): UnixMinute | null {
  const final = (at: UnixMinute) =>
    index.rooms['room-hours'].get(building)?.get(at)?.finalBefore ?? at
  const isPreviousFinal = day <= range.from || final(day - minutesPerDay) >= day
  if (!isPreviousFinal) return null
  const end = day + minutesPerDay
  const finalUntil = final(day) < end ? final(day) : final(end)
  const before = Math.min(finalUntil - deletionMarginMinutes, now - smallRoomMinutes, end)
  return before > day ? before : null
}
