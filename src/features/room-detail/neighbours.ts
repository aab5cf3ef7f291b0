import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'

type Neighbour = Pick<LiveRoom, 'id' | 'name'>

/** The rooms before and after one, in the order in which people walk the building; null at its ends. */
export function neighbours(
  rooms: readonly Neighbour[],
  roomId: string,
): { previous: Neighbour | null; next: Neighbour | null } {
  const index = rooms.findIndex(({ id }) => id === roomId)
  if (index < 0) return { previous: null, next: null }
  return { previous: rooms[index - 1] ?? null, next: rooms[index + 1] ?? null }
}
