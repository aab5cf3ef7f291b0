import {
  minuteMs,
  minutesPerDay,
  isSmallCapacity,
  smallRoomMinutes,
  unlistedBuilding,
  type MinuteRange,
  type TopologySnapshot,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import {
  buildingOnDay,
  findRoom,
  roomsBySensor,
  snapshotPeriods,
} from '#src/domain/history/snapshots.ts'
import { zeroMarginMinutes } from '#server/history/files/file-info.ts'
import type { HistoryIndex } from '#server/history/files/history-index.ts'
import { endOfRun, unite, type MinuteSet } from '#server/history/files/minute-ranges.ts'
import { settledMinutes } from './due-minutes.ts'
import { buildingsOnDay } from './place-readings.ts'

// The minutes of a room for one or two people are attendance records, so they are deleted. Its hours are kept.
// An hour is final as soon as no reading can change it any more: readings up to 12 hours away decide whether a missing
// minute counts as 0. A reading is deleted only when all hours within that distance are final.

/**
 * The current minute, which determines what is final and what is deleted, and the minutes that the history contains or
 * will contain at that time.
 */
export type FinalTime = { now: UnixMinute; range: MinuteRange }

/**
 * Hours are final if they ended at least this many minutes ago: 34 hours. Their minutes are deleted 14 hours later: 12
 * hours for assumed zeros, and 2 for rounding to whole hours.
 */
const finalAfterMinutes = smallRoomMinutes - zeroMarginMinutes - 120
const deletionMarginMinutes = zeroMarginMinutes + 60
/**
 * Hours that ended this long ago are final even if minutes near them are missing, because these minutes may never
 * arrive.
 */
export const finalAnywayMinutes = 7 * minutesPerDay

/**
 * Returns the rooms for one or two people in the files of a day, by their latest known capacity, including former
 * rooms. Also returns the sensors that the topology lists in one of these rooms but whose readings name another room.
 * The readings of a room that was not listed yet are in the file of `unlistedBuilding`.
 */
export function smallRooms(
  index: HistoryIndex,
  building: string,
  day: UnixMinute,
): { rooms: Set<string>; sensors: Set<string> } {
  const { snapshots } = index
  const reportedIn = (one: string) => index.sensors.get(one)?.get(day)?.reported ?? []
  const reported = [
    ...reportedIn(building),
    ...(building === unlistedBuilding
      ? []
      : reportedIn(unlistedBuilding).filter(
          ({ roomId }) => buildingOnDay(snapshots, roomId, day) === building,
        )),
  ]
  const rooms = new Set<string>()
  const sensors = new Set<string>()
  // Before the first snapshot, sensors count as placed where that snapshot lists them.
  const listings = snapshotPeriods(snapshots, { from: day, to: day + minutesPerDay })
    .map(({ snapshot }) => snapshot ?? snapshots[0])
    .flatMap((snapshot) => (snapshot === undefined ? [] : [roomsBySensor(snapshot)]))
  for (const { roomId, mac } of reported) {
    if (isSmallRoom(index, roomId)) rooms.add(roomId)
    for (const listing of listings) {
      const listedIn = listing.get(mac)
      if (listedIn === undefined || listedIn === roomId || !isSmallRoom(index, listedIn)) continue
      rooms.add(listedIn)
      sensors.add(mac)
    }
  }
  return { rooms, sensors }
}

/**
 * Returns whether a room is for one or two people, by its latest known capacity. If managers made it small within the
 * last 48 hours, its capacity before that decides, so that a mistake deletes nothing.
 */
export function isSmallRoom({ snapshots, capacities }: HistoryIndex, roomId: string): boolean {
  const { capacity, madeSmallAt = null } = capacities.get(roomId) ?? {}
  const latest = capacity === undefined ? latestCapacities(snapshots).get(roomId) : capacity
  if (!isSmallCapacity(latest ?? null)) return false
  if (madeSmallAt === null) return true
  const changedAt = Math.floor(madeSmallAt / minuteMs)
  const before = snapshots.filter(({ at }) => at < changedAt)
  const found = findRoom(before, roomId, changedAt)
  return found === null || isSmallCapacity(found.room.capacity)
}

const capacitiesBySnapshots = new WeakMap<readonly TopologySnapshot[], Map<string, number | null>>()

function latestCapacities(snapshots: readonly TopologySnapshot[]) {
  const known = capacitiesBySnapshots.get(snapshots)
  if (known !== undefined) return known
  const rooms = snapshots.flatMap(({ buildings }) =>
    buildings.flatMap((building) => building.rooms),
  )
  const latest = new Map(rooms.map(({ id, capacity }) => [id, capacity]))
  capacitiesBySnapshots.set(snapshots, latest)
  return latest
}

/** Returns the minute before which the rows of a day's small rooms are final, or null if none are. */
export function finalBefore(
  index: HistoryIndex,
  building: string,
  day: UnixMinute,
  { range, now }: FinalTime,
): UnixMinute | null {
  // A former building has no files for the days after its last readings.
  const infoOf = (at: UnixMinute) =>
    index.sensors.get(building)?.get(at) ??
    (buildingsOnDay(index.snapshots, at).includes(building)
      ? undefined
      : index.sensors.get(unlistedBuilding)?.get(at))
  const settled = [day - minutesPerDay, day, day + minutesPerDay].reduce<MinuteSet>(
    (set, at) => {
      const info = infoOf(at)
      return info === undefined ? set : unite(set, settledMinutes(index, info))
    },
    unite([], [{ from: day - minutesPerDay, to: now - finalAnywayMinutes }]),
  )
  const from = Math.max(range.from, day - zeroMarginMinutes)
  const before = Math.min(
    endOfRun(settled, from) - zeroMarginMinutes,
    now - finalAfterMinutes,
    day + minutesPerDay,
  )
  return before > day ? before : null
}

/** Returns the minute before which readings of a day's small rooms are to be deleted, or null if there are none. */
export function deletableBefore(
  index: HistoryIndex,
  building: string,
  day: UnixMinute,
  time: FinalTime,
): UnixMinute | null {
  const { range, now } = time
  const final = (at: UnixMinute) => {
    const hasFile = index.sensors.get(building)?.has(at) === true
    const known = index.rooms['room-hours'].get(building)?.get(at)?.finalBefore
    return known ?? (hasFile ? null : finalBefore(index, building, at, time)) ?? at
  }
  const isPreviousFinal = day <= range.from || final(day - minutesPerDay) >= day
  if (!isPreviousFinal) return null
  const end = day + minutesPerDay
  const finalUntil = final(day) < end ? final(day) : final(end)
  const before = Math.min(finalUntil - deletionMarginMinutes, now - smallRoomMinutes, end)
  return before > day ? before : null
}
