import { useMemo, lazy, Suspense, type ComponentProps, useCallback, useDeferredValue } from 'react'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'
import {
  readOverviewParams,
  writeOverviewParams,
  type UpdateOverviewParams,
  type OverviewParams,
} from '#src/lib/overview-params.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { useFreshness, useSnapshotAt, useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { type Topology, locateFloors } from '#src/domain/topology/topology.ts'
import * as text from '#messages/rooms.tsx'
import { RoomsLoading, OccupancyUnavailable } from './overview-placeholders.tsx'
import { PollAgeProvider } from '#src/components/time/timestamps.tsx'
import { RecentHistoryProvider } from './room-sparkline.tsx'
import { RoomsByView, type FloorPlanComponent } from './rooms-by-view.tsx'
import { OccupancyTotals } from './occupancy-totals.tsx'
import { useOverviewRooms } from './use-overview-rooms.ts'
import { useQuery } from '@tanstack/react-query'
import { second } from '#src/domain/time/duration.ts'
import { sensorDirectoryQuery, useTopology } from '#src/data/topology/queries.ts'
import { useHasElapsed } from '#src/components/ui/use-has-elapsed.ts'

/** Returns the overview's URL parameters, a function to change them, and the query for links (`?q=map`, or empty). */
function useOverviewParams(): {
  params: OverviewParams
  query: string
  change: UpdateOverviewParams
} {
  const search = useSearchParams()
  const params = useMemo(() => readOverviewParams(search), [search])
  const written = search.toString()
  return { params, query: written === '' ? '' : `?${written}`, change: changeOverviewParams }
}

const changeOverviewParams: UpdateOverviewParams = (changed) =>
  updateSearchParams((before) => writeOverviewParams(before, changed))

const Toolbar = lazy(async () => {
  const { Toolbar } = await import('./toolbar.tsx')
  return { default: Toolbar }
})

/** The toolbar loads after the rooms; until then, a placeholder of the same height prevents layout shifts. */
function LazyToolbar(tools: ComponentProps<typeof Toolbar>) {
  return (
    <Suspense fallback={<div className="h-32 border-line md:h-34.25 md:border-t xl:h-24.25" />}>
      <Toolbar {...tools} />
    </Suspense>
  )
}

// Content below the rooms, or rarely needed, loads after them.
const Legend = lazy(async () => {
  const { Legend } = await import('./overview-notes.tsx')
  return { default: Legend }
})
const TopologyNote = lazy(async () => {
  const { TopologyNote } = await import('./overview-notes.tsx')
  return { default: TopologyNote }
})
const EmptyRooms = lazy(async () => {
  const { EmptyRooms } = await import('./no-matching-rooms.tsx')
  return { default: EmptyRooms }
})

/** The overview when data is available: totals, toolbar and rooms. */
function OverviewContent({
  rooms,
  topology,
  path,
  getRoomPath,
  getExplainHref,
  openRoomId,
  FloorPlan,
}: {
  rooms: readonly LiveRoom[]
  topology: Topology | undefined
  path: string
  getRoomPath: (roomId: string) => string
  /** Returns the URL of a breakdown: `room:<id>`, `floor:<id>`, … */
  getExplainHref: (subject: string) => string
  openRoomId: string | undefined
  FloorPlan: FloorPlanComponent
}) {
  const at = useSnapshotAt()
  const freshness = useFreshness()
  const { intervalMs } = usePollers().snapshot
  const { params, query, change } = useOverviewParams()
  // Typed text appears immediately; the cards render with lower priority.
  const deferredParams = useDeferredValue(params)
  const deferredQuery = useDeferredValue(query)

  const places = useMemo(() => locateFloors(topology), [topology])
  const { allRooms, roomsInPlace, matchingRooms, visibleRooms, hoverHandlers } = useOverviewRooms(
    rooms,
    places,
    deferredParams,
    { at, freshness, intervalMs },
  )
  const hasRooms = allRooms.length > 0
  const linkTo = useCallback(
    (id: string) => getRoomPath(id) + deferredQuery,
    [getRoomPath, deferredQuery],
  )

  return (
    <PollAgeProvider at={at}>
      <OccupancyTotals
        rooms={roomsInPlace}
        freshness={freshness}
        explainHref={getExplainHref(explainTargetForPlace(topology, deferredParams.place))}
      />
      <LazyToolbar {...{ params, matchingRooms, topology, path, query, onChange: change }} />
      <Suspense fallback={null}>
        <TopologyNote topology={topology} view={deferredParams.view} />
      </Suspense>
      <RecentHistoryProvider>
        <div {...hoverHandlers} className="md:pt-1">
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
            linkTo={linkTo}
            getExplainHref={getExplainHref}
            openRoomId={openRoomId}
          />
        </div>
      </RecentHistoryProvider>
      {visibleRooms.length === 0 && (!hasRooms || deferredParams.view !== 'plan') && (
        <Suspense fallback={null}>
          <EmptyRooms {...{ hasRooms, topology }} params={deferredParams} onChange={change} />
        </Suspense>
      )}
      {deferredParams.view !== 'plan' && (
        <Suspense fallback={null}>
          <Legend places={places} />
        </Suspense>
      )}
    </PollAgeProvider>
  )
}

/** Returns the breakdown target of a location: `all`, or its kind and ID. */
function explainTargetForPlace(topology: Topology | undefined, placeId: string | null): string {
  if (placeId === null) return 'all'
  const isPlace = ({ id }: { id: string }) => id === placeId
  if (topology?.sites.some(isPlace)) return `site:${placeId}`
  return `${topology?.buildings.some(isPlace) ? 'building' : 'floor'}:${placeId}`
}

/** How long occupancies wait for room names: IDs that turn into names a moment later would be worse. */
const maxNameWaitMs = 3 * second

/**
 * The overview: all rooms, live.
 *
 * @param path path of the overview
 * @param getRoomPath returns the path of a room
 * @param getExplainHref returns the URL of a breakdown: `room:<id>`, `floor:<id>`, `all`
 * @param openRoomId ID of the room that is open in the panel beside the grid
 * @param FloorPlan component that renders the floor plan view
 */
export function RoomsOverview({
  path,
  getRoomPath,
  getExplainHref,
  openRoomId,
  FloorPlan,
}: {
  path: string
  getRoomPath: (roomId: string) => string
  getExplainHref: (subject: string) => string
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
          path={path}
          getRoomPath={getRoomPath}
          getExplainHref={getExplainHref}
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
