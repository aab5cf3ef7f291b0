import { useExplainHref } from '#src/lib/navigation.tsx'
import * as text from '#messages/rooms.tsx'
import { useQuery } from '@tanstack/react-query'
import { Suspense, type ComponentType, useMemo, useDeferredValue, useState } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { sensorDirectoryQuery, useTopology } from '#src/data/topology/queries.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { type Topology, locateFloors } from '#src/domain/topology/topology.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import type {
  UpdateOverviewParams,
  OverviewParams,
  OverviewView,
} from '#src/lib/overview-params.ts'
import { RoomGrid, type GridProps } from './room-grid.tsx'
import {
  LazyToolbar,
  Legend,
  EmptyRooms,
  OptionalPart,
  TopologyNote,
} from './overview-lazy-parts.tsx'
import { explainTargetForPlace } from '#src/lib/routes.ts'
import { useOverviewParams, useOverviewRooms, type UsualComparison } from './use-overview-rooms.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { useFreshness, useSnapshotAt, useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { RoomsLoading, OccupancyUnavailable } from './overview-placeholders.tsx'
import { PollAgeProvider } from '#src/components/time/timestamps.tsx'
import { RecentHistoryProvider } from './recent-history.tsx'
import { OccupancyTotals } from './occupancy-totals.tsx'
import { second } from '#src/domain/time/duration.ts'
import { useHasElapsed } from '#src/components/ui/use-has-elapsed.ts'

function OverviewContent({
  rooms,
  topology,
  openRoomId,
  FloorPlan,
}: {
  rooms: readonly LiveRoom[]
  topology: Topology | undefined
  openRoomId: string | undefined
  FloorPlan: FloorPlanComponent
}) {
  const at = useSnapshotAt()
  const freshness = useFreshness()
  const { intervalMs } = usePollers().snapshot
  const { params, query, change } = useOverviewParams()
  // Typed text appears immediately; the cards render with lower priority.
  const deferredParams = useDeferredValue(params)
  const getExplainHref = useExplainHref()

  const [usual, setUsual] = useState<UsualComparison | null>(null)
  const places = useMemo(() => locateFloors(topology), [topology])
  const { allRooms, roomsInPlace, matchingRooms, visibleRooms, hoverHandlers } = useOverviewRooms(
    rooms,
    places,
    deferredParams,
    { at, freshness, intervalMs },
    usual,
  )
  const hasRooms = allRooms.length > 0

  return (
    <PollAgeProvider at={at}>
      <OccupancyTotals
        rooms={roomsInPlace}
        freshness={freshness}
        explainHref={getExplainHref(explainTargetForPlace(topology, deferredParams.place))}
      />
      <LazyToolbar {...{ params, matchingRooms, topology, query, setUsual }} onChange={change} />
      <OptionalPart>
        <TopologyNote topology={topology} view={deferredParams.view} />
      </OptionalPart>
      <RecentHistoryProvider>
        <div {...hoverHandlers}>
          <RoomsByView
            view={deferredParams.view}
            FloorPlan={FloorPlan}
            topology={topology}
            rooms={visibleRooms}
            all={allRooms}
            grouped={deferredParams.sort === 'floor'}
            freshness={freshness}
            at={at}
            params={params}
            onChange={change}
            openRoomId={openRoomId}
          />
        </div>
      </RecentHistoryProvider>
      {visibleRooms.length === 0 && (!hasRooms || deferredParams.view !== 'plan') && (
        <OptionalPart>
          <EmptyRooms {...{ hasRooms, topology }} params={deferredParams} onChange={change} />
        </OptionalPart>
      )}
      {deferredParams.view !== 'plan' && (
        <OptionalPart>
          <Legend rooms={roomsInPlace} />
        </OptionalPart>
      )}
    </PollAgeProvider>
  )
}

/** Maximum wait for room names, so that cards do not show IDs that turn into names a moment later. */
const maxNameWaitMs = 3 * second

/**
 * @param openRoomId ID of the room that is open in the panel beside the grid
 * @param FloorPlan component that renders the floor plan view
 */
export function RoomsOverview({
  openRoomId,
  FloorPlan,
}: {
  openRoomId?: string
  FloorPlan: FloorPlanComponent
}) {
  const { rooms, error } = useLiveRooms()
  const { topology, pending: topologyPending } = useTopology()
  const { isPending: sensorsPending } = useQuery(sensorDirectoryQuery())
  const waitedLongEnough = useHasElapsed(maxNameWaitMs)
  const isReady = !(topologyPending || sensorsPending) || waitedLongEnough
  return (
    <>
      <h1 className="sr-only">{text.title}</h1>
      {rooms && isReady ? (
        <OverviewContent
          rooms={rooms}
          topology={topology}
          openRoomId={openRoomId}
          FloorPlan={FloorPlan}
        />
      ) : !rooms && error ? (
        <OccupancyUnavailable error={error} />
      ) : (
        <RoomsLoading />
      )}
    </>
  )
}

const TableView = lazyPart(() =>
  import('./table/table-view.tsx').then((module) => module.TableView),
)

type FloorPlanProps = GridProps & {
  topology: Topology
  /** All sensors and hives; undefined until loaded. */
  directory: SensorDirectory | undefined
  params: OverviewParams
  onChange: UpdateOverviewParams
}
export type FloorPlanComponent = ComponentType<FloorPlanProps>

type RoomsByViewProps = GridProps & {
  at: number | null
  view: OverviewView
  FloorPlan: FloorPlanComponent
  topology: Topology | undefined
  params: OverviewParams
  onChange: UpdateOverviewParams
}

/** The rooms as cards, as a table or on a floor plan. A view that fails to render leaves the others usable. */
function RoomsByView(props: RoomsByViewProps) {
  return (
    <ErrorBoundary
      key={props.view}
      resetKey={props.rooms}
      fallback={<p role="alert">{text.viewCannotBeShown}</p>}
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
  at,
  ...grid
}: RoomsByViewProps) {
  const { data: directory } = useQuery(sensorDirectoryQuery())
  // Without a topology, the positions of rooms are unknown, so cards replace the plan.
  switch (view === 'plan' && topology === undefined ? 'cards' : view) {
    case 'cards':
      return <RoomGrid {...grid} />
    case 'table':
      return (
        <Suspense fallback={<div className="h-screen" />}>
          <TableView {...grid} at={at} params={params} onChange={onChange} />
        </Suspense>
      )
    case 'plan':
      return (
        topology && (
          <Suspense fallback={<div className="h-screen" />}>
            <FloorPlan {...grid} {...{ topology, directory, params, onChange }} />
          </Suspense>
        )
      )
  }
}
