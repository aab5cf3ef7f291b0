import type { ShownState } from '#src/live/room-view.ts'
import { FindField } from './find-field.tsx'
import type { OverviewParams } from './overview-params.ts'
import { countByState, type RoomInView } from './rooms-in-view.ts'
import { SortField } from './sort-field.tsx'
import { StateChips } from './state-chips.tsx'

/** A change of what is shown; `typed` ones come letter by letter and make no history. */
export type ChangeParams = (change: Partial<OverviewParams>, typed?: boolean) => void

/**
 * Filter by state, search and sort.
 *
 * @param found the rooms that the search leaves: what the counts are of
 */
export function Toolbar({
  params,
  found,
  onChange,
}: {
  params: OverviewParams
  found: readonly RoomInView[]
  onChange: ChangeParams
}) {
  return (
    <div className="flex flex-col justify-between gap-x-4 gap-y-2 border-line md:border-t md:py-3 xl:flex-row xl:items-start">
      <StateChips
        counts={countByState(found)}
        total={found.length}
        value={params.state}
        onChange={(state: ShownState | null) => onChange({ state })}
      />
      <div className="flex items-center gap-3 md:justify-between xl:min-w-84 xl:justify-end">
        <FindField value={params.q} onChange={(q) => onChange({ q }, true)} />
        <SortField value={params.sort} onChange={(sort) => onChange({ sort })} />
      </div>
    </div>
  )
}
