import { lazy, Suspense } from 'react'
import type { ShownState } from '#src/live/room-view.ts'
import type { Topology } from '#src/topology/tree.ts'
import type { ChangeParams, OverviewParams } from './overview-params.ts'
import { countByState, type RoomInView } from './rooms-in-view.ts'
import { StateChips } from './state-chips.tsx'

const ToolbarTools = lazy(async () => {
  const { ToolbarTools } = await import('./toolbar-tools.tsx')
  return { default: ToolbarTools }
})

/**
 * What is shown, in which order, and how: the same for every view.
 *
 * @param found the rooms that the filters leave, whatever their state: what the counts are of
 * @param path where views are shown
 * @param query what is shown now, as links carry it
 */
export function Toolbar({
  found,
  ...tools
}: {
  params: OverviewParams
  found: readonly RoomInView[]
  topology: Topology | undefined
  path: string
  query: string
  onChange: ChangeParams
}) {
  const { params, onChange } = tools
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 border-line *:min-w-0 md:gap-y-2 md:border-t md:py-3 max-xl:[&>:nth-child(-n+2)]:col-span-full">
      <StateChips
        counts={countByState(found)}
        total={found.length}
        value={params.state}
        onChange={(state: ShownState | null) => onChange({ state })}
      />
      <Suspense fallback={<ToolsToCome />}>
        <ToolbarTools {...tools} />
      </Suspense>
    </div>
  )
}

/** As high as the tools, so that nothing moves when they are there. */
function ToolsToCome() {
  return (
    <>
      <div className="h-10 md:h-8" />
      <div className="h-10 md:h-8 xl:col-start-2 xl:row-start-2" />
    </>
  )
}
