import { useMemo } from 'react'
import type { ShownState } from '#src/domain/live-rooms/room-view.ts'
import type { Topology } from '#src/domain/topology/tree.ts'
import { FindSpace } from './find-space.tsx'
import type { ChangeParams, OverviewParams } from '#src/lib/overview-params.ts'
import { countByState, type RoomInView } from '#src/domain/live-rooms/rooms-in-view.ts'
import { SavedViewsMenu } from './saved-views/saved-views-menu.tsx'
import { SortField } from './sort-field.tsx'
import { StateChips } from './state-chips.tsx'
import { ViewSwitch } from './view-switch.tsx'

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
