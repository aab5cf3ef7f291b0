import { paths } from '#src/lib/routes.ts'
import { ChevronsUpDown } from 'lucide-react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { PartBoundary } from '#src/components/ui/part-boundary.tsx'
import { Link, usePathname, useQueryString } from '#src/lib/navigation.tsx'
import { overviewQuery } from '#src/lib/page-queries.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { Popover } from '#src/components/ui/popover.tsx'
import { getPlaceParam, withPlaceParam, selectedLocationLabel } from './selected-location.ts'
import { resolveSelectedLocation } from '#src/domain/topology/selected-location.ts'
import { saveLastLocation } from './last-location.ts'
import * as text from '#messages/location.ts'

const LocationList = lazyPart(() =>
  import('./location-list.tsx').then((module) => module.LocationList),
)

/**
 * Shows the selected location as a breadcrumb, `Northgate / Main building / Floor 3`: ancestors are links, and the last part
 * opens a list of all locations with live totals.
 */
export function LocationSwitcher() {
  // Selecting a location keeps these pages open; from any other page, it opens the overview. It keeps the filters.
  const pathname = usePathname()
  const keepsPage =
    pathname === paths.sensors || pathname === paths.insights || pathname === paths.replay
  const path = keepsPage ? pathname : paths.rooms
  const query = useQueryString()
  const search = keepsPage ? query : overviewQuery()
  const { topology } = useTopology()
  if (!topology || topology.sites.length === 0) return null
  const locationId = getPlaceParam(query)
  const selected = resolveSelectedLocation(topology, locationId)
  const ancestors = [selected?.site, selected?.building].filter(
    (one) => one !== null && one !== undefined,
  )
  return (
    <nav
      aria-label={text.navLabel}
      className="flex min-w-0 items-center gap-1.5 border-l border-line pl-2 text-ink-muted md:ml-2 md:pl-3"
    >
      {ancestors.map(({ id, name }, depth) => (
        // A site and its building may have the same ID, so the key includes the depth.
        <span key={`${depth} ${id}`} className="flex min-w-0 gap-1.5 max-lg:hidden">
          <Link
            href={path + withPlaceParam(search, id)}
            onClick={() => saveLastLocation(id)}
            className="max-w-40 truncate rounded-control px-1 hover:text-ink"
          >
            {name}
          </Link>
          <span aria-hidden="true">/</span>
        </span>
      ))}
      <Popover
        label={text.listLabel}
        align="left"
        className="w-96"
        buttonClassName="flex h-8 min-w-0 items-center gap-1.5 rounded-control px-1.5 font-medium whitespace-nowrap text-ink hover:bg-selected"
        button={
          <>
            <span className="truncate">
              {selected ? selectedLocationLabel(selected) : text.unknownLocation}
            </span>
            <ChevronsUpDown
              className="size-3.5 flex-none text-ink-muted"
              strokeWidth={1.5}
              aria-hidden="true"
            />
          </>
        }
      >
        <PartBoundary fallback={<p className="text-ink-muted">{text.loading}</p>}>
          <LocationList path={path} search={search} locationId={locationId} topology={topology} />
        </PartBoundary>
      </Popover>
    </nav>
  )
}
