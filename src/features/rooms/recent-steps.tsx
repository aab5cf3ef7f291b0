import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { recentHistoryQuery, snapshotQuery } from '#src/data/reporting/queries.ts'
import type { Step, Steps } from '#src/domain/readings/recent.ts'
import { useServerTime } from '#src/lib/server-now.ts'
import type { Snapshot } from '#src/domain/readings/snapshot.ts'
import { minute } from '#src/domain/time/duration.ts'

type Recent = {
  history: Steps
  historyAt: number
  grown: Steps
  /** Until when the last steps are known to be true: the end of the half hour while polls are answered. */
  endsAt: number
  /** Where the half hour ends: the end of the current minute, Unix milliseconds. */
  to: number
}

/** What a sparkline draws: the lists of one room, to be joined. */
export type RoomSteps = Omit<Recent, 'history' | 'grown'> & {
  history: readonly Step[]
  grown: readonly Step[]
}

const unknown: Recent = { history: {}, historyAt: 0, grown: {}, endsAt: 0, to: 0 }
const RecentContext = createContext(unknown)
const none: Step[] = []

/** Gives the sparklines below it the last half hour of every room, shifted once a minute. */
export function RecentStepsProvider({ children }: { children: ReactNode }) {
  const { snapshot: poller } = usePollers()
  const { data: history } = useQuery(recentHistoryQuery())
  const { data: polled } = useQuery({ ...snapshotQuery(poller), select: grownSteps })
  const to = useServerTime(endOfMinute)
  const recent = useMemo(
    () => ({
      history: history?.rooms ?? unknown.history,
      historyAt: history?.at ?? unknown.historyAt,
      grown: polled?.recent ?? unknown.grown,
      // While polls are answered the end moves by minutes, like the rest: no line is drawn anew for every poll.
      endsAt: polled && polled.at < to - 2 * minute ? polled.at : to,
      to,
    }),
    [history, polled, to],
  )
  return <RecentContext value={recent}>{children}</RecentContext>
}

/** One room's last half hour. */
export function useRoomSteps(roomId: string): RoomSteps {
  const { history, grown, ...rest } = useContext(RecentContext)
  return { ...rest, history: history[roomId] ?? none, grown: grown[roomId] ?? none }
}

const grownSteps = ({ at, recent }: Snapshot) => ({ at, recent })
const endOfMinute = (now: number) => (Math.floor(now / minute) + 1) * minute
