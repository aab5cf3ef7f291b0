import { placeParam } from '#src/lib/overview-params.ts'
import { withParam } from '#src/lib/url-state.ts'
import { loadLastLocation } from '#src/features/location/last-location.ts'
import { getStartView } from '#src/features/rooms/start-view.ts'
import { paths } from '#src/lib/routes.ts'

/**
 * Redirects the bare overview URL to the user's start page: the default view, otherwise the last selected location.
 * Runs once, before the first render. Leaves any other URL unchanged.
 */
export function redirectToStartPage(): void {
  const { pathname, search } = window.location
  if (pathname !== paths.rooms || search !== '') return
  const savedViewSearch = getStartView()
  const place = loadLastLocation()
  const startSearch = savedViewSearch ?? withParam('', placeParam, place)
  if (startSearch !== '') window.history.replaceState(null, '', paths.rooms + startSearch)
}
