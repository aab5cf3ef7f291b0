import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { UsualPeople } from '#src/contract/history.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import {
  historyStatusQuery,
  isHistoryAvailable,
  usualIntervalMs,
  usualQuery,
} from './history-queries.ts'

type Group = UsualPeople['groups'][number]

/** The usual occupancy of one room, and the local hour to which it applies. */
export type RoomUsual = Group['rooms'][number] & Pick<Group, 'from' | 'to' | 'weekday'>

/** The usual occupancy of rooms in the current local hour. */
export type UsualRooms = {
  /** The local hours, one per time zone. */
  groups: readonly Omit<Group, 'rooms'>[]
  /** By room ID. Excludes rooms at sites that are closed today. */
  rooms: ReadonlyMap<string, RoomUsual>
}

function toUsualRooms({ groups }: UsualPeople): UsualRooms {
  const rooms = groups.flatMap(({ from, to, weekday, rooms: listed }) =>
    listed.map((room): [string, RoomUsual] => [room.room, { ...room, from, to, weekday }]),
  )
  return { groups, rooms: new Map(rooms) }
}

/**
 * Returns the usual occupancy of each room at this time, and whether there is a history to compute it from. `error` is
 * the reason why loading failed; another request follows.
 */
export function useUsual(): { usual: UsualRooms | null; hasHistory: boolean; error: unknown } {
  const quarter = useServerClock((now) => Math.floor(now / usualIntervalMs))
  const status = useQuery(historyStatusQuery())
  const isAvailable = isHistoryAvailable(status.data)
  const { data, error } = useQuery({
    ...usualQuery(quarter),
    enabled: isAvailable,
    // Within the hour, usual occupancy rarely changes, so it stays visible until the response for the next quarter.
    placeholderData: (previous) =>
      previous?.groups.every(({ to }) => quarter * usualIntervalMs < to) ? previous : undefined,
  })
  const usual = useMemo(() => (data ? toUsualRooms(data) : null), [data])
  return {
    usual,
    hasHistory: status.isPending || isAvailable,
    error: usual === null ? ((status.data ? null : status.error) ?? error) : null,
  }
}
