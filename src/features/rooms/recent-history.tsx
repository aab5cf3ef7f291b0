import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { recentHistoryQuery } from '#src/data/reporting/queries.ts'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import type { OccupancyChange, ChangesByRoom } from '#src/domain/readings/recent-history.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import type { Snapshot } from '#src/domain/readings/readings.ts'
import { minute } from '#src/domain/time/duration.ts'

type RecentHistoryValue = {
  history: ChangesByRoom
  historyAt: number
  grown: ChangesByRoom
  /** Time in Unix milliseconds until which the last values are known: the end of the half hour while polls succeed. */
  endsAt: number
  /** End of the half hour: the end of the current minute, in Unix milliseconds. */
  to: number
}

/** The data of one room's sparkline: the loaded history and the changes since, to be merged. */
export type RoomHistory = Omit<RecentHistoryValue, 'history' | 'grown'> & {
  history: readonly OccupancyChange[]
  grown: readonly OccupancyChange[]
}

const emptyHistory: RecentHistoryValue = { history: {}, historyAt: 0, grown: {}, endsAt: 0, to: 0 }
const RecentHistoryContext = createContext(emptyHistory)
const noChanges: OccupancyChange[] = []

/** Provides the last half hour of every room to the sparklines below, shifted once a minute. */
export function RecentHistoryProvider({ children }: { children: ReactNode }) {
  const { snapshot: poller } = usePollers()
  const { data: history } = useQuery(recentHistoryQuery())
  const { data: polled } = useQuery({ ...snapshotQuery(poller), select: selectPolledHistory })
  const to = useServerClock(endOfMinute)
  const recent = useMemo(
    () => ({
      history: history?.rooms ?? emptyHistory.history,
      historyAt: history?.at ?? emptyHistory.historyAt,
      grown: polled?.recent ?? emptyHistory.grown,
      // While polls succeed, the end moves only once a minute, so that a poll does not redraw every line.
      endsAt: polled && polled.at < to - 2 * minute ? polled.at : to,
      to,
    }),
    [history, polled, to],
  )
  return <RecentHistoryContext value={recent}>{children}</RecentHistoryContext>
}

/** Returns one room's last half hour. */
export function useRoomHistory(roomId: string): RoomHistory {
  const { history, grown, ...rest } = useContext(RecentHistoryContext)
  return { ...rest, history: history[roomId] ?? noChanges, grown: grown[roomId] ?? noChanges }
}

const selectPolledHistory = ({ at, recent }: Snapshot) => ({ at, recent })
const endOfMinute = (now: number) => (Math.floor(now / minute) + 1) * minute
