import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { Pulse } from '#src/live/pulse.tsx'
import { PlaceNav } from '#src/places/place-nav.tsx'
import { SearchButton } from '#src/search/search-button.tsx'
import type { SearchTargets } from '#src/search/targets.ts'
import { sessionQuery } from '#src/session/queries.ts'
import { Mark } from '#src/ui/mark.tsx'
import { AccountMenu } from './account-menu.tsx'
import { hrefOfRoom, paths, withQuery } from './paths.ts'
import { Screens } from './screens-nav.tsx'

const targets: SearchTargets = {
  room: hrefOfRoom,
  place: (place) => withQuery(paths.rooms, { place }),
  tag: (tag) => withQuery(paths.rooms, { tag }),
  sensor: (mac) => withQuery(paths.sensors, { q: mac }),
  rooms: (q) => withQuery(paths.rooms, { q }),
}

/** The slim bar above every screen: the product, the place, the search, the screens, and the pulse. */
export function Shell({ children }: { children: ReactNode }) {
  const { data: session } = useQuery(sessionQuery())
  const [location] = useLocation()
  return (
    <>
      <header className="sticky top-0 z-20 flex h-13 items-center gap-2 border-b border-line bg-surface px-4 md:h-14 md:px-8">
        <Link
          href={paths.rooms}
          aria-label="Headroom"
          className="flex flex-none items-center gap-2 rounded-control text-15 font-semibold tracking-[-0.014em]"
        >
          <Mark className="size-5" />
          <span className="max-sm:hidden">Headroom</span>
        </Link>
        <PlaceNav path={location === paths.sensors ? paths.sensors : paths.rooms} />
        <div className="ml-auto flex flex-none items-center gap-1 md:gap-2 xl:ml-2 xl:flex-1">
          <SearchButton targets={targets} />
          <Screens />
          <Pulse signedOut={session?.signedIn !== true} />
          <AccountMenu />
        </div>
      </header>
      {children}
    </>
  )
}
