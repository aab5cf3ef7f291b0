import { fitFooter, footerContent, measureFooter } from '#src/board/footer/footer-fit.ts'
import { createGrid, type LayoutFit } from './board-fit.ts'
import { minimumSizes } from './screen.ts'
import { contentArea } from './content-area.ts'
import { isAgeInHeader } from './header-sizes.ts'

/** Minimum size of a useful plan, in em of a room name. */
const smallestPlan = { width: 12, height: 6 }

/**
 * Fits the plan of a floor above a footer. Label sizes come from plan/plan-labels.ts. plan/plan-layout.ts fits plans
 * beside a legend, which have no footer.
 */
export const fitPlan: LayoutFit = ({ screen, locale }, { rooms, floors }) => {
  const sizes = minimumSizes(screen, (some) => {
    const { width, height } = contentArea(screen, some)
    return width >= smallestPlan.width * some.name && height >= smallestPlan.height * some.name
  })
  const common = { ...sizes, layout: 'plan' as const, figure: 2.27 * sizes.name }
  const isPaged = floors.length > 1
  if (isAgeInHeader(screen, sizes)) {
    const area = contentArea(screen, { ...sizes, footer: null, isPaged })
    return { ...common, grid: createGrid(1, 1), tile: area, area, footer: null }
  }
  const { width } = contentArea(screen, sizes)
  const measured = measureFooter(footerContent(locale, rooms))
  const { size, key, lines } = fitFooter(screen, width, sizes.least, measured)
  const area = contentArea(screen, { ...sizes, footer: size, footerLines: lines, isPaged })
  return { ...common, grid: createGrid(1, 1), tile: area, area, footer: size, key }
}
