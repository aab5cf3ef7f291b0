import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { presenceOf } from '#src/domain/find-room/room-offers.ts'
import type { SizeGroup } from '#src/domain/find-room/size-groups.ts'
import { placeColumns } from './column-places.ts'
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
  fit: Pick<FindRoomFit, 'across' | 'down' | 'places' | 'card'> & { content: FindRoomContent },
  rooms: readonly LiveRoom[],
): FreeRoomsPage[] {
  const { columns } = fit.content
  const free = new Set(rooms.filter((room) => presenceOf(room) === 'free').map(({ id }) => id))
  const count = Math.max(1, Math.ceil(columns.length / (fit.across * fit.down)))
  const perPage = Math.ceil(columns.length / count)
  return Array.from({ length: count }, (_, index) => {
    const some = columns.slice(index * perPage, (index + 1) * perPage)
    const columnPlaces = placeColumns(
      fit,
      some.map(({ items }) => items.length),
    )
    return some.map(({ group, items }, column) => ({
      group,
      ids: items.map(({ id }) => id).filter((id) => free.has(id)),
      places: columnPlaces[column]?.places ?? fit.places,
    }))
  }).flatMap((some) => {
    const parts = some.reduce(
      (most, { ids, places }) => Math.max(most, partsOf(ids.length, places)),
      1,
    )
    return Array.from({ length: parts }, (_, part) => ({
      kind: 'free-rooms' as const,
      groups: some.map(({ group }) => group),
      part,
      ids: some.flatMap(({ ids, places }) => ids.slice(0, places)),
    }))
  })
}
