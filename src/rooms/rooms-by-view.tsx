import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback } from 'react'
import { sensorDirectoryQuery } from '#src/topology/queries.ts'
import type { Topology } from '#src/topology/tree.ts'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
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

type ByViewProps = Omit<GridProps, 'explainTo' | 'explainFloor'> & {
  view: View
  topology: Topology | undefined
  params: OverviewParams
  onChange: ChangeParams
  /** Where a figure is explained: `room:<id>`, `floor:<id>`. */
  explainHref: (subject: string) => string
}

/** The same rooms as cards, as a table, or where they are; a view that cannot be rendered leaves the others usable. */
export function RoomsByView(props: ByViewProps) {
  return (
    <ErrorBoundary
      key={props.view}
      resetKey={props.rooms}
      fallback={<p role="alert">This view cannot be shown.</p>}
    >
      <ChosenView {...props} />
    </ErrorBoundary>
  )
}

function ChosenView({ view, topology, params, onChange, explainHref, ...grid }: ByViewProps) {
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
