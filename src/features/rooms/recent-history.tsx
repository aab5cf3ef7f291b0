import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { recentHistoryQuery } from '#src/data/reporting/queries.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import type {
  ChangesByRoom,
  ChangesBySensor,
  HistoryChange,
  RecentHistory,
} from '#src/domain/readings/occupancy-changes.ts'
import type { RoomHistory } from '#src/domain/readings/recent-history.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { deduplicateSensors, type Snapshot } from '#src/domain/readings/readings.ts'
import { roomsOfSensors } from '#src/domain/topology/sensor-directory.ts'
import { minute } from '#src/domain/time/duration.ts'

/** The end of the half hour, in Unix milliseconds. */
type HistoryEnd = {
  /** Time until which the last values are known: the end of the half hour while polls succeed. */
  endsAt: number
  /** The end of the current minute. */
  to: number
}

type RecentHistoryValue = HistoryEnd & {
  history: RecentHistory
  /** Changes from polls, as reported and with each sensor in one room. */
  reported: ChangesByRoom
  counted: ChangesByRoom
}

const noHistory: RecentHistory = { at: 0, rooms: {} }
const noChanges: HistoryChange[] = []
const noSensors: ChangesBySensor = {}
const noRooms: ChangesByRoom = {}
const RecentHistoryContext = createContext<RecentHistoryValue>({
  history: noHistory,
  reported: noRooms,
  counted: noRooms,
  endsAt: 0,
  to: 0,
})

/** Provides the last half hour of every room to the sparklines below, shifted once a minute. */
export function RecentHistoryProvider({ children }: { children: ReactNode }) {
  const { snapshot: poller } = usePollers()
  const { data: history = noHistory } = useQuery(recentHistoryQuery())
  const { data: polled } = useQuery({ ...snapshotQuery(poller), select: selectPolledHistory })
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const to = useServerClock(endOfMinute)
  const reported = polled?.recent ?? noRooms
  const counted = useMemo(
    () => deduplicateSensors(reported, () => roomsOfSensors(directory)),
    [reported, directory],
  )
  // While polls succeed, the end moves only once a minute, so that a poll does not redraw every line.
  const endsAt = polled && polled.at < to - 2 * minute ? polled.at : to
  const recent = useMemo(
    () => ({ history, reported, counted, endsAt, to }),
    [history, reported, counted, endsAt, to],
  )
  return <RecentHistoryContext value={recent}>{children}</RecentHistoryContext>
}

/**
 * Returns one room's last half hour. If a sensor of the room counts in another room, the API's history is left out,
 * because its sums contain that sensor.
 */
export function useRoomHistory(roomId: string): RoomHistory & HistoryEnd {
  const { history, reported, counted, ...end } = useContext(RecentHistoryContext)
  const polled = counted[roomId] ?? noSensors
  const hasOwnSums = counted[roomId] === reported[roomId]
  return {
    ...end,
    history: (hasOwnSums && history.rooms[roomId]) || noChanges,
    historyAt: history.at,
    polled,
  }
}

const selectPolledHistory = ({ at, recent }: Snapshot) => ({ at, recent })
const endOfMinute = (now: number) => (Math.floor(now / minute) + 1) * minute
