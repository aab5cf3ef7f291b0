import { usePathname, useQueryString } from '#src/lib/navigation.tsx'
import { paths, roomHref, withQuery, getExplainParam, withExplainParam } from '#src/lib/routes.ts'
import { lazy, Suspense } from 'react'
import {
  useRefetchHealthOfSilentSensors,
  useRefetchForUnknownRooms,
} from '#src/data/live-rooms/use-topology-refetch.ts'
import { LocationSwitcher } from '#src/features/location/location-switcher.tsx'
import { SearchButton } from '#src/features/search/search-button.tsx'
import type { SearchHrefs } from '#src/features/search/search-index.ts'
import { ErrorScreen } from './error-screen.tsx'
import * as text from '#messages/app.ts'
import { MainNav } from './main-nav.tsx'

const ExplainPanel = lazy(async () => {
  const { BreakdownPanel: ExplainPanel } =
    await import('#src/features/breakdown/breakdown-panel.tsx')
  return { default: ExplainPanel }
})

const searchHrefs: SearchHrefs = {
  room: roomHref,
  place: (place) => withQuery(paths.rooms, { place }),
  tag: (tag) => withQuery(paths.rooms, { tag }),
  sensor: (mac) => withQuery(paths.sensors, { q: mac }),
  rooms: (q) => withQuery(paths.rooms, { q }),
}

/** The header's location switcher, search and navigation. Loaded after the rooms. */
export function HeaderTools() {
  const location = usePathname()
  useRefetchForUnknownRooms()
  useRefetchHealthOfSilentSensors()
  return (
    <>
      <LocationSwitcher path={location === paths.sensors ? paths.sensors : paths.rooms} />
      <SearchButton hrefs={searchHrefs} />
      <MainNav />
      <ErrorScreen title={text.breakdownFailed}>
        <BreakdownOverlay />
      </ErrorScreen>
    </>
  )
}

/** The breakdown of a value, above the open screen. Shown when the URL contains the `explain` parameter. */
function BreakdownOverlay() {
  const location = usePathname()
  const search = useQueryString()
  const target = getExplainParam(search)
  if (target === null) return null
  const explainHref = (other: string | null) => location + withExplainParam(search, other)
  return (
    <Suspense fallback={null}>
      <ExplainPanel
        target={target}
        closeHref={explainHref(null)}
        roomHref={roomHref}
        explainHref={explainHref}
      />
    </Suspense>
  )
}
