import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { computeTotals, type OccupancyTotals } from '#src/domain/occupancy/totals.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import * as text from '#messages/location.ts'

/** A location with its live totals. */
export type LocationRow = {
  /** Null means all sites. */
  id: string | null
  name: string
  /** 0 all sites, 1 site, 2 building, 3 floor. */
  depth: 0 | 1 | 2 | 3
  /** The site's zone; null for other locations, because buildings and floors use the zone of their site. */
  zone: TimeZone | null
  totals: OccupancyTotals
  /** People divided by capacity, in the rooms where both are known; null if there are none. */
  utilisation: number | null
}

/** Returns a row for all sites, then one for each site with its buildings and floors, in the topology's order. */
export function toLocationRows(topology: Topology, rooms: readonly LiveRoom[]): LocationRow[] {
  const byFloor = groupRoomsByFloor(rooms)
  const roomsOn = (floorIds: readonly string[]) => floorIds.flatMap((id) => byFloor.get(id) ?? [])
  const floorsOf = (buildingId: string) =>
    topology.floors.filter((floor) => floor.buildingId === buildingId)
  const row = (
    place: Pick<LocationRow, 'id' | 'name' | 'depth'>,
    within: readonly LiveRoom[],
    zone: TimeZone | null = null,
  ): LocationRow => ({
    ...place,
    zone,
    totals: computeTotals(within),
    utilisation: computeUtilisation(within),
  })

  const rows = topology.sites.flatMap((site): LocationRow[] => {
    const buildings = topology.buildings.filter(({ siteId }) => siteId === site.id)
    const below = buildings.flatMap((building): LocationRow[] => {
      const floors = floorsOf(building.id)
      return [
        row({ ...building, depth: 2 }, roomsOn(floors.map(({ id }) => id))),
        ...floors.map((floor) => row({ ...floor, depth: 3 }, roomsOn([floor.id]))),
      ]
    })
    const all = buildings.flatMap(({ id }) => floorsOf(id).map((floor) => floor.id))
    return [row({ ...site, depth: 1 }, roomsOn(all), site.zone), ...below]
  })
  return [row({ id: null, name: text.allSites, depth: 0 }, rooms), ...rows]
}

function groupRoomsByFloor(rooms: readonly LiveRoom[]): ReadonlyMap<string, LiveRoom[]> {
  const groups = new Map<string, LiveRoom[]>()
  for (const room of rooms) {
    if (room.floorId === null) continue
    const group = groups.get(room.floorId)
    if (group) group.push(room)
    else groups.set(room.floorId, [room])
  }
  return groups
}

/** Returns people divided by capacity, in the rooms where both are known; null if there are none. */
function computeUtilisation(rooms: readonly LiveRoom[]): LocationRow['utilisation'] {
  const filled = { people: 0, capacity: 0 }
  for (const { occupancy, capacity } of rooms) {
    if (capacity === null || (occupancy.kind !== 'exact' && occupancy.kind !== 'at-least')) continue
    filled.people += occupancy.people
    filled.capacity += capacity
  }
  return filled.capacity === 0 ? null : filled.people / filled.capacity
}

/** Formats the totals of a location: `286+`, `17 of 25 rooms in use`, `41% full`. */
export function formatLocationStats({ totals, utilisation }: LocationRow): {
  people: string
  inUse: string
  share: string
} {
  return {
    people: text.people(totals),
    inUse: text.roomsInUse(totals),
    share: utilisation === null ? '' : text.utilisation(utilisation),
  }
}

/**
 * Returns the accessible name of a location: `Floor 3, at least 79 people, 7 of 10 rooms in use, 41% full`.
 *
 * @param hasCurrentData whether the totals are current
 */
export function locationLabel(row: LocationRow, hasCurrentData: boolean): string {
  return text.locationLabel(row.name, hasCurrentData ? row.totals : null, row.utilisation)
}
