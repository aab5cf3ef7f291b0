import { gaps, padding, type FindRoomFit } from './find-room-card-fit.ts'

/** The place of a column of free rooms on its page. */
export type ColumnPlace = {
  /** Width, in columns of the usual width. */
  span: number
  /** Number of cards side by side, and in total. */
  cardColumns: number
  places: number
  /** Width of a card inside its padding, in percent of the screen's shorter side. */
  cardWidth: number
}

/**
 * Returns the places of the columns of a page, in their order. In a row with fewer columns than fit side by side, the
 * columns with the most rooms are wider, so that no part of the screen stays empty.
 *
 * @param roomCounts number of rooms of each column, free or not
 */
export function placeColumns(
  { across, places, card }: Pick<FindRoomFit, 'across' | 'places' | 'card'>,
  roomCounts: readonly number[],
): ColumnPlace[] {
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
  const column = card.width + padding.x
  return spans.map((span, index) => {
    const cardColumns = Math.max(1, Math.min(span, Math.ceil((roomCounts[index] ?? 0) / places)))
    const width = span * (column + gaps.columns) - cardColumns * gaps.columns
    const cardWidth = width / cardColumns - padding.x
    return { span, cardColumns, places: cardColumns * places, cardWidth }
  })
}
