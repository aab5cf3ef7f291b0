import { useMemo, lazy, Suspense, type ComponentProps, useCallback, useDeferredValue } from 'react'
import { changeSearch, useSearchParams } from '#src/lib/navigation.tsx'
import {
  readParams,
  writeParams,
  type ChangeParams,
  type OverviewParams,
} from '#src/lib/overview-params.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { useFreshness, useSnapshotAt, useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { type Topology, placesFrom } from '#src/domain/topology/topology.ts'
import { NoRooms, FirstLoad, NoFigures } from './overview-placeholders.tsx'
import { PollAgeProvider } from '#src/components/time/timestamps.tsx'
import { RecentStepsProvider } from './room-sparkline.tsx'
import { RoomsByView, type FloorPlan } from './rooms-by-view.tsx'
import { roomsAt, roomsFound, roomsInState, roomsInView } from '#src/domain/live-rooms/room-list.ts'
import { useSortedRooms } from './sort-rooms.ts'
import { TotalsLine } from './occupancy-totals.tsx'
import { useSteadyOrder } from './use-stable-order.ts'
import { useQuery } from '@tanstack/react-query'
import { second } from '#src/domain/time/duration.ts'
import { sensorDirectoryQuery, useTopology } from '#src/data/topology/queries.ts'
import { useAfter } from '#src/components/ui/use-has-elapsed.ts'

/** What the URL says the overview shows, how to change it, and the query as links carry it on (`?q=map`, or empty). */
export function useOverviewParams(): {
  params: OverviewParams
  query: string
  change: ChangeParams
} {
  const search = useSearchParams()
  const params = useMemo(() => readParams(search), [search])
  const written = search.toString()
  return { params, query: written === '' ? '' : `?${written}`, change }
}

const change: ChangeParams = (changed) => changeSearch((before) => writeParams(before, changed))

const Toolbar = lazy(async () => {
  const { Toolbar } = await import('./toolbar.tsx')
  return { default: Toolbar }
})

/** The tools come a moment after the rooms; until then their place is as high as they are, so that nothing moves. */
export function LazyToolbar(tools: ComponentProps<typeof Toolbar>) {
  return (
    <Suspense fallback={<div className="h-32 border-line md:h-34.25 md:border-t xl:h-24.25" />}>
      <Toolbar {...tools} />
    </Suspense>
  )
}

// Below the rooms, and what is seldom needed: it comes after them.
const Legend = lazy(async () => {
  const { Legend } = await import('./overview-notes.tsx')
  return { default: Legend }
})
const TopologyNote = lazy(async () => {
  const { TopologyNote } = await import('./overview-notes.tsx')
  return { default: TopologyNote }
})
const NothingFound = lazy(async () => {
  const { NothingFound } = await import('./no-matching-rooms.tsx')
  return { default: NothingFound }
})

/** The overview once there are figures: totals, tools, cards. */
export function LiveOverview({
  rooms,
  topology,
  path,
  hrefOfRoom,
  explainHref,
  openRoomId,
  FloorPlan,
}: {
  rooms: readonly LiveRoom[]
  topology: Topology | undefined
  path: string
  hrefOfRoom: (roomId: string) => string
  /** Where a figure is explained: `room:<id>`, `floor:<id>`, … */
  explainHref: (subject: string) => string
  openRoomId: string | undefined
  FloorPlan: FloorPlan
}) {
  const at = useSnapshotAt()
  const freshness = useFreshness()
  const { intervalMs } = usePollers().snapshot
  const { params, query, change } = useOverviewParams()
  // Letters appear at once; the cards follow when there is time.
  const asked = useDeferredValue(params)
  const carried = useDeferredValue(query)

  const places = useMemo(() => placesFrom(topology), [topology])
  const all = useMemo(
    () => roomsInView(rooms, places, { at, freshness, intervalMs }),
    [rooms, places, at, freshness, intervalMs],
  )
  const here = useMemo(() => roomsAt(all, asked.place), [all, asked.place])
  const found = useMemo(() => roomsFound(all, asked), [all, asked])
  const inState = useMemo(() => roomsInState(found, asked.state), [found, asked.state])
  const wanted = useSortedRooms(inState, asked, at, intervalMs)
  const { rooms: shown, hold } = useSteadyOrder(JSON.stringify(asked), wanted, all)
  const linkTo = useCallback((id: string) => hrefOfRoom(id) + carried, [hrefOfRoom, carried])

  return (
    <PollAgeProvider at={at}>
      <TotalsLine
        rooms={here}
        freshness={freshness}
        explainHref={explainHref(subjectAt(topology, asked.place))}
      />
      <LazyToolbar {...{ params, found, topology, path, query, onChange: change }} />
      <Suspense fallback={null}>
        <TopologyNote topology={topology} view={asked.view} />
      </Suspense>
      <RecentStepsProvider>
        <div {...hold} className="md:pt-1">
          <RoomsByView
            view={asked.view}
            FloorPlan={FloorPlan}
            topology={topology}
            rooms={shown}
            all={all}
            grouped={asked.sort === 'floor'}
            freshness={freshness}
            at={at}
            params={params}
            onChange={change}
            linkTo={linkTo}
            explainHref={explainHref}
            openRoomId={openRoomId}
          />
        </div>
      </RecentStepsProvider>
      {all.length === 0 && <NoRooms />}
      {all.length > 0 && shown.length === 0 && asked.view !== 'plan' && (
        <Suspense fallback={null}>
          <NothingFound params={asked} topology={topology} onChange={change} />
        </Suspense>
      )}
      {asked.view !== 'plan' && (
        <Suspense fallback={null}>
          <Legend places={places} />
        </Suspense>
      )}
    </PollAgeProvider>
  )
}

/** What a place is called where its total is explained. */
function subjectAt(topology: Topology | undefined, placeId: string | null): string {
  if (placeId === null) return 'all'
  const isPlace = ({ id }: { id: string }) => id === placeId
  if (topology?.sites.some(isPlace)) return `site:${placeId}`
  return `${topology?.buildings.some(isPlace) ? 'building' : 'floor'}:${placeId}`
}

/** Figures without names wait this long for them: ids that turn into names a moment later would be worse. */
const namesWithinMs = 3 * second

/**
 * Every room, live.
 *
 * @param path where the overview itself is
 * @param hrefOfRoom where a room opens
 * @param explainHref where a figure is explained: `room:<id>`, `floor:<id>`, `all`
 * @param openRoomId the room that is open beside the grid
 * @param FloorPlan draws the rooms where they are
 */
export function RoomsOverview({
  path,
  hrefOfRoom,
  explainHref,
  openRoomId,
  FloorPlan,
}: {
  path: string
  hrefOfRoom: (roomId: string) => string
  explainHref: (subject: string) => string
  openRoomId?: string
  FloorPlan: FloorPlan
}) {
  const { rooms, error } = useLiveRooms()
  const { topology, pending: placesPending } = useTopology()
  const { isPending: sensorsPending } = useQuery(sensorDirectoryQuery())
  const patient = useAfter(namesWithinMs)
  const named = !(placesPending || sensorsPending) || patient
  return (
    <>
      <h1 className="sr-only">Rooms</h1>
      {rooms && named ? (
        <LiveOverview
          rooms={rooms}
          topology={topology}
          path={path}
          hrefOfRoom={hrefOfRoom}
          explainHref={explainHref}
          openRoomId={openRoomId}
          FloorPlan={FloorPlan}
        />
      ) : !rooms && error ? (
        <NoFigures error={error} />
      ) : (
        <FirstLoad />
      )}
    </>
  )
}
