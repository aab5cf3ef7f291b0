import type {
  HistoryBuilding,
  HistoryRoom,
  MinuteRange,
  TopologySnapshot,
  UnixMinute,
} from './minutes.ts'
import { isSmallCapacity, unlistedBuilding } from './minutes.ts'

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
 * Returns a room and its building as of a minute: from the last snapshot up to that minute that lists the room, or else
 * from the first later snapshot that lists it. Returns null if no snapshot lists the room.
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

/**
 * Returns the IDs of the rooms for one or two people. The last snapshot that lists a room decides, because a topology
 * can lack a building for a while.
 *
 * @param snapshots in ascending order of time
 */
export function findSmallRooms(snapshots: readonly TopologySnapshot[]): ReadonlySet<string> {
  const small = new Set<string>()
  const seen = new Set<string>()
  for (const { buildings } of snapshots.toReversed()) {
    for (const { id, capacity } of buildings.flatMap((building) => building.rooms)) {
      if (seen.has(id)) continue
      seen.add(id)
      if (isSmallCapacity(capacity)) small.add(id)
    }
  }
  return small
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
