import type { Building, Floor, Site, Topology } from '#src/domain/topology/topology.ts'

/**
 * The query that shows another place and keeps the rest of what is shown.
 *
 * @param search the query now
 * @param placeId id of a site, a building or a floor; null means everywhere
 */
export function placeSearch(search: string, placeId: string | null): string {
  const next = new URLSearchParams(search)
  if (placeId === null) next.delete('place')
  else next.set('place', placeId)
  const text = next.toString()
  return text === '' ? '' : `?${text}`
}

/** The place that a query shows; null means everywhere. */
export function placeIn(search: string): string | null {
  return new URLSearchParams(search).get('place') || null
}

/** What is looked at: everything, or a site, a building or a floor, with what it lies in. */
export type Scope = { site: Site | null; building: Building | null; floor: Floor | null }

/**
 * The place that is chosen, with all that it lies in. Where there is only one site, or one building, it is meant
 * without being chosen. Null for an id that the topology does not know.
 *
 * @param placeId id of a site, a building or a floor; null means everywhere
 */
export function scopeOf(topology: Topology, placeId: string | null): Scope | null {
  const { sites, buildings, floors } = topology
  const floor = floors.find(({ id }) => id === placeId) ?? null
  const building = buildings.find(({ id }) => id === (floor?.buildingId ?? placeId)) ?? null
  const site = sites.find(({ id }) => id === (building?.siteId ?? placeId)) ?? null
  if (placeId !== null && site === null && building === null && floor === null) return null
  const meantSite = site ?? only(sites)
  const inSite = buildings.filter(({ siteId }) => siteId === meantSite?.id)
  return { site: meantSite, building: building ?? only(inSite), floor }
}

/** What stands where the next choice would be: `All floors`, or the floor's name. */
export function lastChoice(scope: Scope): string {
  if (scope.floor) return scope.floor.name
  if (scope.building) return 'All floors'
  return scope.site ? 'All buildings' : 'All sites'
}

function only<TPlace>(places: readonly TPlace[]): TPlace | null {
  const [first = null, ...others] = places
  return others.length === 0 ? first : null
}
