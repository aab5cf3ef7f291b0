import { LayoutGrid, Monitor, Radio, type LucideIcon } from 'lucide-react'
import { Link, usePathname, useQueryString } from '#src/lib/navigation.tsx'
import { getPlaceParam, withPlaceParam } from '#src/features/location/selected-location.ts'
import { paths } from '#src/lib/routes.ts'
import * as text from '#messages/app.ts'

const navItems: readonly { name: string; path: string; icon: LucideIcon }[] = [
  { name: text.rooms, path: paths.rooms, icon: LayoutGrid },
  { name: text.sensors, path: paths.sensors, icon: Radio },
  { name: text.displays, path: paths.displays, icon: Monitor },
]

/** Links to the screens, in the header or, on phones, along the bottom edge. The links keep the selected location. */
export function MainNav() {
  const location = usePathname()
  const search = useQueryString()
  const current = navItems.find(({ path }) => path === location)?.path ?? paths.rooms
  return (
    <nav
      aria-label={text.navLabel}
      className="flex gap-1 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-20 max-md:h-15 max-md:justify-around max-md:border-t max-md:border-line max-md:bg-surface-raised max-md:py-1 md:ml-auto md:border-r md:border-line md:pr-3"
    >
      {navItems.map(({ name, path, icon: Icon }) => (
        <Link
          key={path}
          href={path + withPlaceParam('', getPlaceParam(search))}
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
