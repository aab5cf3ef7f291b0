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
