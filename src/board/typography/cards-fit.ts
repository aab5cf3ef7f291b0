import { createGrid, tileSize, type LayoutFit } from './board-fit.ts'
import {
  cardGridGap,
  contentArea,
  fitCount,
  minimumSizes,
  type Area,
  type MinimumSizes,
} from './screen.ts'

/** Fits rooms as cards. */
export const fitCards: LayoutFit = ({ screen }) => {
  const gridAt = (sizes: MinimumSizes) => {
    const { width, height } = contentArea(screen, sizes)
    const across = Math.max(9.3 * sizes.name, Math.min(11.36 * sizes.name, 40))
    // Padding, a two-line name, the count, the bar, and the gaps between them.
    const down = 0.94 * (4.3 + 2.16 * sizes.name + 1.8 + 0.74 * baseFigure(sizes.name) + 3.1)
    return {
      columns: fitCount(width, across, cardGridGap),
      rows: fitCount(height, down, cardGridGap),
    }
  }
  const sizes = minimumSizes(screen, (some) => {
    const { columns, rows } = gridAt(some)
    return columns * rows > 0
  })
  const { columns, rows } = gridAt(sizes)
  const grid = createGrid(columns, rows)
  const area = contentArea(screen, sizes)
  const tile = tileSize(area, grid, { column: cardGridGap, row: cardGridGap })
  return { ...sizes, figure: largestFigure(sizes, tile), grid, tile, area }
}

function baseFigure(name: number): number {
  return Math.min(2.44 * name, Math.max(8.6, 1.25 * name))
}

/** Returns the largest count size at which two digits, their capacity and a typical state label fit side by side. */
function largestFigure({ name, least }: MinimumSizes, { width, height }: Area): number {
  const most = Math.min(2.44 * name, (height - 12.8 - 2.4 * name) / 0.74)
  const state = 1.06 * least * 5.4
  const fits = (figure: number) =>
    1.26 * figure + 2 * Math.max(0.48 * figure, least) + state + 6.2 <= width
  let figure = baseFigure(name)
  while (figure * 1.02 <= most && fits(figure * 1.02)) figure *= 1.02
  return figure
}
