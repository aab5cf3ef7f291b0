import type {
  HistoryBuilding,
  HistoryRoom,
  MinuteRange,
  TopologySnapshot,
  UnixMinute,
} from './minutes.ts'
import { smallRoomCapacity, unlistedBuilding } from './minutes.ts'

/** A period in which one snapshot is valid; `snapshot` is null before the first snapshot. */
export type SnapshotPeriod = MinuteRange & { snapshot: TopologySnapshot | null }

/**
 * Divides a range into the periods in which one snapshot is valid: from its time until the next snapshot. Returns the
 * periods in order and without gaps.
 *
 * @param snapshots in ascending order of time
 */
export function snapshotPeriods(
  snapshots: readonly TopologySnapshot[],
  range: MinuteRange,
): SnapshotPeriod[] {
  const periods: SnapshotPeriod[] = []
  let period: SnapshotPeriod = { ...range, snapshot: null }
  for (const snapshot of snapshots) {
    if (snapshot.at >= range.to) break
    if (snapshot.at > period.from) periods.push({ ...period, to: snapshot.at })
    period = { from: Math.max(snapshot.at, range.from), to: range.to, snapshot }
  }
  return [...periods, period]
}

type ListedRoom = { building: HistoryBuilding; room: HistoryRoom }
type SnapshotIndex = {
  rooms: ReadonlyMap<string, ListedRoom>
  /** The room of each sensor, by MAC address. */
  sensors: ReadonlyMap<string, string>
}

const indexes = new WeakMap<TopologySnapshot, SnapshotIndex>()

function indexSnapshot(snapshot: TopologySnapshot): SnapshotIndex {
  const known = indexes.get(snapshot)
  if (known) return known
  const rooms = new Map<string, ListedRoom>()
  const sensors = new Map<string, string>()
  for (const building of snapshot.buildings) {
    for (const room of building.rooms) {
      rooms.set(room.id, { building, room })
      for (const mac of room.sensors) if (!sensors.has(mac)) sensors.set(mac, room.id)
    }
  }
  const index = { rooms, sensors }
  indexes.set(snapshot, index)
  return index
}

/** Returns the room of each installed sensor, by MAC address. A sensor in several rooms belongs to the first. */
export function roomsBySensor(snapshot: TopologySnapshot): ReadonlyMap<string, string> {
  return indexSnapshot(snapshot).sensors
}

/**
 * Returns a room and its building as of a minute: from the last snapshot until then that lists the room, else from the
 * first later one; null if no snapshot lists the room.
 *
 * @param snapshots in ascending order of time
 */
export function findRoom(
  snapshots: readonly TopologySnapshot[],
  roomId: string,
  at: UnixMinute,
): ListedRoom | null {
  const listing = snapshots.filter((snapshot) => indexSnapshot(snapshot).rooms.has(roomId))
  const snapshot = listing.findLast((candidate) => candidate.at <= at) ?? listing[0]
  return snapshot ? (indexSnapshot(snapshot).rooms.get(roomId) ?? null) : null
}

/** Returns the IDs of the rooms for one or two people in a snapshot. */
export function findSmallRooms(snapshot: TopologySnapshot | undefined): ReadonlySet<string> {
  const rooms = (snapshot?.buildings ?? []).flatMap((building) => building.rooms)
  return new Set(
    rooms
      .filter(({ capacity }) => capacity !== null && capacity <= smallRoomCapacity)
      .map(({ id }) => id),
  )
}

/**
 * Returns the building to whose files a room belongs on a UTC day, given by its first minute: `unlistedBuilding` if no
 * snapshot lists the room.
 */
export function buildingOnDay(
  snapshots: readonly TopologySnapshot[],
  roomId: string,
  day: UnixMinute,
): string {
  return findRoom(snapshots, roomId, day)?.building.id ?? unlistedBuilding
}
