import { fitFooter, footerContent, measureFooter } from '#src/board/footer/footer-fit.ts'
import { measureFloors } from '#src/board/totals/measured-floors.ts'
import { layOutTotals } from '#src/board/totals/totals-layout.ts'
import { createGrid, type LayoutFit } from './board-fit.ts'
import { minimumSizes, type MinimumSizes } from './screen.ts'
import { contentArea } from './content-area.ts'
import { isAgeInHeader } from './header-sizes.ts'

/** Fits floors as rows that share the height of the page. */
export const fitTotals: LayoutFit = ({ screen, locale }, content) => {
  const floors = measureFloors(content, locale)
  const measuredFooter = measureFooter(footerContent(locale, content.rooms))
  const footerAt = (sizes: MinimumSizes) => {
    if (isAgeInHeader(screen, sizes)) return { size: null, key: undefined, lines: undefined }
    const { width } = contentArea(screen, sizes)
    return fitFooter(screen, width, sizes.least, measuredFooter)
  }
  const fitAt = (sizes: MinimumSizes) => {
    const { size: footer, key, lines } = footerAt(sizes)
    const frame = { ...sizes, footer, ...(lines !== undefined && { footerLines: lines }) }
    const layOut = (isPaged: boolean) => {
      const area = contentArea(screen, { ...frame, isPaged })
      return { footer, key, area, layout: layOutTotals(area, sizes, floors) }
    }
    const onePage = layOut(false)
    return (onePage.layout?.rows ?? 0) >= floors.count ? onePage : layOut(true)
  }
  const sizes = minimumSizes(screen, (some) => fitAt(some).layout !== null)
  const { area, layout, footer, key } = fitAt(sizes)
  return {
    ...sizes,
    layout: 'totals',
    figure: layout?.figure ?? sizes.name,
    grid: createGrid(1, layout?.rows ?? 1),
    tile: { width: area.width, height: layout?.height ?? area.height },
    area,
    footer,
    ...(key !== undefined && { key }),
  }
}
