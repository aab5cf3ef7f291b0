import { loadLastLocation } from '#src/features/location/last-location.ts'
import { getStartView } from '#src/features/rooms/start-view.ts'
import { paths, withQuery } from '#src/lib/routes.ts'

/**
 * Where somebody who opens Headroom without saying where begins: the saved view that is their start page, else the
 * place they chose last. Runs once, before anything is drawn; an address that says anything itself is left alone.
 */
export function redirectToStartPage(): void {
  const { pathname, search } = window.location
  if (pathname !== paths.rooms || search !== '') return
  const savedViewSearch = getStartView()
  const place = loadLastLocation()
  const startSearch = savedViewSearch ?? (place === null ? null : withQuery('', { place }))
  if (startSearch !== null && startSearch !== '')
    window.history.replaceState(null, '', paths.rooms + startSearch)
}
