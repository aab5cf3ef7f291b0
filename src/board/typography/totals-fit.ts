import { countSeats, fitFooter, footerContent } from '#src/board/footer/footer-fit.ts'
import { layOutTotals, type TotalsFloor } from '#src/board/totals/totals-layout.ts'
import type { BoardContent } from './board-content.ts'
import { createGrid, type LayoutFit } from './board-fit.ts'
import { contentArea, minimumSizes, type Area, type MinimumSizes } from './screen.ts'

/** Fits floors as rows that share the height. */
export const fitTotals: LayoutFit = ({ screen, locale }, content) => {
  const floors = totalsFloors(content)
  const areaAt = (sizes: MinimumSizes): Area => {
    const { width } = contentArea(screen, sizes)
    const { height } = fitFooter(screen, width, sizes.least, footerContent(locale, content.rooms))
    const onePage = contentArea(screen, sizes, height.onePage)
    const layout = layOutTotals(onePage, sizes, floors, locale)
    return layout !== null && layout.rows >= floors.length
      ? onePage
      : contentArea(screen, sizes, height.pages)
  }
  const layoutAt = (sizes: MinimumSizes) => layOutTotals(areaAt(sizes), sizes, floors, locale)
  const sizes = minimumSizes(screen, (some) => layoutAt(some) !== null)
  const area = areaAt(sizes)
  const layout = layoutAt(sizes)
  const grid = createGrid(1, layout?.rows ?? 1)
  const tile = { width: area.width, height: layout?.height ?? area.height }
  return { ...sizes, figure: layout?.figure ?? sizes.name, grid, tile, area }
}

/** Returns the floors of a board as rows of totals. */
export function totalsFloors({ floors, rooms }: BoardContent): TotalsFloor[] {
  return floors.map(({ id, name, roomCount, buildingId }) => ({
    name,
    roomCount,
    buildingId,
    seats: countSeats(rooms.filter(({ floorId }) => floorId === id)),
  }))
}
