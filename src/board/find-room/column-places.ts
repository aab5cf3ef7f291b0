import { gaps, padding, type FindRoomFit } from './find-room-card-fit.ts'
import { partsOf } from './find-room-model.ts'

/** The place of a column of free rooms on its page. */
export type ColumnPlace = {
  /** Width, in columns of the usual width. */
  span: number
  /** Number of cards side by side, below each other, and in total. */
  cardColumns: number
  cardRows: number
  places: number
  /** Width of a card inside its padding, in percent of the screen's shorter side. */
  cardWidth: number
}

/** The properties of a fit on which the places of columns depend. */
export type ColumnGrid = Pick<FindRoomFit, 'across' | 'cardsAcross' | 'rows' | 'card'>

/**
 * Returns the places of the columns of a page, in their order. In a row with fewer columns than fit side by side, the
 * columns with the most rooms are wider, so that no part of the screen stays empty. Where columns are above each other,
 * those with many rooms have more rows of cards.
 *
 * @param roomCounts number of rooms of each column, free or not
 */
export function placeColumns(grid: ColumnGrid, roomCounts: readonly number[]): ColumnPlace[] {
  const { across, cardsAcross, card } = grid
  const spans = widenColumns(across, roomCounts)
  const rows = shareRows(grid, roomCounts, spans)
  const width = cardsAcross * (card.width + padding.x + gaps.columns)
  return spans.map((span, index) => {
    const cardRows = rows[Math.floor(index / across)] ?? 1
    const needed = Math.ceil((roomCounts[index] ?? 0) / cardRows)
    const cardColumns = Math.max(1, Math.min(span * cardsAcross, needed))
    const cardWidth = (span * width) / cardColumns - gaps.columns - padding.x
    return { span, cardColumns, cardRows, places: cardColumns * cardRows, cardWidth }
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

/** Returns the number of rows of cards in each row of columns. Rows of columns that need many pages get more rows. */
function shareRows(
  { across, cardsAcross, rows }: ColumnGrid,
  roomCounts: readonly number[],
  spans: readonly number[],
): number[] {
  const shares = Array.from({ length: Math.ceil(roomCounts.length / across) }, () => 1)
  const pagesOf = (share: number, row: number) =>
    roomCounts.reduce((most, count, index) => {
      const places = share * cardsAcross * (spans[index] ?? 1)
      return Math.floor(index / across) === row ? Math.max(most, partsOf(count, places)) : most
    }, 1)
  for (let spare = rows - shares.length; spare > 0; spare -= 1) {
    const pages = shares.map(pagesOf)
    const most = Math.max(...pages)
    if (most === 1) break
    const row = pages.indexOf(most)
    shares[row] = (shares[row] ?? 0) + 1
  }
  return shares
}

/** Returns the number of pages that columns need if a share of their rooms is free, by default all of them. */
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

/** Returns the number of rows of cards in each row of columns of a page. */
export function rowsOfColumns(
  across: number,
  places: readonly Omit<ColumnPlace, 'cardWidth'>[],
): number[] {
  return places.filter((_, index) => index % across === 0).map(({ cardRows }) => cardRows)
}
