import { gaps, padding, type FindRoomFit } from './find-room-card-fit.ts'
import { partsOf } from './find-room-model.ts'

export type ColumnPlace = {
  /** Width, in columns of the usual width. */
  span: number
  /** Number of cards side by side, number of cards one below the other, and their product. */
  cardColumns: number
  cardRows: number
  places: number
  /** Size of a card, in the units of `FindRoomFit`. */
  card: FindRoomFit['card']
}

/** Maximum height of a card in a column with few rooms, relative to the usual height. */
const highestCard = 2

export type ColumnGrid = Pick<FindRoomFit, 'across' | 'cardsAcross' | 'rows' | 'card'>

/**
 * Returns the places of a page's columns, in the order of the columns. If a row has fewer columns than fit, the columns
 * with the most rooms are wider, so that no part of the screen is empty. If columns are one above the other, those with
 * many rooms have more rows of cards. A column with fewer rooms than rows of cards has taller cards, up to twice as
 * tall.
 *
 * @param roomCounts number of rooms in each column, free or not
 */
export function placeColumns(grid: ColumnGrid, roomCounts: readonly number[]): ColumnPlace[] {
  const { across, cardsAcross, card } = grid
  const spans = widenColumns(across, roomCounts)
  const rows = shareRows(grid, roomCounts, spans)
  const width = cardsAcross * (card.width + padding.x + gaps.columns)
  return spans.map((span, index) => {
    const rowsBeside = rows[Math.floor(index / across)] ?? 1
    const rooms = roomCounts[index] ?? 0
    const cardRows = Math.min(rowsBeside, Math.max(rooms, Math.ceil(rowsBeside / highestCard)))
    const needed = Math.ceil(rooms / cardRows)
    const cardColumns = Math.max(1, Math.min(span * cardsAcross, needed))
    const ownCard = {
      width: (span * width) / cardColumns - gaps.columns - padding.x,
      height: (rowsBeside * (card.height + gaps.rows)) / cardRows - gaps.rows,
    }
    return { span, cardColumns, cardRows, places: cardColumns * cardRows, card: ownCard }
  })
}

/** Returns the width of each column, in columns of the usual width, so that the last row of columns is full. */
function widenColumns(across: number, roomCounts: readonly number[]): number[] {
  const spans = roomCounts.map(() => 1)
  const inLastRow = roomCounts.length % across
  const first = roomCounts.length - inLastRow
  for (let spare = inLastRow === 0 ? 0 : across - inLastRow; spare > 0; spare -= 1) {
    const shares = spans.map((span, index) =>
      index < first ? -1 : (roomCounts[index] ?? 0) / span,
    )
    const widened = shares.indexOf(Math.max(...shares))
    spans[widened] = (spans[widened] ?? 0) + 1
  }
  return spans
}

/**
 * Returns the number of rows of cards in each row of columns. Additional rows first go to columns with several rooms
 * but only one place, so that their nearest room is on every page. The remaining rows go where they save the most
 * pages.
 */
function shareRows(
  { across, cardsAcross, rows }: ColumnGrid,
  roomCounts: readonly number[],
  spans: readonly number[],
): number[] {
  const shares = Array.from({ length: Math.ceil(roomCounts.length / across) }, () => 1)
  const columnsIn = (share: number, row: number) =>
    roomCounts
      .map((count, index) => ({ count, places: share * cardsAcross * (spans[index] ?? 1) }))
      .slice(row * across, (row + 1) * across)
  const pagesOf = (share: number, row: number) =>
    Math.max(...columnsIn(share, row).map(({ count, places }) => partsOf(count, places)))
  const hasSinglePlace = (share: number, row: number) =>
    columnsIn(share, row).some(({ count, places }) => count > 1 && places === 1)
  for (let spare = rows - shares.length; spare > 0; spare -= 1) {
    const pages = shares.map(pagesOf)
    const most = Math.max(...pages)
    if (most === 1) break
    const single = shares.findIndex(hasSinglePlace)
    const row = single < 0 ? pages.indexOf(most) : single
    shares[row] = (shares[row] ?? 0) + 1
  }
  return shares
}

/**
 * Returns the number of pages that the columns need.
 *
 * @param share the part of each column's rooms that is free, by default all
 */
export function countPages(
  places: readonly ColumnPlace[],
  roomCounts: readonly number[],
  share = 1,
): number {
  return places.reduce(
    (most, column, index) =>
      Math.max(most, partsOf(Math.ceil(share * (roomCounts[index] ?? 0)), column.places)),
    1,
  )
}

/** Returns the number of rows of cards in each row of columns. */
export function rowsOfColumns(
  across: number,
  places: readonly Pick<ColumnPlace, 'cardRows'>[],
): number[] {
  return Array.from({ length: Math.ceil(places.length / across) }, (_, row) =>
    places
      .slice(row * across, (row + 1) * across)
      .reduce((most, { cardRows }) => Math.max(most, cardRows), 1),
  )
}
