import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo, type ReactNode, memo } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { recentHistoryQuery } from '#src/data/reporting/queries.ts'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import {
  type OccupancyChange,
  type ChangesByRoom,
  recentHistoryMs,
  mergeHistory,
} from '#src/domain/readings/recent-history.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import type { Snapshot } from '#src/domain/readings/readings.ts'
import { minute } from '#src/domain/time/duration.ts'
import { clsx } from 'clsx'
import { Sparkline } from '#src/components/ui/sparkline.tsx'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { maximumPlausibleCount } from '#src/domain/occupancy/room-occupancy.ts'
import type { DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'

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
type RoomHistory = Omit<RecentHistoryValue, 'history' | 'grown'> & {
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
function useRoomHistory(roomId: string): RoomHistory {
  const { history, grown, ...rest } = useContext(RecentHistoryContext)
  return { ...rest, history: history[roomId] ?? noChanges, grown: grown[roomId] ?? noChanges }
}

const selectPolledHistory = ({ at, recent }: Snapshot) => ({ at, recent })
const endOfMinute = (now: number) => (Math.floor(now / minute) + 1) * minute

/** A point of a sparkline: `x` and `y` from 0 to 1; `y` is null where the occupancy becomes unknown. */
type HistoryPoint = { x: number; y: number | null }

/**
 * Converts the occupancy changes of half an hour to points. The highest occupancy is at the top, zero at the bottom.
 * The value at the start of the half hour is at the left edge; the last value extends to the time until which it is
 * known.
 *
 * @param steps changes in chronological order
 * @param to end of the half hour, in Unix milliseconds
 * @param until latest time at which the last value is known, in Unix milliseconds
 * @param maximum largest plausible occupancy of the room; larger values are gaps
 */
export function toSparklinePoints(
  steps: readonly OccupancyChange[],
  to: number,
  until: number,
  maximum: number,
): HistoryPoint[] {
  const from = to - recentHistoryMs
  const firstIndex = steps.findLastIndex(([at]) => at <= from)
  const visible = steps
    .slice(Math.max(0, firstIndex))
    .map(([at, people]) => [at, people !== null && people <= maximum ? people : null] as const)
  const end = Math.min(Math.max(until, visible.at(-1)?.[0] ?? 0), to)
  const maxPeople = Math.max(1, ...visible.map(([, people]) => people ?? 0))
  const toX = (at: number) => Math.min(1, Math.max(0, (at - from) / recentHistoryMs))
  const toY = (people: number | null) => (people === null ? null : people / maxPeople)

  const points = visible.map(([at, people]) => ({ x: toX(at), y: toY(people) }))
  const last = points.at(-1)
  if (!last || last.y === null || last.x >= toX(end)) return points
  return [...points, { x: toX(end), y: last.y }]
}

/**
 * A room's last half hour. A separate component, so that the line can update without its card.
 *
 * @param state determines the colour of the end point; a stale line is dashed and has no end point
 */
export function RoomSparkline({ room, state }: { room: LiveRoom; state: DisplayedState }) {
  const maximum = maximumPlausibleCount(room) * room.occupancy.expectedSensors
  return <HistoryLine {...useRoomHistory(room.id)} state={state} maximum={maximum} />
}

const HistoryLine = memo(function HistoryLine({
  history,
  historyAt,
  grown,
  endsAt,
  to,
  state,
  maximum,
}: RoomHistory & { state: DisplayedState; maximum: number }) {
  const points = useMemo(
    () => toSparklinePoints(mergeHistory(history, historyAt, grown), to, endsAt, maximum),
    [history, historyAt, grown, to, endsAt, maximum],
  )
  const stale = state === 'stale'
  return (
    <Sparkline
      points={points}
      dashed={stale}
      className={clsx(
        'mb-1.5 flex-none max-md:hidden',
        state === 'free' ? 'text-line-strong' : stateStyles[state].icon,
      )}
    />
  )
})
