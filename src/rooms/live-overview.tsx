import { useCallback, useDeferredValue, useMemo } from 'react'
import type { LiveRoom } from '#src/live/live-rooms.ts'
import { useFreshness, useSnapshotAt } from '#src/live/use-live-rooms.ts'
import { usePollers } from '#src/reporting/pollers.tsx'
import type { Topology } from '#src/topology/tree.ts'
import { Legend } from './legend.tsx'
import { NoRooms } from './no-rooms.tsx'
import { NothingFound } from './nothing-found.tsx'
import { placesFrom } from './places.ts'
import { PollAgeProvider } from './poll-age.tsx'
import { RecentStepsProvider } from './recent-steps.tsx'
import { RoomGrid } from './room-grid.tsx'
import { roomsFound, roomsInView } from './rooms-in-view.ts'
import { sortRooms } from './sort-rooms.ts'
import { Toolbar } from './toolbar.tsx'
import { TopologyNote } from './topology-note.tsx'
import { TotalsLine } from './totals-line.tsx'
import { useOverviewParams } from './use-overview-params.ts'
import { useSteadyOrder } from './use-steady-order.ts'

/** The overview once there are figures: totals, tools, cards. */
export function LiveOverview({
  rooms,
  topology,
  hrefOfRoom,
  openRoomId,
}: {
  rooms: readonly LiveRoom[]
  topology: Topology | undefined
  hrefOfRoom: (roomId: string) => string
  openRoomId: string | undefined
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
  const found = useMemo(() => roomsFound(all, asked), [all, asked])
  const wanted = useMemo(() => {
    const inState = found.filter(({ shown }) => asked.state === null || shown === asked.state)
    return sortRooms(inState, asked.sort, asked.reversed, at)
  }, [found, asked, at])
  const { rooms: shown, hold } = useSteadyOrder(JSON.stringify(asked), wanted, all)
  const linkTo = useCallback(
    (roomId: string) => hrefOfRoom(roomId) + carried,
    [hrefOfRoom, carried],
  )

  return (
    <PollAgeProvider at={at}>
      <TotalsLine rooms={all} freshness={freshness} />
      <Toolbar params={params} found={found} onChange={change} />
      <TopologyNote missing={topology?.missing ?? null} />
      <RecentStepsProvider>
        <div {...hold} className="md:pt-1">
          <RoomGrid
            rooms={shown}
            all={all}
            grouped={asked.sort === 'floor'}
            freshness={freshness}
            at={at}
            linkTo={linkTo}
            openRoomId={openRoomId}
          />
        </div>
      </RecentStepsProvider>
      {all.length === 0 && <NoRooms />}
      {all.length > 0 && shown.length === 0 && (
        <NothingFound
          state={asked.state}
          query={asked.q}
          clearState={() => change({ state: null })}
          clearQuery={() => change({ q: '' })}
        />
      )}
      <Legend places={places} />
    </PollAgeProvider>
  )
}
