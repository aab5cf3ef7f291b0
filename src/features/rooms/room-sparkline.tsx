import { clsx } from 'clsx'
import { memo, useContext, useMemo } from 'react'
import { Sparkline } from '#src/components/ui/sparkline.tsx'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import type { DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import {
  recentHistoryMs,
  recentOccupancy,
  type ChangesBySensor,
  type CountChange,
  type HistoryChange,
  type RoomHistory,
} from '#src/domain/readings/recent-history.ts'
import { RecentHistoryContext } from './recent-history.tsx'
import type { HistoryEnd } from './recent-history-loader.tsx'

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
 */
export function toSparklinePoints(
  steps: readonly CountChange[],
  to: number,
  until: number,
): HistoryPoint[] {
  const from = to - recentHistoryMs
  const firstIndex = steps.findLastIndex(([at]) => at <= from)
  const visible = steps.slice(Math.max(0, firstIndex))
  const end = Math.min(Math.max(until, visible.at(-1)?.[0] ?? 0), to)
  const maxPeople = Math.max(1, ...visible.map(([, people]) => people ?? 0))
  const toX = (at: number) => Math.min(1, Math.max(0, (at - from) / recentHistoryMs))
  const toY = (people: number | null) => (people === null ? null : people / maxPeople)

  const points = visible.map(([at, people]) => ({ x: toX(at), y: toY(people) }))
  const last = points.at(-1)
  if (!last || last.y === null || last.x >= toX(end)) return points
  return [...points, { x: toX(end), y: last.y }]
}

const noChanges: HistoryChange[] = []
const noSensors: ChangesBySensor = {}

/**
 * Returns one room's last half hour, empty until it has loaded. If a sensor of the room counts towards another room
 * instead, the API's history is left out, because its sums contain that sensor.
 */
export function useRoomHistory(roomId: string): RoomHistory & HistoryEnd {
  const recent = useContext(RecentHistoryContext)
  const counted = recent?.counted[roomId]
  const hasOwnSums = counted === recent?.reported[roomId]
  return {
    endsAt: recent?.endsAt ?? 0,
    to: recent?.to ?? 0,
    history: (hasOwnSums && recent?.history.rooms[roomId]) || noChanges,
    historyAt: recent?.history.at ?? 0,
    polled: counted ?? noSensors,
  }
}

export type RoomSparklineProps = { room: LiveRoom; state: DisplayedState }

/**
 * Shows a room's last half hour. This is a separate component, so that the line can update without its card.
 *
 * @param state determines the colour of the end point; a stale line is dashed and has no end point
 */
export function RoomSparkline({ room, state }: RoomSparklineProps) {
  const maximum = maximumPlausibleCount(room)
  return <HistoryLine {...useRoomHistory(room.id)} state={state} maximum={maximum} />
}

const HistoryLine = memo(function HistoryLine({
  history,
  historyAt,
  polled,
  endsAt,
  to,
  state,
  maximum,
}: ReturnType<typeof useRoomHistory> & { state: DisplayedState; maximum: number }) {
  const points = useMemo(
    () => toSparklinePoints(recentOccupancy({ history, historyAt, polled }, maximum), to, endsAt),
    [history, historyAt, polled, to, endsAt, maximum],
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
