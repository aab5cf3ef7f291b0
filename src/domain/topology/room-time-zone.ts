import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { findFloorLocation, locateFloors, type Topology } from './topology.ts'

/** Returns the zone for a room's times: its site's zone, or UTC when the topology does not contain the room. */
export function findRoomTimeZone(topology: Topology | undefined, roomId: string): TimeZone {
  const room = topology?.rooms.find(({ id }) => id === roomId)
  return findFloorLocation(locateFloors(topology), room?.floorId ?? null).zone
}
