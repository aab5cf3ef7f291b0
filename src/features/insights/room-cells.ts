import type { Cell } from '#src/lib/csv.ts'
import * as text from '#messages/export.ts'
import type { InsightsRoom } from './insights-rooms.ts'

/** Headings of the cells of `toRoomCells`. */
export const roomColumns: readonly string[] = [
  text.roomColumns.room,
  text.roomColumns.id,
  text.roomColumns.floor,
  text.roomColumns.building,
  text.roomColumns.site,
]

/** Returns the cells that identify a room in an export. `room` is undefined if it no longer exists. */
export function toRoomCells(id: string, room: InsightsRoom | undefined): Cell[] {
  const { floor = null, building = null, site = null } = room?.placeNames ?? {}
  return [room?.name ?? id, id, floor, building, site]
}
