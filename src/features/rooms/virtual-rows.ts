import type { FloorGroup } from '#src/domain/live-rooms/floor-groups.ts'
import type { RoomInView } from '#src/domain/live-rooms/rooms-in-view.ts'

/** A line of a long grid: a floor's heading, or as many cards as stand side by side. */
export type VirtualRow =
  | { kind: 'heading'; key: string; group: FloorGroup }
  | {
      kind: 'cards'
      key: string
      group: FloorGroup
      rooms: readonly RoomInView[]
      /** How many cards of the group come before. */
      first: number
    }

/** The cards of each group in lines of so many. */
export function virtualRows(groups: readonly FloorGroup[], columns: number): VirtualRow[] {
  return groups.flatMap((group) => {
    const rows: VirtualRow[] = []
    if (group.heading !== null) rows.push({ kind: 'heading', key: `heading ${group.id}`, group })
    for (let first = 0; first < group.rooms.length; first += columns) {
      const rooms = group.rooms.slice(first, first + columns)
      rows.push({ kind: 'cards', key: `${group.id} ${rooms[0]?.room.id}`, group, rooms, first })
    }
    return rows
  })
}

/** How many cards of at least 248 px stand side by side with 16 px between them, as the short grid has them. */
export function columnsIn(width: number, narrow: boolean): number {
  return narrow ? 1 : Math.max(1, Math.floor((width + 16) / (248 + 16)))
}
