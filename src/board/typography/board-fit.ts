import type { BoardDraft } from '#src/contract/board.ts'
import type { BoardContent } from './board-content.ts'
import type { Area, MinimumSizes } from './screen.ts'

/** The settings of a board that font sizes depend on, besides its content. */
export type BoardFitSettings = Pick<BoardDraft, 'layout' | 'screen' | 'locale'>

/** Number of rooms (floors for `totals`) on a page. */
export type BoardGrid = { columns: number; rows: number; perPage: number }

/** Font sizes and grid of a board; sizes in percent of the screen's shorter side. */
export type BoardFit = MinimumSizes & {
  /** Font size of a room's count. */
  figure: number
  grid: BoardGrid
  /** Size of a card, a row, or a floor's row. */
  tile: Area
  /** The area between header, footer and margins. */
  area: Area
  /**
   * Whether the text can be read from the viewing distance. If not, the font size is the largest at which one room
   * fits.
   */
  legible: boolean
}

/** Computes the fit of one layout. */
export type LayoutFit = (
  settings: Omit<BoardFitSettings, 'layout'>,
  content: BoardContent,
) => BoardFit

/** Creates a grid of at least one place. */
export function createGrid(columns: number, rows: number): BoardGrid {
  const [across, down] = [Math.max(1, columns), Math.max(1, rows)]
  return { columns: across, rows: down, perPage: across * down }
}

/** Returns the size of a tile in a grid that fills an area. */
export function tileSize(
  { width, height }: Area,
  { columns, rows }: BoardGrid,
  gaps: { column: number; row: number },
): Area {
  return {
    width: (width - (columns - 1) * gaps.column) / columns,
    height: (height - (rows - 1) * gaps.row) / rows,
  }
}
