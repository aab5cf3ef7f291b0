import { createGrid, tileSize, type LayoutFit } from './board-fit.ts'
import { contentArea, fitCount, minimumSizes, type MinimumSizes } from './screen.ts'

/** Rows (see board.css): line height per em, height of the bar below, and gap between columns. */
const rowLine = 1.22
const rowBar = 1.05
const rowColumnGap = 4.4
/** Minimum column widths of a row: the state in em of the smallest font size, the count in em of the name. */
export const rowColumns = { state: 5.9, figure: 3.4 }
/** Minimum width of the name in a row, in em. */
const minNameEm = 5.4

/** Fits rooms as rows in columns. */
export const fitRows: LayoutFit = ({ screen }) => {
  const gridAt = (sizes: MinimumSizes) => {
    const { width, height } = contentArea(screen, sizes)
    // Name, state and count side by side; a line of text with its descenders, and the bar below it.
    const across = (minNameEm + rowColumns.figure) * sizes.name + rowColumns.state * sizes.least
    const down = rowLine * sizes.name + rowBar
    return { columns: fitCount(width, across, rowColumnGap), rows: fitCount(height, down, 0) }
  }
  const sizes = minimumSizes(screen, (some) => {
    const { columns, rows } = gridAt(some)
    return columns * rows > 0
  })
  const { columns, rows } = gridAt(sizes)
  const grid = createGrid(columns, rows)
  const area = contentArea(screen, sizes)
  const tile = tileSize(area, grid, { column: rowColumnGap, row: 0 })
  return { ...sizes, figure: sizes.name, grid, tile, area }
}
