import { createGrid, tileSize, type LayoutFit } from './board-fit.ts'
import { contentArea, fitCount, minimumSizes, type MinimumSizes } from './screen.ts'

/** Fits floors as rows. */
export const fitTotals: LayoutFit = ({ screen }) => {
  const gridAt = (sizes: MinimumSizes) => {
    const { width, height } = contentArea(screen, sizes)
    return {
      columns: width >= 16 * sizes.name ? 1 : 0,
      rows: fitCount(height, 1.9 * sizes.name, 0),
    }
  }
  const sizes = minimumSizes(screen, (some) => {
    const { columns, rows } = gridAt(some)
    return columns * rows > 0
  })
  const { columns, rows } = gridAt(sizes)
  const grid = createGrid(columns, rows)
  const area = contentArea(screen, sizes)
  return {
    ...sizes,
    figure: sizes.name,
    grid,
    tile: tileSize(area, grid, { column: 0, row: 0 }),
    area,
  }
}
