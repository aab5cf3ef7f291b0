import type { Building, Floor, Site, Topology } from '#src/domain/topology/topology.ts'

/**
 * The query that shows another place and keeps the rest of what is shown.
 *
 * @param search the query now
 * @param placeId id of a site, a building or a floor; null means everywhere
 */
export function withPlaceParam(search: string, placeId: string | null): string {
  const next = new URLSearchParams(search)
  if (placeId === null) next.delete('place')
  else next.set('place', placeId)
  const text = next.toString()
  return text === '' ? '' : `?${text}`
}

/** The place that a query shows; null means everywhere. */
export function getPlaceParam(search: string): string | null {
  return new URLSearchParams(search).get('place') || null
}

/** What is looked at: everything, or a site, a building or a floor, with what it lies in. */
export type SelectedLocation = { site: Site | null; building: Building | null; floor: Floor | null }

/**
 * The place that is chosen, with all that it lies in. Where there is only one site, or one building, it is meant
 * without being chosen. Null for an id that the topology does not know.
 *
 * @param placeId id of a site, a building or a floor; null means everywhere
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

/** What stands where the next choice would be: `All floors`, or the floor's name. */
export function selectedLocationLabel(scope: SelectedLocation): string {
  if (scope.floor) return scope.floor.name
  if (scope.building) return 'All floors'
  return scope.site ? 'All buildings' : 'All sites'
}

function onlyItem<TPlace>(places: readonly TPlace[]): TPlace | null {
  const [first = null, ...others] = places
  return others.length === 0 ? first : null
}
