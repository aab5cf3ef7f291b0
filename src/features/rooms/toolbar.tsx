import { LayoutGrid, Map, Table, ChevronDown, Bookmark } from 'lucide-react'
import { Segmented, type Segment } from '#src/components/ui/segmented-control.tsx'
import {
  type View,
  sorts,
  type Sort,
  type ChangeParams,
  type OverviewParams,
} from '#src/lib/overview-params.ts'
import { Chip } from '#src/components/ui/filter-chip.tsx'
import { Glyph } from '#src/components/occupancy/status-icon.tsx'
import {
  shownStates,
  shownWords,
  type ShownState,
} from '#src/domain/live-rooms/displayed-occupancy.ts'
import { inDigits } from '#src/format/numbers.ts'
import { stateLooks } from '#src/components/occupancy/state-styles.ts'
import { lazy, Suspense, useMemo } from 'react'
import { Popover } from '#src/components/ui/popover.tsx'
import type { Topology } from '#src/domain/topology/topology.ts'
import { FindSpace } from './room-filters.tsx'
import { countByState, type RoomInView } from '#src/domain/live-rooms/room-list.ts'

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const
const segments: readonly Segment<View>[] = [
  { value: 'cards', label: 'Cards', icon: <LayoutGrid {...icon} /> },
  { value: 'table', label: 'Table', icon: <Table {...icon} /> },
  { value: 'plan', label: 'Floor plan', icon: <Map {...icon} /> },
]

/** How the same rooms are shown. */
export function ViewSwitch({ value, onChange }: { value: View; onChange: (view: View) => void }) {
  return <Segmented label="View" segments={segments} value={value} onChange={onChange} />
}

/** What the cards can be sorted by; the table has more columns. */
const words = {
  floor: 'By floor',
  name: 'By name',
  occupancy: 'By occupancy',
  utilisation: 'By utilisation',
  fit: 'By fit',
  problems: 'Problems first',
} satisfies Partial<Record<Sort, string>>

const offered = Object.entries(words)

/** In which order rooms stand: the platform's own menu, which every device knows how to open. */
export function SortField({ value, onChange }: { value: Sort; onChange: (sort: Sort) => void }) {
  return (
    <label className="relative flex h-10 flex-none items-center gap-1.5 text-ink-muted md:h-8">
      Sort
      <select
        value={value}
        onChange={(event) => onChange(sorts.find((sort) => sort === event.target.value) ?? 'floor')}
        className="field-sizing-content h-8 appearance-none rounded-control bg-transparent py-0 pr-6 pl-1 font-medium text-ink hover:bg-selected"
      >
        {offered.map(([sort, word]) => (
          <option key={sort} value={sort} className="bg-surface-raised">
            {word}
          </option>
        ))}
      </select>
      <ChevronDown
        size={16}
        strokeWidth={1.5}
        aria-hidden="true"
        className="pointer-events-none absolute right-1"
      />
    </label>
  )
}

/** The states, with how many rooms are in each; pressing one shows only those. */
export function StateChips({
  counts,
  total,
  value,
  onChange,
}: {
  counts: ReadonlyMap<ShownState, number>
  total: number
  value: ShownState | null
  onChange: (state: ShownState | null) => void
}) {
  // States keep their places with a count of 0: a chip that comes and goes would move those after it. Only Stale, which
  // changes every card anyhow, appears when it is needed.
  const present = shownStates.filter(
    (state) => state !== 'stale' || counts.has(state) || state === value,
  )
  const digits = inDigits(total).length
  return (
    <div
      role="group"
      aria-label="Filter by state"
      className="-mx-4 flex scroll-px-4 [scrollbar-width:none] gap-2 overflow-x-auto px-4 py-1 md:mx-0 md:px-0 md:py-0 xl:flex-wrap xl:overflow-visible"
    >
      <Chip
        pressed={value === null}
        onClick={() => onChange(null)}
        label="All"
        count={inDigits(total)}
        digits={digits}
      />
      {present.map((state) => (
        <Chip
          key={state}
          pressed={value === state}
          onClick={() => onChange(value === state ? null : state)}
          glyph={
            <Glyph
              shape={stateLooks[state].shape}
              className={`size-3.5 ${stateLooks[state].glyph}`}
            />
          }
          label={shownWords[state]}
          count={inDigits(counts.get(state) ?? 0)}
          digits={digits}
        />
      ))}
    </div>
  )
}

const SavedViewsList = lazy(async () => {
  const { SavedViewsList } = await import('./saved-views-list.tsx')
  return { default: SavedViewsList }
})

/** Opens the views that this browser keeps by name. */
export function SavedViewsMenu({ path, query }: { path: string; query: string }) {
  return (
    <Popover
      label="Saved views"
      className="w-96"
      buttonClassName="flex h-8 flex-none items-center gap-1.5 rounded-control px-2 font-medium text-ink-muted hover:bg-selected hover:text-ink"
      button={
        <>
          <Bookmark className="size-4" strokeWidth={1.5} aria-hidden="true" />
          <span className="max-md:sr-only">Saved views</span>
        </>
      }
    >
      <Suspense fallback={null}>
        <SavedViewsList path={path} query={query} />
      </Suspense>
    </Popover>
  )
}

/**
 * What is shown, in which order, and how: the same for every view.
 *
 * @param found the rooms that the filters leave, whatever their state: what the counts are of
 * @param path where views are shown
 * @param query what is shown now, as links carry it
 */
export function Toolbar({
  params,
  found,
  topology,
  path,
  query,
  onChange,
}: {
  params: OverviewParams
  found: readonly RoomInView[]
  topology: Topology | undefined
  path: string
  query: string
  onChange: ChangeParams
}) {
  const counts = useMemo(() => countByState(found), [found])
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 border-line *:min-w-0 md:gap-y-2 md:border-t md:py-3 max-xl:[&>:nth-child(-n+2)]:col-span-full">
      <StateChips
        counts={counts}
        total={found.length}
        value={params.state}
        onChange={(state: ShownState | null) => onChange({ state })}
      />
      <FindSpace params={params} topology={topology} onChange={onChange} />
      <div className="flex items-center gap-2 xl:col-start-2 xl:row-start-2 xl:justify-end">
        {params.view === 'cards' && (
          <SortField value={params.sort} onChange={(sort) => onChange({ sort })} />
        )}
        <SavedViewsMenu path={path} query={query} />
      </div>
      <div className="flex h-10 items-center justify-end md:h-8 xl:col-start-2 xl:row-start-1">
        <ViewSwitch value={params.view} onChange={(view) => onChange({ view })} />
      </div>
    </div>
  )
}
