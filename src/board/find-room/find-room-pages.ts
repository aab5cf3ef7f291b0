import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { presenceOf } from '#src/domain/find-room/room-offers.ts'
import type { SizeGroup } from '#src/domain/find-room/size-groups.ts'
import { countPages, placeColumns, rowsOfColumns, type ColumnGrid } from './column-places.ts'
import { gaps, padding, type FindRoomFit } from './find-room-card-fit.ts'
import { partsOf, type FindRoomContent } from './find-room-model.ts'

/**
 * A page of a board of free rooms. It shows some columns, and in each column the cards of part `part`. `ids` only
 * determines how long the page is shown.
 */
export type FreeRoomsPage = {
  kind: 'free-rooms'
  groups: SizeGroup[]
  part: number
  ids: string[]
}

/** Splits columns into as few pages as possible, of similar length. */
function splitColumns<TColumn>(
  columns: readonly TColumn[],
  { across, down }: Pick<FindRoomFit, 'across' | 'down'>,
): (readonly TColumn[])[] {
  const count = Math.max(1, Math.ceil(columns.length / (across * down)))
  const perPage = Math.ceil(columns.length / count)
  return Array.from({ length: count }, (_, index) =>
    columns.slice(index * perPage, (index + 1) * perPage),
  )
}

export type Grid = Pick<FindRoomFit, 'across' | 'down' | 'cardsAcross' | 'rows'>

/** How a grid affects the pages of a board. */
export type GridUse = {
  /**
   * Number of pages: the geometric mean of the numbers needed when half of the rooms are free and when all are free.
   */
  pages: number
  /** Whether a column with several rooms has only one place, so that its nearest room is missing on some pages. */
  hasSinglePlace: boolean
  /** Width of the widest card, relative to the usual width. */
  widest: number
}

/** Returns how a grid affects the pages of a board, or null if rows of cards would stay empty. */
export function describeGridUse(grid: Grid, rooms: readonly number[]): GridUse | null {
  const usual = { ...grid, card: { width: 1 - padding.x - gaps.columns, height: 0 } }
  let [usedRows, half, all, hasSinglePlace, widest] = [0, 0, 0, false, 1]
  const sets = splitColumns(rooms, grid)
  for (const some of sets) {
    const columns = placeColumns(usual, some)
    const rows = rowsOfColumns(grid.across, columns).reduce((sum, count) => sum + count, 0)
    usedRows = Math.max(usedRows, rows)
    half = Math.max(half, countPages(columns, some, 0.5))
    all = Math.max(all, countPages(columns, some))
    hasSinglePlace ||= columns.some(({ places }, index) => places === 1 && some[index] !== 1)
    const shares = columns.map(({ span, cardColumns }) => (span * grid.cardsAcross) / cardColumns)
    widest = Math.max(widest, ...shares)
  }
  const pages = sets.length * Math.sqrt(half * all)
  return usedRows < grid.rows ? null : { pages, hasSinglePlace, widest }
}

/**
 * Returns the pages for the rooms that are currently free. If the columns do not fit on one page, pages alternate
 * between groups of columns, so that the nearest room of each size appears often.
 */
export function paginateFindRoom(
  fit: ColumnGrid & Pick<FindRoomFit, 'down'> & { content: FindRoomContent },
  rooms: readonly LiveRoom[],
): FreeRoomsPage[] {
  const free = new Set(rooms.filter((room) => presenceOf(room) === 'free').map(({ id }) => id))
  const sets = splitColumns(fit.content.columns, fit).map((columns) => {
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
    const groups = columns.map(({ group }) => group)
    return { groups, parts, ids: offers.flatMap(({ ids, places }) => ids.slice(0, places)) }
  })
  const rounds = sets.reduce((most, { parts }) => Math.max(most, parts), 1)
  return Array.from({ length: rounds }, (_, part) =>
    sets.map(({ groups, ids }) => ({ kind: 'free-rooms' as const, groups, part, ids })),
  ).flat()
}
