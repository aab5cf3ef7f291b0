import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback } from 'react'
import { sensorDirectoryQuery } from '#src/topology/queries.ts'
import type { Topology } from '#src/topology/tree.ts'
import type { ChangeParams, OverviewParams, View } from './overview-params.ts'
import { RoomGrid, type GridProps } from './room-grid.tsx'

const TableView = lazy(async () => {
  const { TableView } = await import('./table/table-view.tsx')
  return { default: TableView }
})

const PlanView = lazy(async () => {
  const { PlanView } = await import('./plan/plan-view.tsx')
  return { default: PlanView }
})

/** The same rooms as cards, as a table, or where they are. */
export function RoomsByView({
  view,
  topology,
  params,
  onChange,
  explainHref,
  ...grid
}: Omit<GridProps, 'explainTo' | 'explainFloor'> & {
  view: View
  topology: Topology | undefined
  params: OverviewParams
  onChange: ChangeParams
  /** Where a figure is explained: `room:<id>`, `floor:<id>`. */
  explainHref: (subject: string) => string
}) {
  const explainTo = useCallback((id: string) => explainHref(`room:${id}`), [explainHref])
  const explainFloor = useCallback((id: string) => explainHref(`floor:${id}`), [explainHref])
  const { data: directory } = useQuery(sensorDirectoryQuery())
  // Without a topology nobody knows where a room is.
  switch (view === 'plan' && topology === undefined ? 'cards' : view) {
    case 'cards':
      return <RoomGrid {...grid} explainTo={explainTo} explainFloor={explainFloor} />
    case 'table':
      return (
        <Suspense fallback={<div className="h-screen" />}>
          <TableView {...grid} params={params} onChange={onChange} explainTo={explainTo} />
        </Suspense>
      )
    case 'plan':
      return (
        topology && (
          <Suspense fallback={<div className="h-screen" />}>
            <PlanView
              {...grid}
              {...{ topology, directory, params, onChange, explainTo, explainFloor }}
            />
          </Suspense>
        )
      )
  }
}
