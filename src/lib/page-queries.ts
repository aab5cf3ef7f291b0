import { placeParam, readOverviewParams, writeOverviewParams } from './overview-params.ts'
import { lastQuery } from './panel-history.ts'
import { paths, roomIdFromPath } from './routes.ts'
import { toQuery, withParam } from './url-state.ts'

/** Returns whether a path shows the overview, alone or below a room. */
export const isOverviewPath = (path: string) =>
  path === paths.rooms || roomIdFromPath(path) !== null

/**
 * Returns the query with which links from any page open the overview: the view, filters and order with which the
 * overview is open or was last open, and the selected location.
 */
export function overviewQuery(): string {
  const search = new URLSearchParams(lastQuery(isOverviewPath))
  const known = writeOverviewParams(new URLSearchParams(), readOverviewParams(search))
  // Drops the parameters of a room that is open above the overview.
  for (const name of new Set(search.keys())) if (!known.has(name)) search.delete(name)
  return withSelectedPlace(toQuery(search))
}

/**
 * Returns the query with which links from any page open the Sensors page: the filters and order with which that page is
 * open or was last open, and the selected location.
 */
export function sensorsQuery(): string {
  return withSelectedPlace(lastQuery((path) => path === paths.sensors))
}

/** Like `sensorsQuery`, for the Insights page. */
export function insightsQuery(): string {
  return withSelectedPlace(lastQuery((path) => path === paths.insights))
}

/** Sets the location of a query to that of the open page. Keeps it if the open page has no location. */
function withSelectedPlace(query: string): string {
  const { pathname, search } = window.location
  const place = placeParam.read(new URLSearchParams(search))
  const hasPlace =
    isOverviewPath(pathname) || pathname === paths.sensors || pathname === paths.insights
  return place === null && !hasPlace ? query : withParam(query, placeParam, place)
}
