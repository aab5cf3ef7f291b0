import { useMemo, useState } from 'react'
import { minute } from '#src/domain/time/duration.ts'
import type { OverviewParams } from '#src/lib/overview-params.ts'
import type { RoomInView } from '#src/domain/live-rooms/rooms-in-view.ts'
import { createSteadySort } from './sort-rooms.ts'

/**
 * The rooms in the order that is asked for, without a change at every poll.
 *
 * @param at when the figures were answered, Unix milliseconds
 * @param intervalMs milliseconds between polls: a room keeps its place for three of them, and for a minute at least
 */
export function useSortedRooms(
  rooms: readonly RoomInView[],
  { sort, reversed }: Pick<OverviewParams, 'sort' | 'reversed'>,
  at: number | null,
  intervalMs: number,
): RoomInView[] {
  const [sorted] = useState(createSteadySort)
  return useMemo(
    () => sorted(rooms, sort, reversed, at, Math.max(minute, 3 * intervalMs)),
    [sorted, rooms, sort, reversed, at, intervalMs],
  )
}
