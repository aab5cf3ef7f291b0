import { nameOrId } from '#src/contract/butlr-values.ts'
import { resolveSelectedLocation } from '#src/domain/topology/selected-location.ts'
import { buildingLabel, type Topology } from '#src/domain/topology/topology.ts'
import { allSites } from '#messages/location.ts'

/**
 * Returns the names of a location, innermost first, such as `['Floor 3', 'Main building']`. Contains the site if no
 * building is selected, and the ID if the topology does not contain the location.
 *
 * @param placeId ID of a site, building or floor; null for all sites
 */
export function placeNames(topology: Topology | undefined, placeId: string | null): string[] {
  const location = topology && resolveSelectedLocation(topology, placeId)
  if (!location) return [placeId === null ? allSites : nameOrId(null, placeId)]
  const { site, building, floor } = location
  const names = [floor?.name, building && (buildingLabel(topology, building) ?? building.name)]
  const found = names.filter((name) => typeof name === 'string')
  return found.length > 0 ? found : [site?.name ?? allSites]
}

/** Names of a floor, its building and its site; null if unknown. */
export type FloorPlaces = { floor: string; building: string | null; site: string | null }

/** Returns the names of all floors, buildings and sites by floor ID. */
export function namePlacesByFloor(topology: Topology | undefined): Map<string, FloorPlaces> {
  const buildings = new Map(topology?.buildings.map((one) => [one.id, one]))
  const sites = new Map(topology?.sites.map(({ id, name }) => [id, name]))
  return new Map(
    topology?.floors.map(({ id, name, buildingId }) => {
      const building = buildings.get(buildingId)
      const site = sites.get(building?.siteId ?? '') ?? null
      return [id, { floor: name, building: building?.name ?? null, site }]
    }),
  )
}
