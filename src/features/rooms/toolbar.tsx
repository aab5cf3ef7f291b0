import { clsx } from 'clsx'
import { LayoutGrid, Map, Table, Bookmark } from 'lucide-react'
import { SegmentedControl, type Segment } from '#src/components/ui/segmented-control.tsx'
import {
  type OverviewView,
  type RoomSort,
  type UpdateOverviewParams,
  type OverviewParams,
} from '#src/lib/overview-params.ts'
import {
  type DisplayedState,
  countByState,
  type RoomCardModel,
} from '#src/domain/live-rooms/displayed-rooms.ts'
import { Suspense, useEffect, useMemo } from 'react'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { PartBoundary } from '#src/components/ui/part-boundary.tsx'
import { Popover } from '#src/components/ui/popover.tsx'
import { SortSelect } from '#src/components/ui/sort-select.tsx'
import type { Topology } from '#src/domain/topology/topology.ts'
import * as text from '#messages/rooms-toolbar.ts'
import { RoomFilters } from './room-filters.tsx'
import { attachRoomKeys } from './room-keys.ts'
import { StateChips } from './state-chips.tsx'
import type { UsualComparison } from './use-overview-rooms.ts'

const iconProps = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const
const viewSegments: readonly Segment<OverviewView>[] = [
  { value: 'cards', label: text.viewLabels.cards, icon: <LayoutGrid {...iconProps} /> },
  { value: 'table', label: text.viewLabels.table, icon: <Table {...iconProps} /> },
  { value: 'plan', label: text.viewLabels.plan, icon: <Map {...iconProps} /> },
]

function ViewSwitch({
  value,
  onChange,
}: {
  value: OverviewView
  onChange: (view: OverviewView) => void
}) {
  return (
    <SegmentedControl
      label={text.view}
      segments={viewSegments}
      value={value}
      onChange={onChange}
      className="ml-auto flex-none"
    />
  )
}

/** Sort orders of the cards; the table has more. */
const cardSorts = [
  'floor',
  'name',
  'occupancy',
  'utilisation',
  'fit',
  'problems',
  'usual',
] as const satisfies readonly RoomSort[]

const SavedViewsList = lazyPart(() =>
  import('./saved-views-list.tsx').then((module) => module.SavedViewsList),
)

function SavedViewsMenu({ query }: { query: string }) {
  return (
    <Popover
      label={text.savedViews}
      buttonLabel={text.savedViews}
      buttonClassName="flex h-8 flex-none items-center gap-1.5 rounded-control px-2 font-medium text-ink-muted hover:bg-selected hover:text-ink"
      button={
        <>
          <Bookmark className="size-4" strokeWidth={1.5} aria-hidden="true" />
          <span className="max-md:hidden min-[88rem]:max-[104rem]:hidden">{text.savedViews}</span>
        </>
      }
    >
      <PartBoundary>
        <SavedViewsList query={query} />
      </PartBoundary>
    </Popover>
  )
}

/** Loads usual occupancy, which is requested only if the user compares rooms with it. */
const UsualTools = lazyPart(() => import('./usual-tools.tsx').then((module) => module.UsualTools))

/**
 * Filters, sort order, saved views and view switch, for all views; while rooms are compared with usual occupancy, also its tools.
 *
 * @param matchingRooms rooms that match all filters except the state; the state chips count them
 * @param query query of the current view
 */
export function Toolbar({
  params,
  matchingRooms,
  topology,
  query,
  setUsual,
  onChange,
}: {
  params: OverviewParams
  matchingRooms: readonly RoomCardModel[]
  topology: Topology | undefined
  query: string
  setUsual: (comparison: UsualComparison | null) => void
  onChange: UpdateOverviewParams
}) {
  const counts = useMemo(() => countByState(matchingRooms), [matchingRooms])
  const hasFilters = params.q.trim() !== '' || params.seats !== null || params.tags.length > 0
  // The rooms are outside the toolbar, but their keyboard shortcuts load with the toolbar, after the first screen.
  useEffect(attachRoomKeys, [])
  return (
    <>
      <div
        className={clsx(
          'grid grid-cols-1 items-start gap-x-4 gap-y-1 border-line md:gap-y-2 md:border-t md:py-2 print:hidden',
          // A long list of filters is cut, so that the states are in one row.
          hasFilters
            ? 'min-[88rem]:grid-cols-[auto_minmax(28rem,1fr)]'
            : 'min-[88rem]:grid-cols-[minmax(0,1fr)_auto]',
        )}
      >
        <StateChips
          counts={counts}
          total={matchingRooms.length}
          value={params.state}
          onChange={(state: DisplayedState | null) => onChange({ state })}
        />
        <div className="-ml-2 flex min-h-10 min-w-0 items-center gap-2 max-[20rem]:flex-wrap md:min-h-8 min-[88rem]:ml-auto min-[88rem]:max-w-full">
          <RoomFilters params={params} topology={topology} onChange={onChange} />
          {params.view === 'cards' && (
            <SortSelect
              sorts={cardSorts}
              labels={text.sortLabels}
              value={params.sort}
              onChange={(sort) => onChange({ sort, reversed: false })}
              // A long list of filters leaves space for the sort order.
              className={clsx('h-8', hasFilters && 'min-w-24 md:flex-none')}
              labelClassName="max-md:sr-only"
            />
          )}
          <SavedViewsMenu query={query} />
          <ViewSwitch value={params.view} onChange={(view) => onChange({ view })} />
        </div>
      </div>
      {params.usual !== null && (
        <ErrorBoundary
          fallback={
            <p role="alert" className="py-2 text-ink-muted">
              {text.usualFailed}
            </p>
          }
        >
          <Suspense fallback={<div className="h-12" />}>
            <UsualTools {...{ params, matchingRooms, setUsual, onChange }} />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  )
}
