import type { Zone } from '#src/domain/time/zone.ts'
import type { Room, Topology } from '#src/domain/topology/tree.ts'

/** The rooms that share a time zone, and their buildings. */
export type ZoneRooms = {
  zone: Zone
  /** Ids; null where all buildings share the zone. */
  buildings: readonly string[] | null
  rooms: readonly Room[]
}

/** Rooms by the time zone of their site: what happened in a night is asked once for each. */
export function roomsByZone({ sites, buildings, floors, rooms }: Topology): ZoneRooms[] {
  const zones = new Map(sites.map(({ zone }) => [zoneKey(zone), zone]))
  const keyOfSite = new Map(sites.map(({ id, zone }) => [id, zoneKey(zone)]))
  const keyOfBuilding = new Map(buildings.map((one) => [one.id, keyOfSite.get(one.siteId)]))
  const keyOfFloor = new Map(floors.map((one) => [one.id, keyOfBuilding.get(one.buildingId)]))
  return [...zones].map(([key, zone]) => ({
    zone,
    buildings:
      zones.size === 1
        ? null
        : buildings.filter(({ id }) => keyOfBuilding.get(id) === key).map(({ id }) => id),
    rooms: rooms.filter(({ floorId }) => keyOfFloor.get(floorId) === key),
  }))
}

function zoneKey({ name, known }: Zone): string {
  return `${name} ${known}`
}
