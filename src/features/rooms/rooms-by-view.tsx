import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, type ComponentType } from 'react'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import type { ChangeParams, OverviewParams, View } from '#src/lib/overview-params.ts'
import { RoomGrid, type GridProps } from './room-grid.tsx'

const TableView = lazy(async () => {
  const { TableView } = await import('./table/table-view.tsx')
  return { default: TableView }
})

/** What the floor plan shows: the rooms of the overview where they are. */
type PlanProps = GridProps & {
  explainTo: (roomId: string) => string
  topology: Topology
  /** Where sensors hang; undefined while nobody knows. */
  directory: SensorDirectory | undefined
  params: OverviewParams
  onChange: ChangeParams
}
export type FloorPlan = ComponentType<PlanProps>

type ByViewProps = Omit<GridProps, 'explainTo' | 'explainFloor'> & {
  view: View
  FloorPlan: FloorPlan
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

function ChosenView({
  view,
  FloorPlan,
  topology,
  params,
  onChange,
  explainHref,
  ...grid
}: ByViewProps) {
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
            <FloorPlan
              {...grid}
              {...{ topology, directory, params, onChange, explainTo, explainFloor }}
            />
          </Suspense>
        )
      )
  }
}
