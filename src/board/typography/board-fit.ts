import type { BoardDraft } from '#src/contract/board.ts'
import type { BoardContent } from './board-content.ts'
import type { FindRoomFit } from '#src/board/find-room/find-room-card-fit.ts'
import type { FindRoomContent } from '#src/board/find-room/find-room-model.ts'
import type { KeyPlace } from '#src/board/footer/footer-fit.ts'
import type { Area, MinimumSizes } from './screen.ts'

/** The settings of a board that determine font sizes, together with its content. */
export type BoardFitSettings = Pick<BoardDraft, 'layout' | 'screen' | 'locale' | 'location'>

/** Number of columns and rows of a page, and its maximum number of rooms (floors for `totals`). */
export type BoardGrid = { columns: number; rows: number; perPage: number }

/** Font sizes and grid that all layouts have; sizes in percent of the screen's shorter side. */
type CommonFit = MinimumSizes & {
  /** Font size of a room's count. */
  figure: number
  grid: BoardGrid
  /** Size of a card, a row, or a floor's row. */
  tile: Area
  /** The area between header, footer and margins. */
  area: Area
  /** Font size of the footer, by default the smallest; null when the age is in the header instead. */
  footer?: number | null
  /**
   * Whether the text can be read from the viewing distance. If not, the font size is the largest at which one room
   * fits.
   */
  legible: boolean
}

/**
 * How the text of a card is arranged.
 * - `side`: count and capacity on the left, state on the right, on one line.
 * - `stack`: the count on its own line, with state and capacity below it.
 * - `far`: state on the left and count on the right, on one line; no capacity and no bar.
 */
export type CardForm = 'side' | 'stack' | 'far'

/** Sizes of a board of cards, the same for all cards. */
export type CardsFit = CommonFit & {
  layout: 'cards'
  form: CardForm
  /** Font size of the state. */
  state: number
  /** Font size of notes, and of names that do not fit in their usual size. */
  small: number
  padding: { x: number; top: number; bottom: number }
  bar: number
  /** `figure`: gap above the state of a stacked card. `bar`: gap above the bar, in all forms. */
  gaps: { figure: number; bar: number }
  /** Whether a card is so large that a solid fill in a warning colour would dominate the screen. */
  isLarge: boolean
}

/** Sizes of a board of rows. */
export type RowsFit = CommonFit & {
  layout: 'rows'
  /** Font size of the state, and of names that do not fit in their usual size. */
  small: number
  /** Number of lines of a row. On two lines, the name is above the state and the count. */
  lines: 1 | 2
  /** Widths of the columns of a row. On two lines, the name has the whole width. */
  columns: { name: number; state: number; figure: number }
  /** Whether capacities are beside counts; false if that would cut off names. */
  hasCapacity: boolean
  isLarge: boolean
}

type OtherFit = CommonFit & {
  layout?: 'totals' | 'plan'
  /** Position of the legend of status icons in the footer. */
  key?: KeyPlace
}

/** Sizes and columns of a board of free rooms. */
export type FindRoomBoardFit = CommonFit &
  FindRoomFit & {
    layout: 'find-room'
    content: FindRoomContent
  }

export type BoardFit = CardsFit | RowsFit | OtherFit | FindRoomBoardFit

/** Options of a layout in addition to the board. */
export type FitOptions = {
  /** Whether a heading takes one place on each page, and the board has other pages too. */
  hasHeading?: boolean
}

/** Computes the fit of one layout. */
export type LayoutFit<TFit extends CommonFit = BoardFit> = (
  settings: Omit<BoardFitSettings, 'layout'>,
  content: BoardContent,
  options?: FitOptions,
) => TFit

/** Creates a grid of at least one place. */
export function createGrid(columns: number, rows: number): BoardGrid {
  const [across, down] = [Math.max(1, columns), Math.max(1, rows)]
  return { columns: across, rows: down, perPage: across * down }
}

/** Returns the size of a tile in a grid that fills an area. */
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
 * Returns the largest number from `least` to `most` that passes, to within 0.01; null if `least` does not pass. All
 * numbers below a passing number must pass.
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
