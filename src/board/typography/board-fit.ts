import type { BoardDraft } from '#src/contract/board.ts'
import type { BoardContent } from './board-content.ts'
import type { FindRoomFit } from '#src/board/find-room/find-room-card-fit.ts'
import type { FindRoomContent } from '#src/board/find-room/find-room-model.ts'
import type { KeyPlace } from '#src/board/footer/footer-fit.ts'
import type { Area, MinimumSizes } from './screen.ts'

/** The board settings that determine font sizes, together with its content. */
export type BoardFitSettings = Pick<BoardDraft, 'layout' | 'screen' | 'locale' | 'location'>

/** Number of columns and rows of a page, and its maximum number of rooms (or of floors, for `totals`). */
export type BoardGrid = { columns: number; rows: number; perPage: number }

/** Font sizes and grid of every layout. Sizes are in percent of the screen's shorter side. */
type CommonFit = MinimumSizes & {
  figure: number
  grid: BoardGrid
  /** Size of a card, of a room's row, or of a floor's row. */
  tile: Area
  area: Area
  /** Font size of the footer. Undefined for the smallest size; null if the age is in the header. */
  footer?: number | null
  /**
   * Whether the text is legible at the viewing distance. If not, the text has the largest size at which one room fits.
   */
  legible: boolean
}

/**
 * How the text of a card is arranged.
 * - `side`: count and capacity on the left and state on the right, on one line.
 * - `stack`: count on its own line, with state and capacity below it.
 * - `far`: state on the left and count on the right, on one line, without capacity or bar.
 */
export type CardForm = 'side' | 'stack' | 'far'

/** Sizes of a board's cards, in percent of the screen's shorter side. All cards have the same sizes. */
export type CardSizes = {
  form: CardForm
  name: number
  figure: number
  state: number
  /** Font size of notes, and of names that do not fit at their usual size. */
  small: number
  padding: { x: number; top: number; bottom: number }
  bar: number
  gaps: {
    /** Gap above the state of a stacked card. */
    figure: number
    /** Gap above the bar. */
    bar: number
  }
}

export type CardsFit = CommonFit &
  CardSizes & {
    layout: 'cards'
    /** Whether a card is so large that a solid fill in a warning colour would dominate the screen. */
    isLarge: boolean
  }

export type RowsFit = CommonFit & {
  layout: 'rows'
  /** Font size of states, and of names that do not fit at their usual size. */
  small: number
  /** Number of text lines of a row. With two lines, the name is above the state and the count. */
  lines: 1 | 2
  /** Widths of the columns of a row. With two lines, the name has the full width. */
  columns: { name: number; state: number; figure: number }
  /** Whether capacities are shown beside counts; false if names would be cut off. */
  hasCapacity: boolean
  isLarge: boolean
}

type OtherFit = CommonFit & {
  layout?: 'totals' | 'plan'
  /** Position of the footer's legend. */
  key?: KeyPlace
}

export type FindRoomBoardFit = CommonFit &
  FindRoomFit & {
    layout: 'find-room'
    content: FindRoomContent
  }

export type BoardFit = CardsFit | RowsFit | OtherFit | FindRoomBoardFit

export type FitOptions = {
  /** Whether a heading takes one place on each page of a board that has other pages, too. */
  hasHeading?: boolean
}

export type LayoutFit<TFit extends CommonFit = BoardFit> = (
  settings: Omit<BoardFitSettings, 'layout'>,
  content: BoardContent,
  options?: FitOptions,
) => TFit

export function createGrid(columns: number, rows: number): BoardGrid {
  const [across, down] = [Math.max(1, columns), Math.max(1, rows)]
  return { columns: across, rows: down, perPage: across * down }
}

export function tileSize(
  { width, height }: Area,
  { columns, rows }: Pick<BoardGrid, 'columns' | 'rows'>,
  gaps: { column: number; row: number },
): Area {
  return {
    width: (width - (columns - 1) * gaps.column) / columns,
    height: (height - (rows - 1) * gaps.row) / rows,
  }
}

/**
 * Returns the largest number from `least` to `most` that passes, to within 0.01, or null if `least` does not pass. If a
 * number passes, all smaller numbers must pass, too.
 */
export function largest(
  least: number,
  most: number,
  passes: (value: number) => boolean,
): number | null {
  if (!passes(least)) return null
  if (passes(most)) return most
  let [low, high] = [least, most]
  while (high - low > 0.01) {
    const middle = (low + high) / 2
    if (passes(middle)) low = middle
    else high = middle
  }
  return low
}

/** Returns the size of a card without its padding. */
export function innerSize({ tile, padding }: CardsFit) {
  return {
    width: tile.width - 2 * padding.x,
    height: tile.height - padding.top - padding.bottom,
  }
}
