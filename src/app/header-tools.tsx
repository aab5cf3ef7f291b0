import { lazy, Suspense } from 'react'
import { usePathname, useSearch } from '#src/lib/address.ts'
import { explainIn, explainSearch } from '#src/features/breakdown/explain-link.ts'
import { useHealthOfSilent } from '#src/data/live-rooms/use-health-of-silent.ts'
import { useKnownRooms } from '#src/data/live-rooms/use-known-rooms.ts'
import { PlaceNav } from '#src/features/location/place-nav.tsx'
import { SearchButton } from '#src/features/search/search-button.tsx'
import type { SearchTargets } from '#src/features/search/targets.ts'
import { ErrorScreen } from './error-screen.tsx'
import { hrefOfRoom, paths, withQuery } from '#src/lib/routes.ts'
import { Screens } from './screens-nav.tsx'

const ExplainPanel = lazy(async () => {
  const { ExplainPanel } = await import('#src/features/breakdown/explain-panel.tsx')
  return { default: ExplainPanel }
})

const targets: SearchTargets = {
  room: hrefOfRoom,
  place: (place) => withQuery(paths.rooms, { place }),
  tag: (tag) => withQuery(paths.rooms, { tag }),
  sensor: (mac) => withQuery(paths.sensors, { q: mac }),
  rooms: (q) => withQuery(paths.rooms, { q }),
}

/** What of the bar leads elsewhere: the place, the search, the screens. It comes a moment after the rooms. */
export function HeaderTools() {
  const location = usePathname()
  useKnownRooms()
  useHealthOfSilent()
  return (
    <>
      <PlaceNav path={location === paths.sensors ? paths.sensors : paths.rooms} />
      <SearchButton targets={targets} />
      <Screens />
      <ErrorScreen what="The explanation">
        <Explanation />
      </ErrorScreen>
    </>
  )
}

/** What a figure is made of, where the address asks for it: over whatever screen is open. */
function Explanation() {
  const location = usePathname()
  const search = useSearch()
  const subject = explainIn(search)
  if (subject === null) return null
  const hrefOf = (other: string | null) => location + explainSearch(search, other)
  return (
    <Suspense fallback={null}>
      <ExplainPanel
        subject={subject}
        closeHref={hrefOf(null)}
        hrefOfRoom={hrefOfRoom}
        hrefOf={hrefOf}
      />
    </Suspense>
  )
}
