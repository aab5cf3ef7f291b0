import { placeParam } from '#src/lib/overview-params.ts'
import { withoutRoomParams } from '#src/lib/routes.ts'
import { withParam } from '#src/lib/url-state.ts'
import type { SelectedLocation } from '#src/domain/topology/selected-location.ts'
import * as text from '#messages/location.ts'

/**
 * Returns the query string with another location. Removes the parameters of a room's page, because selecting a location
 * closes the room. Keeps all other parameters.
 *
 * @param search the current query string
 * @param placeId ID of a site, building or floor; null means all sites
 */
export function withPlaceParam(search: string, placeId: string | null): string {
  return withParam(withoutRoomParams(search), placeParam, placeId)
}

/** Reads the location from a query string; null means all sites. */
export function getPlaceParam(search: string): string | null {
  return placeParam.read(new URLSearchParams(search))
}

/** Returns the last part of the breadcrumb: the floor's name, or a label such as `All floors` for a larger location. */
export function selectedLocationLabel(scope: SelectedLocation): string {
  if (scope.floor) return scope.floor.name
  if (scope.building) return text.allFloors
  return scope.site ? text.allBuildings : text.allSites
}
