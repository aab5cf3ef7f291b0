import type { MinuteRange, TopologySnapshot } from '#src/domain/history/minutes.ts'
import { findRoom, snapshotPeriods } from '#src/domain/history/snapshots.ts'

/** A sensor in one room, with the periods of the range in which its readings count there. */
export type PlacedSensor = {
  mac: string
  room: string
  building: string
  periods: readonly PlacedPeriod[]
}

type PlacedPeriod = MinuteRange & {
  /** The largest plausible count. */
  maximum: number
  /** Whether a topology lists the sensor in the room. If not, only readings that name the room count. */
  isListed: boolean
}

/**
 * Returns the sensors of rooms, in order of the rooms and addresses. A sensor that moves has one entry per room. Before
 * the first snapshot, the sensors of that snapshot count in the rooms that their readings name.
 *
 * @param snapshots in ascending order of time
 */
export function placeRoomSensors(
  rooms: readonly string[],
  range: MinuteRange,
  snapshots: readonly TopologySnapshot[],
): PlacedSensor[] {
  const requested = new Set(rooms)
  const found = new Map<string, PlacedSensor & { periods: PlacedPeriod[] }>()
  for (const { from, to, snapshot } of snapshotPeriods(snapshots, range)) {
    const seen = new Set<string>()
    for (const building of (snapshot ?? snapshots[0])?.buildings ?? []) {
      for (const room of building.rooms) {
        for (const mac of room.sensors) {
          // A sensor in several rooms belongs to the first.
          if (seen.has(mac)) continue
          seen.add(mac)
          if (!requested.has(room.id)) continue
          const key = `${room.id} ${mac}`
          const placed = found.get(key) ?? {
            mac,
            room: room.id,
            building: building.id,
            periods: [],
          }
          found.set(key, placed)
          const maximum = findRoom(snapshots, room.id, from)?.room.maximumCount ?? room.maximumCount
          placed.periods.push({ from, to, maximum, isListed: snapshot !== null })
        }
      }
    }
  }
  const order = new Map(rooms.map((id, index) => [id, index]))
  return [...found.values()].toSorted(
    (one, other) =>
      (order.get(one.room) ?? 0) - (order.get(other.room) ?? 0) || (one.mac < other.mac ? -1 : 1),
  )
}
