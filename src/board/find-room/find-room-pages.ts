import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { presenceOf } from '#src/domain/find-room/room-offers.ts'
import type { SizeGroup } from '#src/domain/find-room/size-groups.ts'
import { placeColumns, type ColumnGrid } from './column-places.ts'
import type { FindRoomFit } from './find-room-card-fit.ts'
import { partsOf, type FindRoomContent } from './find-room-model.ts'

/**
 * A page of a board of free rooms: some columns with a part of their cards. `part` is the index of that part. `ids`
 * only determines how long the page is shown.
 */
export type FreeRoomsPage = {
  kind: 'free-rooms'
  groups: SizeGroup[]
  part: number
  ids: string[]
}

/** Splits columns into as few pages as possible, as equal in length as possible. */
export function splitColumns<TColumn>(
  columns: readonly TColumn[],
  { across, down }: Pick<FindRoomFit, 'across' | 'down'>,
): (readonly TColumn[])[] {
  const count = Math.max(1, Math.ceil(columns.length / (across * down)))
  const perPage = Math.ceil(columns.length / count)
  return Array.from({ length: count }, (_, index) =>
    columns.slice(index * perPage, (index + 1) * perPage),
  )
}

/** Returns the pages of a board for the rooms that are free now. */
export function paginateFindRoom(
  fit: ColumnGrid & Pick<FindRoomFit, 'down'> & { content: FindRoomContent },
  rooms: readonly LiveRoom[],
): FreeRoomsPage[] {
  const free = new Set(rooms.filter((room) => presenceOf(room) === 'free').map(({ id }) => id))
  return splitColumns(fit.content.columns, fit).flatMap((columns) => {
    const columnPlaces = placeColumns(
      fit,
      columns.map(({ items }) => items.length),
    )
    const offers = columns.map(({ items }, index) => ({
      ids: items.map(({ id }) => id).filter((id) => free.has(id)),
      places: columnPlaces[index]?.places ?? 1,
    }))
    const parts = offers.reduce(
      (most, { ids, places }) => Math.max(most, partsOf(ids.length, places)),
      1,
    )
    return Array.from({ length: parts }, (_, part) => ({
      kind: 'free-rooms' as const,
      groups: columns.map(({ group }) => group),
      part,
      ids: offers.flatMap(({ ids, places }) => ids.slice(0, places)),
    }))
  })
}
