import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { presenceOf } from '#src/domain/find-room/room-offers.ts'
import type { SizeGroup } from '#src/domain/find-room/size-groups.ts'
import type { FindRoomFit } from './find-room-card-fit.ts'
import { partsOf, type FindRoomContent } from './find-room-model.ts'

/** A page of a board of free rooms: one `part` of some columns. `ids` only determines how long the page is shown. */
export type FreeRoomsPage = {
  kind: 'free-rooms'
  groups: SizeGroup[]
  part: number
  ids: string[]
}

/** Returns the pages of a board for the rooms that are free now. */
export function paginateFindRoom(
  fit: Pick<FindRoomFit, 'across' | 'down' | 'places'> & { content: FindRoomContent },
  rooms: readonly LiveRoom[],
): FreeRoomsPage[] {
  const { content, across, down, places } = fit
  const free = new Set(rooms.filter((room) => presenceOf(room) === 'free').map(({ id }) => id))
  const columns = content.columns.map(({ group, items }) => ({
    group,
    ids: items.map(({ id }) => id).filter((id) => free.has(id)),
  }))
  const perPage = across * down
  const count = Math.max(1, Math.ceil(columns.length / perPage))
  return Array.from({ length: count }, (_, index) =>
    columns.slice(index * perPage, (index + 1) * perPage),
  ).flatMap((some) => {
    const parts = some.reduce((most, { ids }) => Math.max(most, partsOf(ids.length, places)), 1)
    return Array.from({ length: parts }, (_, part) => ({
      kind: 'free-rooms' as const,
      groups: some.map(({ group }) => group),
      part,
      ids: some.flatMap(({ ids }) => ids.slice(0, places)),
    }))
  })
}
