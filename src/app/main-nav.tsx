import { LayoutGrid, Monitor, Radio, type LucideIcon } from 'lucide-react'
import { Link, usePathname, useQueryString } from '#src/lib/navigation.tsx'
import { getPlaceParam, withPlaceParam } from '#src/features/location/selected-location.ts'
import { lastQuery } from '#src/lib/panel-history.ts'
import { paths, roomIdFromPath } from '#src/lib/routes.ts'
import * as text from '#messages/app.ts'

type NavItem = {
  name: string
  path: string
  icon: LucideIcon
  /** Returns whether the query of a URL with this path contains the filters of the screen. */
  isOpenAt: (path: string) => boolean
}

const navItems: readonly NavItem[] = [
  {
    name: text.rooms,
    path: paths.rooms,
    icon: LayoutGrid,
    isOpenAt: (path) => path === paths.rooms || roomIdFromPath(path) !== null,
  },
  {
    name: text.sensors,
    path: paths.sensors,
    icon: Radio,
    isOpenAt: (path) => path === paths.sensors,
  },
  // The query of the Displays screen is not restored, because it would open the editor of a board.
  { name: text.displays, path: paths.displays, icon: Monitor, isOpenAt: () => false },
]

/**
 * Links to the screens, in the header or, on phones, along the bottom edge. The links keep the selected location, and
 * restore the filters that each screen last had. The link to the open screen clears the filters of that screen.
 */
export function MainNav() {
  const location = usePathname()
  const search = useQueryString()
  const current = navItems.find(({ path }) => path === location)?.path ?? paths.rooms
  return (
    <nav
      aria-label={text.navLabel}
      className="flex gap-1 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-20 max-md:h-15 max-md:justify-around max-md:border-t max-md:border-line max-md:bg-surface-raised max-md:py-1 md:ml-auto md:border-r md:border-line md:pr-3"
    >
      {navItems.map(({ name, path, icon: Icon, isOpenAt }) => (
        <Link
          key={path}
          href={
            path +
            withPlaceParam(path === current ? '' : lastQuery(isOpenAt), getPlaceParam(search))
          }
          aria-current={path === current ? 'page' : undefined}
          className="flex h-8 items-center rounded-control px-3 font-medium text-ink-muted hover:text-ink aria-[current]:text-accent max-md:h-13 max-md:flex-1 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:px-0 max-md:leading-4 md:aria-[current]:bg-selected md:aria-[current]:text-ink"
        >
          <Icon className="size-5 md:hidden" strokeWidth={1.5} aria-hidden="true" />
          {name}
        </Link>
      ))}
    </nav>
  )
}
