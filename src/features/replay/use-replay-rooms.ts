import { useMemo, useState } from 'react'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import type { ReplayRoom } from '#src/domain/history/replay.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { isSameList } from '#src/lib/same-list.ts'

/** Returns all rooms, without their live state. The list stays the same object while live counts change. */
export function useReplayRooms(): { rooms: readonly ReplayRoom[] | undefined; error: unknown } {
  const { rooms: live, error } = useLiveRooms()
  const next = useMemo(() => live?.map(toReplayRoom), [live])
  const [rooms, setRooms] = useState(next)
  if (next && (!rooms || !hasSameRooms(rooms, next))) setRooms(next)
  return { rooms: rooms ?? next, error }
}

function toReplayRoom({ occupancy, ...room }: LiveRoom): ReplayRoom {
  return { ...room, sensors: occupancy.expectedSensors }
}

const comparedFields = [
  'id',
  'name',
  'kind',
  'floorId',
  'capacity',
  'busyThreshold',
  'outline',
  'rotation',
  'tags',
] as const

function hasSameRooms(before: readonly ReplayRoom[], next: readonly ReplayRoom[]): boolean {
  return isSameList(
    before,
    next,
    (room, other) =>
      room.sensors > 0 === other.sensors > 0 &&
      comparedFields.every((field) => room[field] === other[field]),
  )
}
