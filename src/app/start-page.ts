import { rememberedPlace } from '#src/features/location/last-location.ts'
import { startView } from '#src/features/rooms/start-view.ts'
import { paths, withQuery } from '#src/lib/routes.ts'

/**
 * Where somebody who opens Headroom without saying where begins: the saved view that is their start page, else the
 * place they chose last. Runs once, before anything is drawn; an address that says anything itself is left alone.
 */
export function openStartPage(): void {
  const { pathname, search } = window.location
  if (pathname !== paths.rooms || search !== '') return
  const query = startView()
  const place = rememberedPlace()
  const start = query ?? (place === null ? null : withQuery('', { place }))
  if (start !== null && start !== '') window.history.replaceState(null, '', paths.rooms + start)
}
