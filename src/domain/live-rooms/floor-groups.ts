import type { RoomInView } from './rooms-in-view.ts'

/** Rooms that stand together. `heading` is null where there is nothing to tell groups apart by. */
export type FloorGroup = { id: string; heading: string | null; rooms: RoomInView[] }

const elsewhere = 'Not on a floor'

/**
 * Groups rooms by floor, floors in the order in which they first occur. Rooms on no known floor come last.
 *
 * @param rooms in the order in which they are to be shown
 */
export function floorGroups(rooms: readonly RoomInView[]): FloorGroup[] {
  const groups = new Map<string, FloorGroup>()
  for (const one of rooms) {
    const id = one.place.label === '' ? '' : (one.room.floorId ?? '')
    const group = groups.get(id) ?? { id, heading: one.place.label || null, rooms: [] }
    group.rooms.push(one)
    groups.set(id, group)
  }
  const homeless = groups.get('')
  if (!homeless) return [...groups.values()]
  groups.delete('')
  const named = [...groups.values()]
  return [...named, { ...homeless, heading: named.length > 0 ? elsewhere : null }]
}
