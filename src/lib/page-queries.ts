import { placeParam, readOverviewParams, writeOverviewParams } from './overview-params.ts'
import { lastQuery } from './panel-history.ts'
import { paths, roomIdFromPath } from './routes.ts'
import { toQuery, withParam } from './url-state.ts'

/** Returns whether a path shows the overview, alone or below a room. */
export const isOverviewPath = (path: string) =>
  path === paths.rooms || roomIdFromPath(path) !== null

/**
 * Returns the query for links from any page to the overview: the current or last view, filters and order of the
 * overview, and the selected location.
 */
export function overviewQuery(): string {
  const search = new URLSearchParams(lastQuery(isOverviewPath))
  const known = writeOverviewParams(new URLSearchParams(), readOverviewParams(search))
  // Drops the parameters of a room that is open above the overview.
  for (const name of new Set(search.keys())) if (!known.has(name)) search.delete(name)
  return withSelectedPlace(toQuery(search))
}

/**
 * Returns the query for links from any page to the Sensors page: the current or last filters and order of that page,
 * and the selected location.
 */
export function sensorsQuery(): string {
  return withSelectedPlace(lastQuery((path) => path === paths.sensors))
}

/** Like `sensorsQuery`, for the Insights page. */
export function insightsQuery(): string {
  return withSelectedPlace(lastQuery((path) => path === paths.insights))
}

/** Replaces the location in a query with the location of the open page, unless that page has none. */
function withSelectedPlace(query: string): string {
  const { pathname, search } = window.location
  const place = placeParam.read(new URLSearchParams(search))
  const hasPlace =
    isOverviewPath(pathname) ||
    [paths.sensors, paths.insights, paths.replay].some((path) => path === pathname)
  return place === null && !hasPlace ? query : withParam(query, placeParam, place)
}
