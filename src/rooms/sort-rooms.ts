import type { RoomInView } from './rooms-in-view.ts'
import type { Sort } from './overview-params.ts'

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/**
 * Rooms in the order that is asked for. Rooms that tie stay in the order they came in, which is the building's: top
 * floor first. Rooms whose figure is not true now come last where figures decide.
 */
export function sortRooms(rooms: readonly RoomInView[], sort: Sort): RoomInView[] {
  switch (sort) {
    case 'floor':
      return [...rooms]
    case 'name':
      return rooms.toSorted((a, b) => names.compare(a.room.name, b.room.name))
    case 'occupancy':
      return rooms.toSorted((a, b) => people(b) - people(a))
    case 'utilisation':
      return rooms.toSorted((a, b) => utilisation(b) - utilisation(a))
    case 'problems':
      return rooms.toSorted((a, b) => gravity(a) - gravity(b))
  }
}

function people({ view }: RoomInView): number {
  return view.kind === 'live' || view.kind === 'late' ? view.people : -1
}

/** Rooms without a capacity come after those with one. */
function utilisation(one: RoomInView): number {
  const { capacity } = one.room
  const count = people(one)
  if (count < 0) return -2
  return capacity === null ? -1 : count / capacity
}

/** Over capacity first, then what is not known, then what is only partly known, then all that is well. */
function gravity({ room, view }: RoomInView): number {
  switch (view.kind) {
    case 'live':
    case 'late':
      if (view.state === 'over') return 0
      return view.atLeast ? 3 : 4
    case 'stale':
      return 2
    case 'none':
      // Nothing is wrong with a room in which no sensor was ever installed.
      return room.figure.of === 0 ? 4 : 1
  }
}
