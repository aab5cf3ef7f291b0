import {
  minutesPerDay,
  unlistedBuilding,
  type SensorSeries,
  type TopologySnapshot,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import { findRoom, snapshotPeriods } from '#src/domain/history/snapshots.ts'
import { hashMinutes, hashOf, type SensorDayInfo } from '#server/history/files/file-info.ts'
import type { HistoryIndex } from '#server/history/files/history-index.ts'
import { compareSeries, noMinutes } from '#server/history/files/merge-minutes.ts'
import { isSmallRoom } from './small-rooms.ts'

/** Increase this version when the derivation rules or their metadata change, so that all days are derived again. */
const rulesVersion = 3
/** On a day before the first snapshot, a sensor is expected if it reported within this many days of that day. */
export const nearbyDays = 7

/**
 * Returns whether the derived files of a day are missing or were derived from inputs other than the current ones; false
 * if the readings of the day are missing.
 */
export function isOutdated(index: HistoryIndex, building: string, day: UnixMinute): boolean {
  const inputs = fingerprint(index, building, day)
  return (
    inputs !== null &&
    (['room-minutes', 'room-hours'] as const).some(
      (kind) => index.rooms[kind].get(building)?.get(day)?.inputs !== inputs,
    )
  )
}

const emptyHash = hashMinutes(noMinutes, 0).hash

/**
 * Returns whether the derived files of a day are all that is left of its readings: Butlr no longer had them when a
 * damaged file was collected again, or all of them were deleted.
 */
export function isLost(index: HistoryIndex, building: string, day: UnixMinute): boolean {
  const hours = index.rooms['room-hours'].get(building)?.get(day)
  return hours?.hasReadings === true && hasNoReadings(index.sensors.get(building)?.get(day))
}

/** Returns whether a file contains no reading. */
export function hasNoReadings(info: SensorDayInfo | undefined): boolean {
  return info?.hash === emptyHash
}

/** Returns a hash of all inputs from which a day is derived, or null if the readings of the day are missing. */
export function fingerprint(index: HistoryIndex, building: string, day: UnixMinute): string | null {
  const { snapshots } = index
  const info = index.sensors.get(building)?.get(day)
  if (info === undefined) return null
  const buildings = [...new Set([building, unlistedBuilding])]
  const infoOf = (one: string, at: UnixMinute) => index.sensors.get(one)?.get(at)
  const periods = snapshotPeriods(snapshots, { from: day, to: day + minutesPerDay })
  const nearby = isBeforeFirstSnapshot(index, day) ? seriesNearby(index, building, day) : []
  const reported = [...nearby, ...buildings.flatMap((one) => infoOf(one, day)?.reported ?? [])]
  const rooms = new Set(reported.map(({ roomId }) => roomId))
  return hashOf(
    JSON.stringify([
      rulesVersion,
      areZerosWithheld(index),
      latestTimeZone(snapshots, building),
      isLost(index, building, day) && listSmallRooms(index, building),
      info.collected,
      info.hourly,
      info.deletedRooms,
      info.deletedSensors,
      info.deletedBefore,
      buildings.map((one) => [
        infoOf(one, day - minutesPerDay)?.endHash,
        infoOf(one, day)?.hash,
        infoOf(one, day + minutesPerDay)?.startHash,
      ]),
      nearby,
      periods.map(({ from, snapshot }) => {
        const base = snapshot ?? snapshots[0]
        const others = [...rooms].filter((room) => base && findRoom([base], room, from) === null)
        return [
          snapshot && from,
          base && hashSnapshot(base),
          others.map((room) => describeRoom(snapshots, room, from)),
        ]
      }),
    ]),
  )
}

/**
 * Returns the time zone in which the hours of a building are computed, on all days: queries use the current zone too, and
 * a change of the zone corrects a wrong one. UTC if no snapshot lists the building.
 */
export function latestTimeZone(snapshots: readonly TopologySnapshot[], building: string): string {
  for (const { buildings } of snapshots.toReversed()) {
    const found = buildings.find(({ id }) => id === building)
    if (found !== undefined) return found.timeZone
  }
  return 'UTC'
}

/** Returns the rooms for one or two people in the latest topology of a building. */
function listSmallRooms(index: HistoryIndex, building: string): string[] {
  const latest = index.snapshots.at(-1)?.buildings.find(({ id }) => id === building)
  return (latest?.rooms ?? []).map(({ id }) => id).filter((id) => isSmallRoom(index, id))
}

function describeRoom(snapshots: readonly TopologySnapshot[], roomId: string, at: UnixMinute) {
  const found = findRoom(snapshots, roomId, at)
  return found && [roomId, found.building.id, found.room.maximumCount]
}

const snapshotHashes = new WeakMap<TopologySnapshot, string>()

function hashSnapshot(snapshot: TopologySnapshot): string {
  const hash = snapshotHashes.get(snapshot) ?? hashOf(JSON.stringify(snapshot.buildings))
  snapshotHashes.set(snapshot, hash)
  return hash
}

/** Returns whether no file contains a reading of 0. */
export function areZerosWithheld({ sensors }: HistoryIndex): boolean {
  for (const days of sensors.values()) {
    for (const { hasZeros } of days.values()) if (hasZeros) return false
  }
  return true
}

/** Returns whether no topology was known at the beginning of a day. */
export function isBeforeFirstSnapshot({ snapshots }: HistoryIndex, day: UnixMinute): boolean {
  return day < (snapshots[0]?.at ?? Number.POSITIVE_INFINITY)
}

/** Returns the series that reported within seven days before or after a day, in a stable order. */
export function seriesNearby(
  index: HistoryIndex,
  building: string,
  day: UnixMinute,
): SensorSeries[] {
  const days = index.sensors.get(building)
  const series = new Map<string, SensorSeries>()
  for (let shift = -nearbyDays; shift <= nearbyDays; shift += 1) {
    for (const one of days?.get(day + shift * minutesPerDay)?.reported ?? []) {
      series.set(JSON.stringify([one.roomId, one.mac]), one)
    }
  }
  return [...series.values()].toSorted(compareSeries)
}
