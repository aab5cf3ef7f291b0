import type { Topology } from '#src/topology/tree.ts'
import { FindSpace } from './find-space.tsx'
import type { ChangeParams, OverviewParams } from './overview-params.ts'
import { SavedViewsMenu } from './saved-views/saved-views-menu.tsx'
import { SortField } from './sort-field.tsx'
import { ViewSwitch } from './view-switch.tsx'

/**
 * What of the toolbar can come a moment after the rooms: finding a space, the order, saved views, and the view. Its
 * parts stand in the toolbar's own grid.
 */
export function ToolbarTools({
  params,
  topology,
  path,
  query,
  onChange,
}: {
  params: OverviewParams
  topology: Topology | undefined
  path: string
  query: string
  onChange: ChangeParams
}) {
  return (
    <>
      <FindSpace params={params} topology={topology} onChange={onChange} />
      <div className="flex items-center gap-2 xl:col-start-2 xl:row-start-2 xl:justify-end">
        {params.view === 'cards' && (
          <SortField value={params.sort} onChange={(sort) => onChange({ sort })} />
        )}
        <SavedViewsMenu path={path} query={query} />
      </div>
      <div className="flex justify-end xl:col-start-2 xl:row-start-1">
        <ViewSwitch value={params.view} onChange={(view) => onChange({ view })} />
      </div>
    </>
  )
}
