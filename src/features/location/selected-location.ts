import { placeParam } from '#src/lib/overview-params.ts'
import { withParam } from '#src/lib/url-state.ts'
import type { Building, Floor, Site, Topology } from '#src/domain/topology/topology.ts'
import * as text from '#messages/location.ts'

/**
 * Returns the query string with another location and all other parameters unchanged.
 *
 * @param search the current query string
 * @param placeId ID of a site, building or floor; null means all sites
 */
export function withPlaceParam(search: string, placeId: string | null): string {
  return withParam(search, placeParam, placeId)
}

/** Reads the location from a query string; null means all sites. */
export function getPlaceParam(search: string): string | null {
  return placeParam.read(new URLSearchParams(search))
}

/** The selected location with its ancestors; if all are null, all sites are selected. */
type SelectedLocation = { site: Site | null; building: Building | null; floor: Floor | null }

/**
 * Returns the selected location with its ancestors. A site or building that is the only one counts as selected. Returns
 * null for an ID that the topology does not contain.
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

/** Returns the last part of the breadcrumb: the floor's name, or the level below, such as `All floors`. */
export function selectedLocationLabel(scope: SelectedLocation): string {
  if (scope.floor) return scope.floor.name
  if (scope.building) return text.allFloors
  return scope.site ? text.allBuildings : text.allSites
}

function onlyItem<TPlace>(places: readonly TPlace[]): TPlace | null {
  const [first = null, ...others] = places
  return others.length === 0 ? first : null
}
