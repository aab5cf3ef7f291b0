import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, type ComponentType } from 'react'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import type {
  UpdateOverviewParams,
  OverviewParams,
  OverviewView,
} from '#src/lib/overview-params.ts'
import { viewCannotBeShown } from '#messages/rooms.tsx'
import { RoomGrid } from './room-grid.tsx'
import type { GridProps } from './room-grid-items.tsx'

const TableView = lazy(async () => {
  const { TableView } = await import('./table/table-view.tsx')
  return { default: TableView }
})

/** Props of the floor plan view. */
type FloorPlanProps = GridProps & {
  explainTo: (roomId: string) => string
  topology: Topology
  /** Positions of sensors; undefined while unknown. */
  directory: SensorDirectory | undefined
  params: OverviewParams
  onChange: UpdateOverviewParams
}
export type FloorPlanComponent = ComponentType<FloorPlanProps>

type RoomsByViewProps = Omit<GridProps, 'explainTo' | 'explainFloor'> & {
  view: OverviewView
  FloorPlan: FloorPlanComponent
  topology: Topology | undefined
  params: OverviewParams
  onChange: UpdateOverviewParams
  /** Returns the URL of a breakdown: `room:<id>`, `floor:<id>`. */
  getExplainHref: (subject: string) => string
}

/** The rooms as cards, as a table or on a floor plan. A view that fails to render leaves the others usable. */
export function RoomsByView(props: RoomsByViewProps) {
  return (
    <ErrorBoundary
      key={props.view}
      resetKey={props.rooms}
      fallback={<p role="alert">{viewCannotBeShown}</p>}
    >
      <SelectedView {...props} />
    </ErrorBoundary>
  )
}

function SelectedView({
  view,
  FloorPlan,
  topology,
  params,
  onChange,
  getExplainHref,
  ...grid
}: RoomsByViewProps) {
  const explainTo = useCallback((id: string) => getExplainHref(`room:${id}`), [getExplainHref])
  const explainFloor = useCallback((id: string) => getExplainHref(`floor:${id}`), [getExplainHref])
  const { data: directory } = useQuery(sensorDirectoryQuery())
  // Without a topology, the positions of rooms are unknown.
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
