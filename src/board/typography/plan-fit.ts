import { createGrid, type LayoutFit } from './board-fit.ts'
import { contentArea, minimumSizes } from './screen.ts'

/** Fits the plan of a floor. */
export const fitPlan: LayoutFit = ({ screen }) => {
  const sizes = minimumSizes(screen, () => true)
  const area = contentArea(screen, sizes)
  return { ...sizes, figure: 2.27 * sizes.name, grid: createGrid(1, 1), tile: area, area }
}
