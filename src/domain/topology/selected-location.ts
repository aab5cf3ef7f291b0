import type { Building, Floor, Site, Topology } from './topology.ts'

/** The selected location with its ancestors; if all are null, all sites are selected. */
export type SelectedLocation = { site: Site | null; building: Building | null; floor: Floor | null }

/**
 * Returns the selected location with its ancestors. A single site, or the single building of the selected site, counts
 * as selected. Returns null for an ID that the topology does not contain.
 *
 * @param placeId ID of a site, building or floor; null means all sites
 */
export function resolveSelectedLocation(
  topology: Topology,
  placeId: string | null,
): SelectedLocation | null {
  const { sites, buildings, floors } = topology
  const floor = floors.find(({ id }) => id === placeId) ?? null
  const building = buildings.find(({ id }) => id === (floor?.buildingId ?? placeId)) ?? null
  const site = sites.find(({ id }) => id === (building?.siteId ?? placeId)) ?? null
  if (placeId !== null && site === null && building === null && floor === null) return null
  const impliedSite = site ?? onlyItem(sites)
  const inSite = buildings.filter(({ siteId }) => siteId === impliedSite?.id)
  return { site: impliedSite, building: building ?? onlyItem(inSite), floor }
}

function onlyItem<TPlace>(places: readonly TPlace[]): TPlace | null {
  const [first = null, ...others] = places
  return others.length === 0 ? first : null
}
