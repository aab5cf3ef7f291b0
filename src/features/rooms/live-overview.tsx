import { lazy, Suspense, useCallback, useDeferredValue, useMemo } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { useFreshness, useSnapshotAt } from '#src/data/live-rooms/use-live-rooms.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import type { Topology } from '#src/domain/topology/tree.ts'
import { LazyToolbar } from './lazy-toolbar.tsx'
import { NoRooms } from './no-rooms.tsx'
import { placesFrom } from '#src/domain/topology/places.ts'
import { PollAgeProvider } from '#src/components/time/poll-age.tsx'
import { RecentStepsProvider } from './recent-steps.tsx'
import { RoomsByView, type FloorPlan } from './rooms-by-view.tsx'
import {
  roomsAt,
  roomsFound,
  roomsInState,
  roomsInView,
} from '#src/domain/live-rooms/rooms-in-view.ts'
import { useSortedRooms } from './use-sorted-rooms.ts'
import { TotalsLine } from './totals-line.tsx'
import { useOverviewParams } from './use-overview-params.ts'
import { useSteadyOrder } from './use-steady-order.ts'

// Below the rooms, and what is seldom needed: it comes after them.
const Legend = lazy(async () => {
  const { Legend } = await import('./legend.tsx')
  return { default: Legend }
})
const TopologyNote = lazy(async () => {
  const { TopologyNote } = await import('./topology-note.tsx')
  return { default: TopologyNote }
})
const NothingFound = lazy(async () => {
  const { NothingFound } = await import('./nothing-found.tsx')
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
