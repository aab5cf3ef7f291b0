import './main-nav.css'
import {
  ChartNoAxesColumn,
  LayoutGrid,
  Monitor,
  Radio,
  Settings,
  type LucideIcon,
} from 'lucide-react'
import { Link, usePathname, useQueryString } from '#src/lib/navigation.tsx'
import {
  insightsQuery,
  isOverviewPath,
  overviewQuery,
  sensorsQuery,
} from '#src/lib/page-queries.ts'
import { usePlaceQuery } from '#src/lib/place-query.ts'
import { paths } from '#src/lib/routes.ts'
import * as text from '#messages/app.ts'

type NavItem = {
  name: string
  path: string
  icon: LucideIcon
  /** Returns the query with which the screen opens. */
  getQuery: (placeQuery: string) => string
}

const navItems: readonly NavItem[] = [
  { name: text.rooms, path: paths.rooms, icon: LayoutGrid, getQuery: overviewQuery },
  {
    name: text.insights,
    path: paths.insights,
    icon: ChartNoAxesColumn,
    getQuery: insightsQuery,
  },
  { name: text.sensors, path: paths.sensors, icon: Radio, getQuery: sensorsQuery },
  // Opens without the last query, which might open the board editor.
  {
    name: text.displays,
    path: paths.displays,
    icon: Monitor,
    getQuery: (placeQuery) => placeQuery,
  },
]

/**
 * Links to the screens, in the header or, on phones, along the bottom edge. Each link keeps the selected location and
 * the last filters of its screen. The link to the open screen scrolls to the top.
 */
export function MainNav() {
  const location = usePathname()
  // Renders again when the filters change.
  const query = useQueryString()
  const placeQuery = usePlaceQuery()
  const current = isOverviewPath(location) ? paths.rooms : location
  const here = location + (query === '' ? '' : `?${query}`)
  return (
    <nav
      aria-label={text.navLabel}
      className="flex gap-1 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-20 max-md:h-15 max-md:justify-around max-md:border-t max-md:border-line max-md:bg-surface-raised max-md:py-1 md:ml-auto md:border-r md:border-line md:pr-3"
    >
      {navItems.map(({ name, path, icon: Icon, getQuery }) => {
        const href = path + getQuery(placeQuery)
        return (
          <Link
            key={path}
            href={href}
            replace={href === here}
            aria-current={path === current ? 'page' : undefined}
            onClick={() => {
              if (path === current) document.documentElement.scrollTop = 0
            }}
            className="main-nav-link flex h-8 items-center rounded-control px-3 font-medium text-ink-muted hover:text-ink aria-[current]:text-accent max-md:h-13 max-md:flex-1 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:px-0 max-md:leading-4 md:aria-[current]:bg-selected md:aria-[current]:text-ink"
          >
            <Icon className="size-5 md:hidden" strokeWidth={1.5} aria-hidden="true" />
            {name}
          </Link>
        )
      })}
      {/* On narrow windows, the account menu has this link. */}
      <Link
        href={paths.settings + placeQuery}
        aria-label={text.settings}
        title={text.settings}
        aria-current={location === paths.settings ? 'page' : undefined}
        className="main-nav-settings grid size-8 flex-none place-items-center rounded-control text-ink-muted hover:text-ink aria-[current]:bg-selected aria-[current]:text-ink max-lg:hidden"
      >
        <Settings className="size-4" strokeWidth={1.5} aria-hidden="true" />
      </Link>
    </nav>
  )
}
